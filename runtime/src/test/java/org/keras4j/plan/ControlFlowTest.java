package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.backend.Backends;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Cond;
import org.keras4j.op.MatMul;
import org.keras4j.op.NonZero;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.Scan;
import org.keras4j.op.UnaryOp;
import org.keras4j.op.WhileLoop;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

class ControlFlowTest {
  private static Tensor input(int... dims) {
    return Placeholder.of("in", TensorSpec.of(DType.FLOAT32, dims));
  }

  private static void check(GraphFunction function, NDArray... inputs) {
    List<NDArray> expected =
        ReferenceInterpreter.standard().run(function, List.of(inputs)).outputs();
    PlanOptions options = PlanOptions.DEFAULT.withPoison(true);
    ExecutionPlan plan = new PlanCompiler(Backends.defaultBackend(), options).plan(function);
    assertFalse(plan.describe().contains("interpreted"), plan::describe);
    try (Session session = plan.openSession()) {
      for (int repetition = 0; repetition < 2; repetition++) {
        List<NDArray> actual = session.run(List.of(inputs));
        for (int i = 0; i < expected.size(); i++) {
          Comparison.assertClose(expected.get(i), actual.get(i), plan.describe());
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void scansWithCarriesSequencesAndCapturedWeights(boolean reverse) {
    Tensor h = input(2, 3);
    Tensor slice = input(2, 3);
    Tensor captured = input(3, 3);
    Tensor next = UnaryOp.TANH.on(BinaryOp.ADD.on(MatMul.PLAIN.on(h, captured), slice));
    GraphFunction body =
        GraphFunction.of(
            List.of(h, slice, captured), List.of(next, BinaryOp.MULTIPLY.on(next, slice), h));
    NDArray w = NDArray.of(new float[] {1, 2, -1, 0.5f, 0, 1, -2, 1, 1}, 3, 3);
    Tensor weight = ReadVariable.of(new Variable("w", "w", w.spec(), true, () -> w));
    Tensor h0 = input(2, 3);
    Tensor xs = input(4, 2, 3);
    List<Tensor> outputs = new Scan(body, 1, 1, 4, reverse).call(List.of(h0, xs, weight));
    float[] values = new float[24];
    for (int i = 0; i < values.length; i++) {
      values[i] = (i * 7 % 11) / 5f - 1;
    }
    check(
        GraphFunction.of(List.of(h0, xs), outputs),
        NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3),
        NDArray.of(values, 4, 2, 3));
  }

  @Test
  void loopsThatSwapTheirVariables() {
    Tensor a = input(2);
    Tensor b = input(2);
    Tensor limit = input();
    Tensor sum = new Reduce(ReduceKind.SUM, List.of(0), false).on(a);
    GraphFunction condition =
        GraphFunction.of(List.of(a, b, limit), List.of(CompareOp.LESS.on(sum, limit)));
    Tensor a2 = input(2);
    Tensor b2 = input(2);
    Tensor limit2 = input();
    GraphFunction body =
        GraphFunction.of(List.of(a2, b2, limit2), List.of(b2, BinaryOp.ADD.on(a2, b2)));
    Tensor x = input(2);
    Tensor y = input(2);
    Tensor top = Constant.scalar(DType.FLOAT32, 100);
    check(
        GraphFunction.of(List.of(x, y), new WhileLoop(condition, body).call(List.of(x, y, top))),
        NDArray.of(new float[] {0, 1}),
        NDArray.of(new float[] {1, 1}));
  }

  @ParameterizedTest
  @ValueSource(floats = {-1, 1})
  void takesOneBranch(float value) {
    Tensor a = input(3);
    Tensor b = input(3);
    GraphFunction positive = GraphFunction.of(List.of(a), List.of(UnaryOp.EXP.on(a)));
    GraphFunction negative = GraphFunction.of(List.of(b), List.of(b));
    Tensor x = input(3);
    Tensor sign = input();
    Tensor predicate = CompareOp.GREATER.on(sign, Constant.scalar(DType.FLOAT32, 0));
    Tensor result = new Cond(positive, negative).on(predicate, x);
    check(
        GraphFunction.of(List.of(x, sign), List.of(result)),
        NDArray.of(new float[] {1, 2, 3}),
        NDArray.scalar(value));
  }

  @Test
  void branchesWithShapesThatDependOnDataAreInterpretedAlone() {
    Tensor a = input(4);
    Tensor found = new NonZero().on(CompareOp.GREATER.on(a, Constant.scalar(DType.FLOAT32, 0)));
    Tensor sum = new Reduce(ReduceKind.SUM, List.of(0), false).on(found);
    Tensor b = input(4);
    GraphFunction positive = GraphFunction.of(List.of(a), List.of(sum));
    GraphFunction negative =
        GraphFunction.of(List.of(b), List.of(Constant.scalar(sum.dtype(), -1)));
    Tensor x = input(4);
    Tensor y = UnaryOp.NEGATE.on(UnaryOp.SIN.on(x));
    Tensor total = new Reduce(ReduceKind.SUM, List.of(0), false).on(y);
    Tensor predicate = CompareOp.GREATER.on(total, Constant.scalar(DType.FLOAT32, 0));
    GraphFunction function =
        GraphFunction.of(List.of(x), List.of(new Cond(positive, negative).on(predicate, y), y));
    Executable executable = Executable.of(function, Backends.defaultBackend());
    for (float scale : new float[] {-1, 1}) {
      NDArray input = NDArray.of(new float[] {scale, -scale, 2 * scale, scale});
      List<NDArray> expected =
          ReferenceInterpreter.standard().run(function, List.of(input)).outputs();
      List<NDArray> actual = executable.run(input);
      assertEquals(expected.get(0), actual.get(0));
      Comparison.assertClose(expected.get(1), actual.get(1), "y");
    }
  }

  @Test
  void shapesThatDependOnDataAreInterpreted() {
    Tensor x = input(4);
    Tensor found = new NonZero().on(CompareOp.GREATER.on(x, Constant.scalar(DType.FLOAT32, 0)));
    Executable executable =
        Executable.of(GraphFunction.of(List.of(x), List.of(found)), Backends.defaultBackend());
    NDArray result = executable.run(NDArray.of(new float[] {1, -1, 2, 3})).get(0);
    assertEquals(
        ReferenceInterpreter.standard()
            .run(executable.function(), List.of(NDArray.of(new float[] {1, -1, 2, 3})))
            .outputs()
            .get(0),
        result);
    assertEquals(3, result.size());
  }
}
