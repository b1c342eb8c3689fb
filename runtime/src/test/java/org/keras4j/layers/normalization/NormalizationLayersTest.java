package org.keras4j.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Trace;
import org.keras4j.layers.core.Dense;
import org.keras4j.models.Input;
import org.keras4j.op.BatchNormInference;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

class NormalizationLayersTest {
  private static final int NONE = Shape.UNKNOWN;

  private final Tensor x = Placeholder.of("x", TensorSpec.of(DType.FLOAT32, 4, 3));

  private static void assertFails(
      Class<? extends Exception> type, String message, Executable action) {
    Exception e = assertThrows(type, action);
    assertTrue(e.getMessage().contains(message), e.getMessage());
  }

  @Test
  void batchNormalizationIsOneOpAtInference() {
    Tensor y = (Tensor) Trace.inference().call(build(), CallArguments.of(x));
    assertInstanceOf(BatchNormInference.class, y.node().op());
  }

  @Test
  void aFrozenLayerUpdatesNothing() {
    BatchNormalization layer = build();
    Trace training = Trace.training();
    training.call(layer, CallArguments.of(x));
    assertEquals(
        List.of("moving_mean", "moving_variance"),
        training.updates().stream().map(update -> update.variable().name()).toList());

    layer.setTrainable(false);
    Trace frozen = Trace.training();
    Tensor y = (Tensor) frozen.call(layer, CallArguments.of(x));
    assertEquals(List.of(), frozen.updates());
    assertInstanceOf(BatchNormInference.class, y.node().op());
  }

  private static BatchNormalization build() {
    return BatchNormalization.builder().build();
  }

  @Test
  void renormKeepsRootsOfVariances() {
    BatchNormalization layer =
        BatchNormalization.builder()
            .renorm(true)
            .set(BatchNormalization.MOVING_VARIANCE_INITIALIZER, Constant.of(4))
            .build();
    layer.apply(Input.of(3));
    Variable stddev =
        layer.weights().stream().filter(v -> v.name().equals("moving_stddev")).findFirst().get();
    assertEquals(2, stddev.value().getDouble(0));
    assertEquals(RenormClipping.NONE, layer.get(BatchNormalization.RENORM_CLIPPING));
  }

  @Test
  void renormClippingIsChecked() {
    assertFails(ConfigException.class, "rmax", () -> new RenormClipping(2.0, 1.0, null));
    assertFails(ConfigException.class, "dmax", () -> new RenormClipping(null, null, -1.0));
  }

  @Test
  void sizesMayBeUnknown() {
    Tensor images = Input.of(NONE, NONE, 6);
    for (Layer layer :
        List.of(
            build(),
            LayerNormalization.builder().build(),
            GroupNormalization.builder().groups(3).build(),
            RMSNormalization.builder().build(),
            UnitNormalization.builder().axis(1, 2, 3).build())) {
      assertEquals(images.shape(), layer.apply(images).shape());
    }
  }

  @Test
  void channelsMustBeKnown() {
    for (Layer layer :
        List.of(
            build(),
            LayerNormalization.builder().build(),
            GroupNormalization.builder().groups(1).build(),
            RMSNormalization.builder().build())) {
      assertFails(
          KerasException.class,
          "of input tensor should have a defined dimension",
          () -> layer.apply(Input.of(5, NONE)));
    }
    Layer outside = BatchNormalization.builder().axis(4).build();
    assertFails(
        KerasException.class,
        "Axis 4 is out of bounds for input shape",
        () -> outside.apply(Input.of(5, 5)));
  }

  @Test
  void groupsMustDivideTheChannels() {
    assertFails(
        ConfigException.class, "groups", () -> GroupNormalization.builder().groups(0).build());
    Layer five = GroupNormalization.builder().groups(5).build();
    assertFails(
        KerasException.class,
        "must be a multiple of the number of groups",
        () -> five.apply(Input.of(7)));
    Layer many = GroupNormalization.builder().build();
    assertFails(
        KerasException.class,
        "cannot be more than the number of channels",
        () -> many.apply(Input.of(7)));
  }

  @Test
  void spectralNormalizationCountsTheKernelAsItsOwn() {
    Dense dense = Dense.units(2).build();
    SpectralNormalization layer = SpectralNormalization.layer(dense).build();
    layer.apply(Input.of(3));
    assertEquals(
        List.of("kernel", "vector_u"), layer.ownVariables().stream().map(Variable::name).toList());
    assertSame(dense.ownVariables().get(0), layer.ownVariables().get(0));
    assertEquals(3, layer.weights().size());
  }

  @Test
  void spectralNormalizationNeedsAKernel() {
    Layer layer = SpectralNormalization.layer(UnitNormalization.builder()).build();
    assertFails(
        KerasException.class,
        "UnitNormalization object has no attribute 'kernel' nor 'embeddings'",
        () -> layer.apply(Input.of(3)));
  }
}
