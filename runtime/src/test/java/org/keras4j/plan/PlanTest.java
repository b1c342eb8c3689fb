package org.keras4j.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

class PlanTest {
  private final Backend backend = Backends.defaultBackend();

  private static NDArray floats(float... values) {
    return NDArray.of(values);
  }

  private static Variable variable(String name, NDArray value) {
    return new Variable(name, name, value.spec(), true, () -> value);
  }

  @Test
  void runsForEachInputSignature() {
    Tensor x = Placeholder.of("x", new TensorSpec(DType.FLOAT32, Shape.of(Shape.UNKNOWN, 2)));
    Variable w = variable("w", floats(10f, 20f));
    GraphFunction function =
        GraphFunction.of(List.of(x), List.of(BinaryOp.ADD.on(x, ReadVariable.of(w))));
    Executable executable = Executable.of(function, backend);
    assertEquals(
        NDArray.of(new float[] {11, 22}, 1, 2),
        executable.run(NDArray.of(new float[] {1, 2}, 1, 2)).get(0));
    assertEquals(
        NDArray.of(new float[] {11, 22, 13, 24}, 2, 2),
        executable.run(NDArray.of(new float[] {1, 2, 3, 4}, 2, 2)).get(0));
    assertThrows(ShapeException.class, () -> executable.run(floats(1f, 2f)));
    assertThrows(ShapeException.class, () -> executable.run(List.of()));
  }

  @Test
  void assignsUpdatesAfterEverythingWasComputed() {
    Variable a = variable("a", floats(1f, 2f));
    Variable b = variable("b", floats(3f, 4f));
    Tensor readA = ReadVariable.of(a);
    Tensor readB = ReadVariable.of(b);
    GraphFunction swap =
        new GraphFunction(
            List.of(),
            List.of(readA),
            List.of(new GraphFunction.Update(a, readB), new GraphFunction.Update(b, readA)));
    Executable executable = Executable.of(swap, backend);
    assertEquals(floats(1f, 2f), executable.run().get(0));
    assertEquals(floats(3f, 4f), a.value());
    assertEquals(floats(1f, 2f), b.value());
    assertEquals(floats(3f, 4f), executable.run().get(0));
    assertEquals(floats(1f, 2f), a.value());
  }

  @Test
  void seesAssignedValues() {
    Variable w = variable("w", floats(1f, 2f));
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 2));
    Tensor derived = UnaryOp.EXP.on(UnaryOp.NEGATE.on(ReadVariable.of(w)));
    GraphFunction function =
        GraphFunction.of(List.of(x), List.of(BinaryOp.ADD.on(x, UnaryOp.LOG.on(derived))));
    Executable executable = Executable.of(function, backend);
    NDArray input = floats(0f, 0f);
    Comparison.assertClose(floats(-1f, -2f), executable.run(input).get(0), "first");
    w.assign(floats(5f, 6f));
    Comparison.assertClose(floats(-5f, -6f), executable.run(input).get(0), "assigned");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void randomGraphsAgreeWithTheInterpreter(boolean optimize) {
    for (long seed = 0; seed < 150; seed++) {
      RandomGraphs random = new RandomGraphs(seed);
      GraphFunction function = random.function(25);
      List<NDArray> inputs = random.values(function);
      List<NDArray> expected = ReferenceInterpreter.standard().run(function, inputs).outputs();
      PlanOptions options = PlanOptions.DEFAULT.withOptimize(optimize).withPoison(true);
      try (Session session = new PlanCompiler(backend, options).plan(function).openSession()) {
        for (int repetition = 0; repetition < 2; repetition++) {
          List<NDArray> actual = session.run(inputs);
          for (int i = 0; i < expected.size(); i++) {
            String label = "seed " + seed + " output " + i + " of\n" + function;
            Comparison.assertClose(expected.get(i), actual.get(i), label);
          }
        }
      }
    }
  }
}
