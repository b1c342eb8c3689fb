package org.keras4j.regularizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.backend.reference.ReferenceInterpreter;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Constant;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;

/** Penalties of one matrix; the expected values are printed by Keras 3.15.1. */
class RegularizersTest {
  private static final Tensor MATRIX =
      Constant.of(NDArray.of(new float[] {1, -2, 3, 0.5f, 4, -1}, 2, 3));

  private static double penalty(Regularizer regularizer) {
    GraphFunction function = GraphFunction.of(List.of(), List.of(regularizer.penalty(MATRIX)));
    return ReferenceInterpreter.standard().run(function, List.of()).outputs().get(0).getDouble(0);
  }

  @Test
  void penaltiesEqualKeras() {
    assertEquals(1.149999976158142, penalty(L1.of(0.1)), 1e-6);
    assertEquals(3.125, penalty(L2.of(0.1)), 1e-6);
    assertEquals(7.400000095367432, penalty(L1L2.of(0.1, 0.2)), 1e-6);
    assertEquals(0.20269916951656342, penalty(OrthogonalRegularizer.of(0.3, "rows")), 1e-6);
    assertEquals(0.1414213478565216, penalty(OrthogonalRegularizer.of(0.3, "columns")), 1e-6);
  }

  @Test
  void nothingIsPenalizedByDefaultFactorsOfL1L2() {
    assertEquals(0, penalty(L1L2.TYPE.create()), 0);
  }

  @Test
  void namesAndConfigsAreRead() {
    ReadContext context = ReadContext.standard();
    Regularizer named = context.object(Regularizer.class, "l1_l2");
    assertEquals(Map.of("l1", 0.0, "l2", 0.0), named.configMap());
    Regularizer none =
        context.object(
            Regularizer.class,
            Map.of("class_name", "L2", "config", java.util.Collections.singletonMap("l2", null)));
    assertEquals(Map.of("l2", 0.01), none.configMap());
  }

  @Test
  void wrongArgumentsAreRefused() {
    assertThrows(ConfigException.class, () -> L2.of(-1));
    assertThrows(ConfigException.class, () -> L1.of(Double.NaN));
    assertThrows(ConfigException.class, () -> OrthogonalRegularizer.of(1, "diagonal"));
    Tensor vector = Constant.of(NDArray.of(new float[] {1, 2}, 2));
    assertThrows(ShapeException.class, () -> OrthogonalRegularizer.of(1, "rows").penalty(vector));
  }
}
