package org.keras4j.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GradientException;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Op;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.Vjp;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Cast;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.StopGradient;
import org.keras4j.op.Surrogate;
import org.keras4j.op.TopK;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

class GradientsTest {
  private static final TensorSpec VECTOR = TensorSpec.of(DType.FLOAT64, 3);

  private final Tensor x = Placeholder.of("x", VECTOR);

  private static double[] run(Tensor output, Tensor input, double... values) {
    GraphFunction function = GraphFunction.of(List.of(input), List.of(output));
    NDArray array = NDArray.wrap(DType.FLOAT64, Shape.of(values.length), values);
    return ReferenceInterpreter.standard()
        .run(function, List.of(array))
        .outputs()
        .get(0)
        .toDoubleArray();
  }

  @Test
  void contributionsOfAllPathsAreSummed() {
    Tensor y = BinaryOp.ADD.on(BinaryOp.MULTIPLY.on(x, x), x);
    Tensor gradient = Gradients.of(y, List.of(x)).get(0);
    assertArrayEquals(new double[] {3, 5, -3}, run(gradient, x, 1, 2, -2));
  }

  @Test
  void secondDerivative() {
    Tensor cube = BinaryOp.MULTIPLY.on(x, UnaryOp.SQUARE.on(x));
    Tensor first = Gradients.of(cube, List.of(x)).get(0);
    Tensor second = Gradients.of(first, List.of(x)).get(0);
    assertArrayEquals(new double[] {6, 12, -12}, run(second, x, 1, 2, -2));
  }

  /** An op without a derivative of its own. */
  private record Product() implements CompositeOp {
    @Override
    public List<Tensor> decompose(List<Tensor> inputs) {
      return List.of(BinaryOp.MULTIPLY.on(inputs.get(0), inputs.get(1)));
    }
  }

  @Test
  void anInputOfACompositeMayDependOnAnother() {
    Tensor cube = new Product().on(x, UnaryOp.SQUARE.on(x));
    Tensor gradient = Gradients.of(cube, List.of(x)).get(0);
    assertArrayEquals(new double[] {3, 12, 27}, run(gradient, x, 1, 2, 3));
  }

  @Test
  void theInputsOfACompositeMayBeTheSame() {
    Tensor square = new Product().on(x, x);
    Tensor gradient = Gradients.of(square, List.of(x)).get(0);
    assertArrayEquals(new double[] {2, 4, 6}, run(gradient, x, 1, 2, 3));
  }

  @Test
  void unconnectedIsZeroOrNothing() {
    Tensor other = Placeholder.of("other", VECTOR);
    Tensor y = UnaryOp.EXP.on(x);
    assertArrayEquals(new double[3], run(Gradients.of(y, List.of(other)).get(0), other, 1, 2, 3));
    Tensor one = Constant.of(NDArray.of(new double[] {1, 1, 1}, 3));
    assertNull(
        Gradients.of(List.of(y), List.of(one), List.of(other), Gradients.Unconnected.NONE).get(0));
  }

  @Test
  void stopGradientStops() {
    Tensor y = BinaryOp.MULTIPLY.on(x, new StopGradient().on(x));
    Tensor gradient = Gradients.of(y, List.of(x)).get(0);
    assertArrayEquals(new double[] {1, 2, 3}, run(gradient, x, 1, 2, 3));
  }

  @Test
  void aSurrogateTakesTheGradient() {
    Tensor rounded = UnaryOp.ROUND.on(x);
    Tensor y = new Surrogate().on(rounded, BinaryOp.MULTIPLY.on(x, x));
    assertArrayEquals(new double[] {1, 3, 6}, run(y, x, 1.25, 2.75, 6));
    Tensor gradient = Gradients.of(y, List.of(x)).get(0);
    assertArrayEquals(new double[] {2.5, 5.5, 12}, run(gradient, x, 1.25, 2.75, 6));
  }

