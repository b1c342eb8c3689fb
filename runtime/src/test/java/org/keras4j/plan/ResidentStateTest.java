package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.MatMul;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

class ResidentStateTest {
  private static final Backend CPU = Backends.defaultBackend();
  private static final PlanOptions IN_PLACE = PlanOptions.DEFAULT.withUpdateInPlace(true);

  private final ResidentState state = new ResidentState(CPU);

  private static Variable variable(String name, float... values) {
    NDArray value = NDArray.of(values, values.length);
    return new Variable(name, name, value.spec(), true, () -> value);
  }

  private static GraphFunction.Update update(Variable variable, Tensor value) {
    return new GraphFunction.Update(variable, value);
  }

  private Session open(PlanOptions options, GraphFunction function) {
    return new PlanCompiler(CPU, options).plan(function).openSession(state);
  }

  private static float[] values(Variable variable) {
    return variable.value().floats();
  }

  private static void assertValues(Variable variable, float... expected) {
    org.junit.jupiter.api.Assertions.assertArrayEquals(expected, values(variable));
  }

  /** {@code m = m / 2 + x; w = w - m}: the new value of one is read for the other. */
  private static GraphFunction momentum(Variable w, Variable m) {
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 3));
    Tensor half = BinaryOp.MULTIPLY.on(ReadVariable.of(m), Constants.full(0.5f, 3));
    Tensor nextM = BinaryOp.ADD.on(half, x);
    Tensor nextW = BinaryOp.SUBTRACT.on(ReadVariable.of(w), nextM);
    return new GraphFunction(
        List.of(x), List.of(ReadVariable.of(w)), List.of(update(w, nextW), update(m, nextM)));
  }

  private static final class Constants {
    static Tensor full(float value, int size) {
      float[] values = new float[size];
      java.util.Arrays.fill(values, value);
      return org.keras4j.graph.Constant.of(NDArray.of(values, size));
    }
  }

  @Test
  void updatesTakeEffectRunAfterRun() {
    for (boolean optimize : new boolean[] {true, false}) {
      Variable w = variable("w", 8, 8, 8);
      Variable m = variable("m", 4, 0, 2);
      Session session = open(IN_PLACE.withOptimize(optimize), momentum(w, m));
      assertValues(new Variable("out", "out", w.spec(), true, () -> output(session)), 8, 8, 8);
      assertValues(m, 3, 1, 2);
      assertValues(w, 5, 7, 6);
      session.run(List.of(NDArray.of(new float[] {0, 0, 0}, 3)));
      assertValues(m, 1.5f, 0.5f, 1);
      assertValues(w, 3.5f, 6.5f, 5);
    }
  }

  private static NDArray output(Session session) {
    return session.run(List.of(NDArray.of(new float[] {1, 1, 1}, 3))).get(0);
  }

  @Test
  void anAssignmentBetweenRunsCounts() {
    Variable w = variable("w", 8, 8, 8);
    Variable m = variable("m", 0, 0, 0);
    Session session = open(IN_PLACE, momentum(w, m));
    output(session);
    w.assign(NDArray.of(new float[] {100, 100, 100}, 3));
    output(session);
    assertValues(w, 98.5f, 98.5f, 98.5f);
    assertTrue(w.version() >= 3, "each run and assignment has a version of its own");
  }

  @Test
  void twoPlansShareTheState() {
    Variable w = variable("w", 8, 8, 8);
    Variable m = variable("m", 0, 0, 0);
    Session one = open(IN_PLACE, momentum(w, m));
    Session two = open(IN_PLACE.withReuseMemory(false), momentum(w, m));
    output(one);
    output(two);
    output(one);
    assertValues(m, 1.75f, 1.75f, 1.75f);
    assertValues(w, 3.75f, 3.75f, 3.75f);
  }

  @Test
  void anotherStateTakesOver() {
    Variable w = variable("w", 8, 8, 8);
    Variable m = variable("m", 0, 0, 0);
    output(open(IN_PLACE, momentum(w, m)));
    ResidentState other = new ResidentState(CPU);
    output(new PlanCompiler(CPU, IN_PLACE).plan(momentum(w, m)).openSession(other));
    assertValues(w, 5.5f, 5.5f, 5.5f);
  }

  @Test
  void variablesMaySwap() {
    for (boolean optimize : new boolean[] {true, false}) {
      Variable a = variable("a", 1, 2);
      Variable b = variable("b", 3, 4);
      Session swap =
          open(
              IN_PLACE.withOptimize(optimize),
              new GraphFunction(
                  List.of(),
                  List.of(),
                  List.of(update(a, ReadVariable.of(b)), update(b, ReadVariable.of(a)))));
      swap.run(List.of());
      assertValues(a, 3, 4);
      assertValues(b, 1, 2);
    }
  }

  @Test
  void valuesThatNeedEachOtherAreRight() {
    Variable a = variable("a", 1, 2);
    Variable b = variable("b", 3, 4);
    Tensor sum = BinaryOp.ADD.on(ReadVariable.of(a), ReadVariable.of(b));
    Tensor product = BinaryOp.MULTIPLY.on(ReadVariable.of(a), ReadVariable.of(b));
    Session session =
        open(
            IN_PLACE,
            new GraphFunction(List.of(), List.of(), List.of(update(a, sum), update(b, product))));
    session.run(List.of());
    session.run(List.of());
    assertValues(a, 4 + 3, 6 + 8);
    assertValues(b, 4 * 3, 6 * 8);
  }

  @Test
  void aProductOverItsOwnOperandIsCopied() {
    NDArray start = NDArray.of(new float[] {1, 1, 1, 0}, 2, 2);
    Variable matrix = new Variable("matrix", "matrix", start.spec(), true, () -> start);
    Tensor square = MatMul.PLAIN.on(ReadVariable.of(matrix), ReadVariable.of(matrix));
    Session session =
        open(IN_PLACE, new GraphFunction(List.of(), List.of(), List.of(update(matrix, square))));
    session.run(List.of());
    session.run(List.of());
    assertValues(matrix, 5, 3, 3, 2);
  }

  @Test
  void oldAndNewValueCanBeReturned() {
    Variable w = variable("w", 0.5f, 2);
    Tensor old = ReadVariable.of(w);
    Tensor next = UnaryOp.NEGATE.on(old);
    Session session =
        open(IN_PLACE, new GraphFunction(List.of(), List.of(old, next), List.of(update(w, next))));
    List<NDArray> outputs = session.run(List.of());
    assertEquals(0.5f, outputs.get(0).floats()[0]);
    assertEquals(-0.5f, outputs.get(1).floats()[0]);
    assertValues(w, -0.5f, -2);
  }

  @Test
  void aPlanThatUpdatesInPlaceAsksForState() {
    Variable w = variable("w", 8, 8, 8);
    ExecutionPlan plan = new PlanCompiler(CPU, IN_PLACE).plan(momentum(w, variable("m", 0, 0, 0)));
    assertThrows(PlanException.class, plan::openSession);
  }

  @Test
  void elementwiseUpdatesAreNotCopied() {
    Variable w = variable("w", 8, 8, 8);
    Variable m = variable("m", 0, 0, 0);
    GraphFunction once = momentum(w, m);
    ExecutionPlan plan =
        new PlanCompiler(CPU, IN_PLACE)
            .plan(new GraphFunction(once.inputs(), List.of(), once.updates()));
    for (int value : plan.layout().updates()) {
      assertTrue(plan.place(value) instanceof Place.InState, plan.describe());
    }
  }
}
