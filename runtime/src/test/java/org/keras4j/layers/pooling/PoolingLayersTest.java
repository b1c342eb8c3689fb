package org.keras4j.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.config.ConfigException;
import org.keras4j.layers.Layer;
import org.keras4j.models.Input;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

class PoolingLayersTest {
  private static final int NONE = Shape.UNKNOWN;

  private static Shape output(Layer layer, int... dims) {
    return layer.apply(Input.of(dims)).shape();
  }

  @Test
  void sizesMayBeUnknown() {
    assertEquals(
        Shape.of(NONE, NONE, NONE, 3), output(MaxPooling2D.poolSize(2).build(), NONE, NONE, 3));
    assertEquals(
        Shape.of(NONE, 3), output(GlobalAveragePooling2D.builder().build(), NONE, NONE, 3));
    assertEquals(
        Shape.of(NONE, 2, 4, 3),
        output(AdaptiveAveragePooling2D.outputSize(2, 4).build(), NONE, NONE, 3));
  }

  @Test
  void stridesAreThePoolSizeUnlessGiven() {
    assertEquals(List.of(3, 2), MaxPooling2D.poolSize(3, 2).build().configMap().get("strides"));
    assertEquals(
        List.of(1, 1), MaxPooling2D.poolSize(3, 2).strides(1).build().configMap().get("strides"));
  }

  @Test
  void argumentsAndInputsAreChecked() {
    assertThrows(ConfigException.class, () -> AveragePooling2D.TYPE.builder().build());
    assertThrows(ConfigException.class, () -> MaxPooling2D.poolSize(0).build());
    Layer layer = MaxPooling2D.poolSize(2).build();
    assertThrows(KerasException.class, () -> layer.apply(Input.of(5, 3)));
  }
}
