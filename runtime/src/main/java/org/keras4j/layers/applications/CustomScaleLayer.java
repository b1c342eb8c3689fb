package org.keras4j.layers.applications;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.KerasException;

/**
 * Adds a scaled residual: {@code inputs[0] + inputs[1] * scale}. Keras: {@code CustomScaleLayer} of
 * the Inception-ResNet models in {@code keras.applications}.
 *
 * <p>Two inputs and an output of any shape.
 */
public final class CustomScaleLayer extends Layer {
  public static final Arg<Double> SCALE = Arg.required("scale", Codecs.FLOAT);

  public static final LayerType<CustomScaleLayer> TYPE =
      LayerType.of(
          "keras.src.applications.inception_resnet_v2",
          "CustomScaleLayer",
          CustomScaleLayer::new,
          SCALE);

  private CustomScaleLayer(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer of this factor. */
  public static Builder scale(double factor) {
    return new Builder().set(SCALE, factor);
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    List<Tensor> inputs = Structures.tensors(arguments.inputs());
    if (inputs.size() != 2) {
      throw new KerasException(
          "Layer '"
              + name()
              + "' takes a list of two tensors. Received: "
              + Structures.shapes(arguments.inputs()));
    }
    return MathOps.add(inputs.get(0), MathOps.multiply(inputs.get(1), get(SCALE)));
  }

  /** Sets the arguments of a {@link CustomScaleLayer}. */
  public static final class Builder extends LayerBuilder<Builder, CustomScaleLayer> {
    private Builder() {
      super(TYPE);
    }
  }
}
