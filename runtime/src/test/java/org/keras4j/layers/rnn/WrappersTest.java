package org.keras4j.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCallException;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Trace;
import org.keras4j.layers.core.Dense;
import org.keras4j.op.MatMul;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Bidirectional and TimeDistributed. */
class WrappersTest {
  /** A user's layer that mixes the samples of a batch. */
  private static final class LessMean extends Layer {
    static final LayerType<LessMean> TYPE = LayerType.custom("tests>LessMean", LessMean::new);

    private LessMean(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(CallContext ctx, Tensor input) {
      return MathOps.subtract(input, ReduceOps.mean(input, java.util.List.of(0), true));
    }
  }

  @Test
  void aLayerOfItsOwnIsCalledOnceAStep() {
    TimeDistributed layer = TimeDistributed.layer(LessMean.TYPE.builder()).build();
    NDArray input = NDArray.of(new float[] {1, 2, 5, 10}, 2, 2, 1);
    assertEquals(NDArray.of(new float[] {-2, -4, 2, 4}, 2, 2, 1), Calls.inference(layer, input));
  }

  @Test
  void kerasLayersTakeAllStepsAtOnce() {
    long products =
        Calls.ops(TimeDistributed.layer(Dense.units(3)).build(), 2, 7, 4).stream()
            .filter(MatMul.class::isInstance)
            .count();
    assertEquals(1, products);
  }

  @Test
  void batchAndStepsMayBeUnknown() {
    Tensor input = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, -1, -1, 4));
    assertEquals(
        Shape.of(-1, -1, 3), TimeDistributed.layer(Dense.units(3)).build().apply(input).shape());
  }

  @Test
  void aStepNeedsAnAxisBesidesBatchAndTime() {
    LayerCallException e =
        assertThrows(
            LayerCallException.class,
            () ->
                Calls.inference(TimeDistributed.layer(Dense.units(3)).build(), Calls.values(2, 3)));
    assertTrue(e.getMessage().contains("at least 3 dimensions, received: (2, 3)"), e.getMessage());
  }

  @Test
  void aMaskMustHaveBatchAndSteps() {
    NDArray mask = NDArray.of(new boolean[] {true, true, false}, 1, 3);
    LayerCallException e =
        assertThrows(
            LayerCallException.class,
            () ->
                Calls.run(
                    TimeDistributed.layer(Dense.units(3)).build(),
                    Trace.inference(),
                    Calls.withMask(Calls.values(2, 3, 4), mask)));
    assertTrue(e.getMessage().contains("Expected mask shape prefix: (2, 3)"), e.getMessage());
  }

  @Test
  void bothDirectionsAreCopiesOfTheLayer() {
    LSTM given = LSTM.units(4).returnSequences(true).name("lstm_3").build();
    Bidirectional layer = Bidirectional.layer(given).build();
    assertEquals("forward_lstm_3", layer.forwardLayer().name());
    assertEquals("backward_lstm_3", layer.backwardLayer().name());
    assertTrue(layer.backwardLayer().get(RnnArgs.GO_BACKWARDS));
    assertTrue(layer.forwardLayer().get(RnnArgs.ZERO_OUTPUT_FOR_MASK));
    Calls.inference(layer, Calls.values(2, 3, 4));
    assertTrue(given.weights().isEmpty(), "the layer given is not used itself");
    assertEquals("bidirectional/forward_lstm_3/lstm_cell/kernel", layer.weights().get(0).path());
  }

  @Test
  void directionsMustFitEachOther() {
    assertRefused(
        "should have different `go_backwards` value",
        Bidirectional.layer(LSTM.units(4)).backwardLayer(LSTM.units(4)));
    assertRefused(
        "the same value for attribute \"return_sequences\"",
        Bidirectional.layer(LSTM.units(4))
            .backwardLayer(LSTM.units(4).goBackwards(true).returnSequences(true)));
    assertRefused("expected a recurrent layer", Bidirectional.layer(Dense.units(4)));
  }

  private static void assertRefused(String part, Bidirectional.Builder builder) {
    String message = assertThrows(ConfigException.class, builder::build).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void mergeModesAreThoseOfKeras() {
    Map<String, Object> config =
        new LinkedHashMap<>(Bidirectional.layer(GRU.units(2)).build().configMap());
    config.put("merge_mode", "max");
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> Bidirectional.TYPE.fromConfig(config, ReadContext.standard()));
    assertTrue(e.getMessage().contains("Merge mode should be one of"), e.getMessage());
  }

  @Test
  void stridesAndDilationExcludeEachOther() {
    ConfigException e =
        assertThrows(
            ConfigException.class,
            () -> ConvLSTM2D.filters(2).kernelSize(3).strides(2).dilationRate(2).build());
    assertTrue(e.getMessage().contains("`strides > 1` is not compatible"), e.getMessage());
  }
}
