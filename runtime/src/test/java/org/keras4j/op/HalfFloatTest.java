package org.keras4j.op;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Half floats are computed in float32 or wider and rounded once. */
class HalfFloatTest {
  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"FLOAT16", "BFLOAT16"})
  void roundsOnce(DType half) {
    NDArray x = GradientCheck.random(1, 2, 6, 8);
    once(half, MatMul.PLAIN, x, GradientCheck.random(2, 8, 4));
    once(half, new Conv(ConvSpec.valid(1)), x, GradientCheck.random(3, 3, 8, 2));
    once(half, new Softmax(2), x);
    once(half, new LogSoftmax(1), x);
    once(half, new LayerNorm(List.of(2), 1e-3, false, false), x);
    once(half, new RmsNorm(List.of(2), 1e-3, false), x);
    NDArray heads = GradientCheck.random(4, 2, 3, 2, 4);
    once(half, new ScaledDotProductAttention(0.5, true, false, false), heads, heads, heads);
  }

  /** The same op on the same rounded operands in float64, rounded, differs by one unit at most. */
  private static void once(DType half, Op op, NDArray... inputs) {
    List<NDArray> rounded = Stream.of(inputs).map(x -> x.cast(half)).toList();
    List<NDArray> exact = new ArrayList<>();
    rounded.forEach(x -> exact.add(x.cast(DType.FLOAT64)));
    ReferenceInterpreter interpreter = ReferenceInterpreter.standard();
    NDArray got = interpreter.call(op, rounded).get(0);
    NDArray wanted = interpreter.call(op, exact).get(0);
    double unit = half == DType.FLOAT16 ? 0x1p-10 : 0x1p-7;
    for (int i = 0; i < got.size(); i++) {
      // Half a unit for the rounding, and a little for the float32 before it.
      double tolerance = Math.abs(wanted.getDouble(i)) * unit * 0.51 + 1e-6;
      assertEquals(wanted.getDouble(i), got.getDouble(i), tolerance, op + " element " + i);
    }
  }
}
