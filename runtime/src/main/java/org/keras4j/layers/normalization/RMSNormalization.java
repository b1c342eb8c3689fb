package org.keras4j.layers.normalization;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.NormalizationOps;
import org.keras4j.tensor.Shape;

/**
 * Divides each example by the root of its mean square over some axes, the last by default, and
 * scales it. Keras: {@code keras.layers.RMSNormalization}.
 *
 * <p>Input and output have any shape; weight {@code scale}, with one dimension for each of the
 * axes.
 *
 * <pre>{@code
 * RMSNormalization.builder().epsilon(1e-5).build()
 * }</pre>
 */
public final class RMSNormalization extends Layer {
  public static final Arg<List<Integer>> AXIS = NormalizedAxes.arg();
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-6);

  public static final LayerType<RMSNormalization> TYPE =
      LayerType.of("keras.layers", "RMSNormalization", RMSNormalization::new, AXIS, EPSILON);

  private Variable scale;

  private RMSNormalization(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = NormalizedAxes.weightShape(input, get(AXIS));
    scale = ctx.addWeight("scale", shape, WeightArgs.of(Ones.of()));
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    int[] axes = NormalizedAxes.sorted(inputs.shape(), get(AXIS));
    Tensor factor = NormalizedAxes.align(ctx.read(scale), inputs, axes);
    return NormalizationOps.rmsNormalization(inputs, factor, get(EPSILON), axes);
  }

  /** Sets the arguments of an {@link RMSNormalization}. */
  public static final class Builder extends LayerBuilder<Builder, RMSNormalization> {
    private Builder() {
      super(TYPE);
    }

    /** The axes to normalize over; default -1. */
    public Builder axis(Integer... axes) {
      return set(AXIS, List.of(axes));
    }

    /** Added to the mean square, against division by zero; default 1e-6. */
    public Builder epsilon(double epsilon) {
      return set(EPSILON, epsilon);
    }
  }
}
