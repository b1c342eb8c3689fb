package org.keras4j.constraints;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** Constraints on one matrix; the expected values are printed by Keras 3.15.1. */
class ConstraintsTest {
  private static final Tensor MATRIX =
      Constant.of(NDArray.of(new float[] {1, -2, 3, 0.5f, 4, -1}, 2, 3));

  private static void check(Constraint constraint, float... expected) {
    GraphFunction function = GraphFunction.of(List.of(), List.of(constraint.apply(MATRIX)));
    NDArray actual = ReferenceInterpreter.standard().run(function, List.of()).outputs().get(0);
    assertArrayEquals(expected, actual.floats(), 1e-6f);
  }

  private static Constraint read(String className, Map<String, Object> config) {
    return ReadContext.standard()
        .object(Constraint.class, Map.of("class_name", className, "config", config));
  }

  @Test
  void maxNorm() {
    check(
        MaxNorm.of(2),
        0.99999988f,
        -0.89442718f,
        1.89736652f,
        0.49999994f,
        1.78885436f,
        -0.63245553f);
    check(
        read("MaxNorm", Map.of("max_value", 2, "axis", 1)),
        0.53452247f,
        -1.06904495f,
        1.60356736f,
        0.24077171f,
        1.92617369f,
        -0.48154342f);
    check(
        read("MaxNorm", Map.of("max_value", 2, "axis", List.of(0, 1))),
        0.35777089f,
        -0.71554178f,
        1.07331264f,
        0.17888544f,
        1.43108356f,
        -0.35777089f);
  }

  @Test
  void minMaxNorm() {
    check(
        MinMaxNorm.of(2, 3),
        1.78885412f,
        -1.34164071f,
        2.84604979f,
        0.89442706f,
        2.68328142f,
        -0.94868326f);
    check(
        read("MinMaxNorm", Map.of("min_value", 2, "max_value", 3, "rate", 0.5)),
        1.39442694f,
        -1.67082036f,
        2.92302489f,
        0.69721347f,
        3.34164071f,
        -0.97434163f);
  }

  @Test
  void unitNorm() {
    check(
        UnitNorm.of(),
        0.89442706f,
        -0.44721359f,
        0.94868326f,
        0.44721353f,
        0.89442718f,
        -0.31622776f);
  }

  @Test
  void nonNeg() {
    check(NonNeg.of(), 1, 0, 3, 0.5f, 4, 0);
  }
}
