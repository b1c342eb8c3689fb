package org.keras4j.op;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Operands that do not fit are refused with a message that names what clashed. */
class InferErrorTest {
  private static TensorSpec f(int... dims) {
    return TensorSpec.of(DType.FLOAT32, dims);
  }

  private static void refused(String expected, Op op, TensorSpec... inputs) {
    ShapeException e = assertThrows(ShapeException.class, () -> op.infer(List.of(inputs)));
    assertTrue(e.getMessage().contains(expected), e.getMessage());
  }

  @Test
  void matrices() {
    refused("inner dimensions differ: (2, 3) x (4, 5) (3 vs 4)", MatMul.PLAIN, f(2, 3), f(4, 5));
    refused("batch dimensions differ", MatMul.PLAIN, f(2, 3, 3), f(4, 3, 3));
    refused("one numeric dtype", MatMul.PLAIN, f(2, 2), TensorSpec.of(DType.FLOAT64, 2, 2));
    refused("rank >= 2", MatMul.PLAIN, f(2), f(2, 3));
    refused("(3 vs 4)", new Inverse(), f(3, 4));
    refused("rows of a and b differ", new Solve(), f(3, 3), f(4, 2));
    refused("floating", new Cholesky(false), TensorSpec.of(DType.INT32, 3, 3));
  }

  @Test
  void windows() {
    ConvSpec spec = ConvSpec.valid(2);
    refused("(3 vs 4 x 1)", new Conv(spec), f(1, 5, 5, 3), f(3, 3, 4, 8));
    refused("multiple of groups=2", new Conv(spec.withGroups(2)), f(1, 5, 5, 4), f(3, 3, 2, 7));
    refused("output size would be negative", new Conv(spec), f(1, 2, 5, 3), f(3, 3, 3, 8));
    refused("rank 4, not 3", new Conv(spec), f(1, 5, 3), f(3, 3, 3, 8));
    refused("channels differ (3 vs 4)", new DepthwiseConv(spec), f(1, 5, 5, 3), f(3, 3, 4, 1));
    Op gradient = new ConvInputGradient(spec, Shape.of(1, 5, 5, 3));
    refused("gradient of shape (1, 3, 3, 8)", gradient, f(3, 3, 3, 8), f(1, 4, 3, 8));
    PoolSpec pool = new PoolSpec(List.of(3), List.of(1), List.of(0), List.of(0));
    refused("floating", new Pool(PoolKind.AVERAGE, pool), TensorSpec.of(DType.INT32, 1, 5, 2));
  }

  @Test
  void composites() {
    refused("rank >= 3", new Softmax(2), f(2, 3));
    refused("shape (4,)", new LayerNorm(List.of(1), 1e-3, true, false), f(2, 4), f(3));
    refused("3 inputs, not 2", new BatchNormInference(1, 1e-3, false, false), f(2, 4), f(4));
    Op attention = new ScaledDotProductAttention(1, false, false, false);
    refused(
        "numbers of heads differ (2 vs 3)", attention, f(1, 4, 2, 8), f(1, 4, 3, 8), f(1, 4, 3, 8));
    Op lstm =
        new LstmSequence(RnnActivation.TANH, RnnActivation.SIGMOID, SequenceOptions.ALL_STEPS);
    refused("(10 vs 12)", lstm, f(2, 4, 10), f(2, 3), f(2, 3), f(3, 12));
    refused("batch sizes differ (2 vs 5)", lstm, f(2, 4, 12), f(5, 3), f(2, 3), f(3, 12));
  }
}
