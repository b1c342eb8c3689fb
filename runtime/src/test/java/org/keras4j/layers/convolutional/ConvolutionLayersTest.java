package org.keras4j.layers.convolutional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.models.Input;
import org.keras4j.ops.Padding;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

class ConvolutionLayersTest {
  private static final int NONE = Shape.UNKNOWN;

  private static void assertFails(
      Class<? extends Exception> type, String message, Executable action) {
    Exception e = assertThrows(type, action);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  private static Shape output(Layer layer, int... dims) {
    return layer.apply(Input.of(dims)).shape();
  }

  @Test
  void sizesMayBeUnknown() {
    Shape unknown = Shape.of(NONE, NONE, NONE, 8);
    assertEquals(unknown, output(Conv2D.filters(8).kernelSize(3).build(), NONE, NONE, 3));
    assertEquals(
        unknown,
        output(
            Conv2D.filters(8).kernelSize(3).strides(2).padding(Padding.SAME).build(),
            NONE,
            NONE,
            3));
    assertEquals(
        unknown,
        output(
            Conv2DTranspose.filters(8).kernelSize(3).strides(2).padding(Padding.SAME).build(),
            NONE,
            NONE,
            3));
    assertEquals(
        unknown, output(DepthwiseConv2D.kernelSize(3).depthMultiplier(2).build(), NONE, NONE, 4));
    assertEquals(unknown, output(SeparableConv2D.filters(8).kernelSize(3).build(), NONE, NONE, 3));
    assertEquals(
        Shape.of(NONE, NONE, 8),
        output(Conv1D.filters(8).kernelSize(3).padding(Padding.CAUSAL).build(), NONE, 3));
  }

  @Test
  void channelsMustBeKnown() {
    Tensor input = Input.of(5, 5, NONE);
    Layer layer = Conv2D.filters(8).kernelSize(3).build();
    assertFails(
        KerasException.class,
        "The channel dimension of the inputs should be defined",
        () -> layer.apply(input));
  }

  @Test
  void aBuiltLayerKeepsItsChannels() {
    Layer layer = Conv2D.filters(8).kernelSize(3).build();
    layer.apply(Input.of(5, 5, 3));
    assertFails(
        KerasException.class,
        "expected axis -1 of input shape to have value 3",
        () -> layer.apply(Input.of(5, 5, 4)));
  }

  @Test
  void theWindowMustFit() {
    Layer layer = Conv2D.filters(8).kernelSize(7).build();
    assertThrows(KerasException.class, () -> layer.apply(Input.of(5, 5, 3)));
  }

  @Test
  void argumentsAreChecked() {
    assertFails(ConfigException.class, "filters", () -> Conv2D.filters(0).kernelSize(3).build());
    assertFails(ConfigException.class, "kernel_size", () -> Conv2D.filters(1).build());
    assertFails(
        ConfigException.class,
        "an integer or a tuple of 2 integers",
        () -> Conv2D.filters(1).kernelSize(3, 3, 3).build());
    assertFails(
        ConfigException.class,
        "'valid' or 'same'",
        () -> Conv2D.filters(1).kernelSize(3).padding(Padding.CAUSAL).build());
    assertFails(
        ConfigException.class,
        "`strides > 1` not supported in conjunction with `dilation_rate > 1`",
        () -> Conv2D.filters(1).kernelSize(3).strides(2).dilationRate(2).build());
    assertFails(
        ConfigException.class,
        "The number of filters must be evenly divisible by the number of groups",
        () -> Conv2D.filters(3).kernelSize(3).groups(2).build());
    assertFails(
        ConfigException.class,
        "`output_padding` must be strictly less than `strides`",
        () -> Conv2DTranspose.filters(3).kernelSize(3).strides(2).outputPadding(2).build());
    assertFails(
        ConfigException.class,
        "depth_multiplier",
        () -> DepthwiseConv2D.kernelSize(3).depthMultiplier(0).build());
  }

  @Test
  void groupsMustDivideTheChannels() {
    Layer layer = Conv2D.filters(4).kernelSize(3).groups(2).build();
    assertFails(
        KerasException.class,
        "The number of input channels must be evenly divisible by the number of groups",
        () -> layer.apply(Input.of(5, 5, 3)));
  }
}