  @Test
  void integersHaveNoGradient() {
    Tensor back = new Cast(DType.FLOAT64).on(new Cast(DType.INT32).on(x));
    Tensor gradient = Gradients.of(BinaryOp.ADD.on(back, x), List.of(x)).get(0);
    assertArrayEquals(new double[] {1, 1, 1}, run(gradient, x, 1.5, 2.5, 3.5));
    Tensor integers = new Cast(DType.INT32).on(x);
    assertThrows(GradientException.class, () -> Gradients.of(integers, List.of(x)));
  }

  @Test
  void everyReadOfAVariableCounts() {
    Variable v =
        new Variable("v", "layer/v", VECTOR, true, () -> NDArray.of(new double[] {1, 2, 3}, 3));
    Variable unused =
        new Variable("u", "layer/u", VECTOR, true, () -> NDArray.of(new double[3], 3));
    Tensor y = BinaryOp.MULTIPLY.on(ReadVariable.of(v), ReadVariable.of(v));
    Map<Variable, Tensor> gradients = Gradients.of(y, List.of(v, unused));
    ReferenceInterpreter interpreter = ReferenceInterpreter.standard();
    assertEquals(NDArray.of(new double[] {2, 4, 6}, 3), interpreter.evaluate(gradients.get(v)));
    assertEquals(NDArray.of(new double[3], 3), interpreter.evaluate(gradients.get(unused)));
  }

  @Test
  void onlySomeOutputsOfANodeMayCount() {
    List<Tensor> top = new TopK(2).call(List.of(x));
    Tensor gradient = Gradients.of(top.get(0), List.of(x)).get(0);
    assertArrayEquals(new double[] {0, 1, 1}, run(gradient, x, 1, 3, 2));
  }

  @Test
  void deepGraphsDoNotOverflowTheStack() {
    Tensor y = x;
    for (int i = 0; i < 100_000; i++) {
      y = UnaryOp.NEGATE.on(y);
    }
    Tensor gradient = Gradients.of(y, List.of(x)).get(0);
    assertArrayEquals(new double[] {1, 1, 1}, run(gradient, x, 1, 2, 3));
  }

  @Test
  void unknownDimensionsAreResolvedWhenTheGraphRuns() {
    Tensor open = Placeholder.of("x", TensorSpec.of(DType.FLOAT64, Shape.UNKNOWN));
    Tensor largest = new Reduce(ReduceKind.MAX, List.of(0), true).on(open);
    Tensor y = BinaryOp.MULTIPLY.on(open, largest);
    Tensor gradient = Gradients.of(y, List.of(open)).get(0);
    assertEquals(open.spec(), gradient.spec());
    assertArrayEquals(new double[] {4, 4, 11}, run(gradient, open, 1, 2, 4));
  }

  /** An op with a derivative of the wrong shape. */
  private record Wrong() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
      return inputs;
    }

    @Override
    public List<Tensor> vjp(Vjp v) {
      return List.of(new Reduce(ReduceKind.SUM, List.of(0), false).on(v.grad()));
    }
  }

  /** An op without a derivative. */
  private record None() implements Op {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> inputs) {
      return inputs;
    }
  }

  @Test
  void errorsNameTheOp() {
    GradientException wrong =
        assertThrows(GradientException.class, () -> Gradients.of(new Wrong().on(x), List.of(x)));
    assertTrue(wrong.getMessage().contains("vjp() of op Wrong"), wrong.getMessage());
    assertTrue(wrong.getMessage().contains("float64(3,)"), wrong.getMessage());
    GradientException none =
        assertThrows(GradientException.class, () -> Gradients.of(new None().on(x), List.of(x)));
    assertTrue(none.getMessage().contains("Op None has no gradient"), none.getMessage());
  }

  @Test
  void anOpWithoutDerivativeMayStandAside() {
    Tensor aside = new None().on(new StopGradient().on(x));
    Tensor gradient = Gradients.of(BinaryOp.ADD.on(x, aside), List.of(x)).get(0);
    assertEquals(VECTOR, gradient.spec());
  }
}
