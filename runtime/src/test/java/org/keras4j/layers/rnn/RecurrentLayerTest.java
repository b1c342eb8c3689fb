package org.keras4j.layers.rnn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.activations.Activations;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCallException;
import org.keras4j.layers.Trace;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.models.Sequential;
import org.keras4j.op.GruSequence;
import org.keras4j.op.LstmSequence;
import org.keras4j.op.MatMul;
import org.keras4j.op.Scan;
import org.keras4j.op.SimpleRnnSequence;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** What recurrent layers do around their arithmetic. */
class RecurrentLayerTest {
  private static final NDArray INPUT = Calls.values(2, 3, 4);

  static Stream<Layer> layers() {
    return Stream.of(
        LSTM.units(5).returnSequences(true).build(),
        GRU.units(5).returnSequences(true).build(),
        GRU.units(5).resetAfter(false).returnSequences(true).build(),
        SimpleRNN.units(5).returnSequences(true).build(),
        LSTM.units(5).activation(Activations.GELU).returnSequences(true).build(),
        RNN.cells(LSTMCell.units(2), GRUCell.units(5)).returnSequences(true).build(),
        Bidirectional.layer(GRU.units(5).returnSequences(true)).mergeMode(MergeMode.SUM).build());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void batchAndStepsMayBeUnknown(Layer layer) {
    Tensor input = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, -1, -1, 4));
    assertEquals(Shape.of(-1, -1, 5), layer.apply(input).shape());
  }

  @Test
  void theLoopIsOneOpAfterOneProduct() {
    assertFused(LstmSequence.class, LSTM.units(5).build());
    assertFused(GruSequence.class, GRU.units(5).build());
    assertFused(GruSequence.class, GRU.units(5).resetAfter(false).goBackwards(true).build());
    assertFused(SimpleRnnSequence.class, SimpleRNN.units(5).build());
    assertFused(LstmSequence.class, RNN.cell(LSTMCell.units(5)).build());
  }

  private static void assertFused(Class<? extends Op> sequence, Layer layer) {
    List<Op> ops = Calls.ops(layer, 2, 3, 4);
    assertEquals(1, ops.stream().filter(MatMul.class::isInstance).count(), "products");
    assertEquals(1, ops.stream().filter(sequence::isInstance).count(), "sequence ops");
    assertEquals(0, ops.stream().filter(Scan.class::isInstance).count(), "scans");
  }

  @Test
  void otherActivationsProjectOnceAndScan() {
    List<Op> ops = Calls.ops(LSTM.units(5).activation(Activations.GELU).build(), 2, 3, 4);
    assertEquals(1, ops.stream().filter(MatMul.class::isInstance).count());
    assertEquals(1, ops.stream().filter(Scan.class::isInstance).count());
  }

  @Test
  void statefulLayersGoOnWhereTheyStopped() {
    LSTM layer = LSTM.units(5).stateful(true).build();
    NDArray first = Calls.inference(layer, INPUT);
    NDArray second = Calls.inference(layer, INPUT);
    assertNotEquals(first, second);
    assertEquals(2, layer.states().size());
    assertEquals(3, layer.weights().size(), "states are not among the weights");
    layer.resetStates();
    assertEquals(first, Calls.inference(layer, INPUT));
  }

  @Test
  void statefulLayersNeedOneBatchSize() {
    LSTM layer = LSTM.units(5).stateful(true).build();
    Tensor open = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, -1, 3, 4));
    assertMessage("the batch size must be static", () -> layer.apply(open));
    Calls.inference(layer, INPUT);
    assertMessage(
        "- Expected batch size: 2\n- Received batch size: 5",
        () -> Calls.inference(layer, Calls.values(5, 3, 4)));
  }

  @Test
  void aPredictedModelKeepsItsStates() {
    LSTM layer = LSTM.units(5).stateful(true).build();
    Sequential model = Sequential.of(InputLayer.batchShape(Shape.of(2, 3, 4)), layer);
    NDArray first = model.predict(INPUT);
    assertNotEquals(first, model.predict(INPUT));
    layer.resetStates();
    assertEquals(first, model.predict(INPUT));
  }

  @Test
  void bothDirectionsOfAStatefulLayerAreReset() {
    Bidirectional layer = Bidirectional.layer(GRU.units(5).stateful(true)).build();
    NDArray first = Calls.inference(layer, INPUT);
    assertNotEquals(first, Calls.inference(layer, INPUT));
    layer.resetStates();
    assertEquals(first, Calls.inference(layer, INPUT));
  }

  @Test
  void initialStatesMayFollowTheSequence() {
    LSTM layer = LSTM.units(5).build();
    Tensor x = Constant.of(INPUT);
    List<Tensor> states = List.of(Constant.of(Calls.values(2, 5)), Constant.of(Calls.ones(2, 5)));
    NDArray byKeyword =
        Calls.run(
                layer,
                Trace.inference(),
                new CallArguments(List.of(x), Map.of("initial_state", states)))
            .get(0);
    NDArray inList =
        Calls.run(
                layer,
                Trace.inference(),
                CallArguments.of(List.of(x, states.get(0), states.get(1))))
            .get(0);
    assertEquals(byKeyword, inList);
    assertNotEquals(byKeyword, Calls.inference(layer, INPUT));
    assertMessage(
        "`initial_state` must hold as many tensors",
        () -> Trace.inference().call(layer, CallArguments.of(List.of(x, states.get(0)))));
  }

  @Test
  void unrollingNeedsAKnownNumberOfSteps() {
    Tensor open = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 2, -1, 4));
    assertMessage(
        "Cannot unroll a RNN if the time dimension is undefined",
        () -> GRU.units(5).unroll(true).build().apply(open));
  }

  @Test
  void sequencesHaveThreeAxes() {
    assertMessage(
        "expected ndim=3, found ndim=2",
        () -> Calls.inference(LSTM.units(5).build(), Calls.values(2, 3)));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(LayerCallException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
