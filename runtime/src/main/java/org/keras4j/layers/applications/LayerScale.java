package org.keras4j.layers.applications;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.Shape;

/**
 * Multiplies each channel by a weight. Keras: {@code LayerScale} of the ConvNeXt models in {@code
 * keras.applications}.
 *
 * <p>Input and output {@code (batch, ..., projectionDim)}; one weight of shape {@code
 * (projectionDim,)}.
 */
public final class LayerScale extends Layer {
  public static final Arg<Double> INIT_VALUES = Arg.required("init_values", Codecs.FLOAT);
  public static final Arg<Integer> PROJECTION_DIM = Arg.positiveInt("projection_dim");

  public static final LayerType<LayerScale> TYPE =
      LayerType.of(
          "keras.src.applications.convnext",
          "LayerScale",
          LayerScale::new,
          INIT_VALUES,
          PROJECTION_DIM);

  private Variable gamma;

  private LayerScale(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer of so many channels. */
  public static Builder projectionDim(int channels) {
    return new Builder().set(PROJECTION_DIM, channels);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    // Keras leaves the weight unnamed, which makes its name "variable".
    WeightArgs args = WeightArgs.of(Constant.of(get(INIT_VALUES)));
    gamma = ctx.addWeight("variable", Shape.of(get(PROJECTION_DIM)), args);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return MathOps.multiply(input, ctx.read(gamma));
  }

  /** Sets the arguments of a {@link LayerScale}. */
  public static final class Builder extends LayerBuilder<Builder, LayerScale> {
    private Builder() {
      super(TYPE);
    }

    /** The weight's first values. Required. */
    public Builder initValues(double value) {
      return set(INIT_VALUES, value);
    }
  }
}
