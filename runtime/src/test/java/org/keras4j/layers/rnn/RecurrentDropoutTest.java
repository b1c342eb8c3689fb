package org.keras4j.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.activations.Activations;
import org.keras4j.graph.Constant;
import org.keras4j.initializers.Identity;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.NDArray;

/** Dropout of inputs and states in training. */
class RecurrentDropoutTest {
  private static final int UNITS = 64;

  @Test
  void inputMasksHoldForTheWholeSequence() {
    SimpleRNN layer =
        SimpleRNN.units(UNITS)
            .activation(Activations.LINEAR)
            .kernelInitializer(Identity.TYPE.create())
            .recurrentInitializer(Zeros.of())
            .dropout(0.5)
            .returnSequences(true)
            .build();
    double[] output = Calls.doubles(Calls.training(layer, Calls.ones(1, 3, UNITS)));
    double[] first = Arrays.copyOf(output, UNITS);
    assertArrayEquals(first, Arrays.copyOfRange(output, UNITS, 2 * UNITS));
    assertArrayEquals(first, Arrays.copyOfRange(output, 2 * UNITS, 3 * UNITS));
    assertHalf(first, 2);
  }

  @Test
  void stateMasksHoldForTheWholeSequence() {
    SimpleRNN layer =
        SimpleRNN.units(UNITS)
            .activation(Activations.LINEAR)
            .kernelInitializer(Zeros.of())
            .recurrentInitializer(Identity.TYPE.create())
            .recurrentDropout(0.5)
            .build();
    CallArguments arguments =
        new CallArguments(
            List.of(Constant.of(Calls.ones(1, 3, 2))),
            Map.of("initial_state", Constant.of(Calls.ones(1, UNITS))));
    // Scaled up by 2 in each of three steps, or dropped in the first: never in between.
    assertHalf(Calls.doubles(Calls.run(layer, Trace.training(), arguments).get(0)), 8);
  }

  private static void assertHalf(double[] values, double kept) {
    assertTrue(Arrays.stream(values).allMatch(v -> v == 0 || v == kept), Arrays.toString(values));
    long count = Arrays.stream(values).filter(v -> v == kept).count();
    assertTrue(count > UNITS / 4 && count < UNITS * 3 / 4, "kept " + count + " of " + UNITS);
  }

  @Test
  void everyCallDrawsNewMasksButNoneAtInference() {
    LSTM layer = LSTM.units(4).dropout(0.5).recurrentDropout(0.5).build();
    NDArray input = Calls.values(8, 3, 5);
    assertNotEquals(Calls.training(layer, input), Calls.training(layer, input));
    assertEquals(Calls.inference(layer, input), Calls.inference(layer, input));
  }

  static Stream<Layer> rarelyDropping() {
    double rate = 1e-9;
    return Stream.<LayerBuilder<?, ?>>of(
            LSTM.units(4).dropout(rate).recurrentDropout(rate),
            GRU.units(4).dropout(rate).recurrentDropout(rate),
            GRU.units(4).resetAfter(false).dropout(rate).recurrentDropout(rate),
            GRU.units(4).dropout(rate),
            SimpleRNN.units(4).dropout(rate).recurrentDropout(rate))
        .map(LayerBuilder::build);
  }

  /** A mask for each gate and a split kernel must give what the fused loop gives without masks. */
  @ParameterizedTest
  @MethodSource("rarelyDropping")
  void masksOfOnesChangeNothing(Layer layer) {
    NDArray input = Calls.values(3, 4, 5);
    assertArrayEquals(
        Calls.doubles(Calls.inference(layer, input)),
        Calls.doubles(Calls.training(layer, input)),
        1e-6);
  }

  @Test
  void convolutionsHaveMasksForEachGateToo() {
    ConvLSTM1D layer =
        ConvLSTM1D.filters(2).kernelSize(2).dropout(1e-9).recurrentDropout(1e-9).build();
    NDArray input = Calls.values(2, 3, 5, 2);
    assertArrayEquals(
        Calls.doubles(Calls.inference(layer, input)),
        Calls.doubles(Calls.training(layer, input)),
        1e-6);
  }
}
