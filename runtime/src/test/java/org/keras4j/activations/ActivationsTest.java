package org.keras4j.activations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

class ActivationsTest {
  /** {@code keras.src.activations.ALL_OBJECTS_DICT} of Keras 3.15.1. */
  private static final Set<String> KERAS =
      Set.of(
          "celu",
          "elu",
          "exponential",
          "gelu",
          "glu",
          "hard_shrink",
          "hard_sigmoid",
          "hard_silu",
          "hard_swish",
          "hard_tanh",
          "leaky_relu",
          "linear",
          "log_sigmoid",
          "log_softmax",
          "mish",
          "relu",
          "relu6",
          "selu",
          "sigmoid",
          "silu",
          "soft_shrink",
          "softmax",
          "softplus",
          "softsign",
          "sparse_plus",
          "sparse_sigmoid",
          "sparsemax",
          "squareplus",
          "swish",
          "tanh",
          "tanh_shrink",
          "threshold");

  @Test
  void everyNameOfKerasIsKnown() {
    Set<String> missing = new TreeSet<>(KERAS);
    for (ObjectType<?> type : new Activations().types()) {
      missing.removeAll(type.names());
    }
    assertEquals(Set.of(), missing);
  }

  /** In Keras too a model with it loads, and fails when it is called. */
  @Test
  void thresholdCannotBeUsedByItsNameAlone() {
    Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 2, 3));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> Activations.THRESHOLD.apply(x));
    assertTrue(e.getMessage().contains("missing 2 required positional arguments"), e.getMessage());
  }
}
