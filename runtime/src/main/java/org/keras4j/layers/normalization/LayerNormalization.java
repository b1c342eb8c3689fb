package org.keras4j.layers.normalization;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NormalizationOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * Normalizes each example by the mean and variance over its own axes, the last by default. Keras:
 * {@code keras.layers.LayerNormalization}.
 *
 * <p>Input and output have any shape; weights {@code gamma} and {@code beta}, with one dimension
 * for each of the axes.
 *
 * <pre>{@code
 * LayerNormalization.builder().epsilon(1e-6).build()
 * }</pre>
 */
public final class LayerNormalization extends AffineNormalization {
  public static final Arg<List<Integer>> AXIS = NormalizedAxes.arg();

  /** Deprecated in Keras: divide by the standard deviation, without centering; no beta. */
  public static final Arg<Boolean> RMS_SCALING = Arg.bool("rms_scaling", false);

  public static final LayerType<LayerNormalization> TYPE =
      LayerType.of(
          "keras.layers",
          "LayerNormalization",
          LayerNormalization::new,
          AXIS,
          EPSILON,
          CENTER,
          SCALE,
          RMS_SCALING,
          BETA,
          GAMMA);

  private LayerNormalization(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    boolean rms = get(RMS_SCALING);
    Shape shape = NormalizedAxes.weightShape(input, get(AXIS));
    buildAffine(ctx, shape, get(SCALE) || rms, get(CENTER) && !rms);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    Tensor x = widen(inputs);
    int[] axes = NormalizedAxes.sorted(x.shape(), get(AXIS));
    Tensor gamma = NormalizedAxes.align(gamma(ctx, x.dtype()), x, axes);
    Tensor beta = NormalizedAxes.align(beta(ctx, x.dtype()), x, axes);
    Tensor y =
        get(RMS_SCALING)
            ? scaleOnly(x, gamma, axes)
            : NormalizationOps.layerNormalization(x, gamma, beta, get(EPSILON), axes);
    return DTypes.cast(y, computeDType());
  }

  private Tensor scaleOnly(Tensor x, Tensor gamma, int... axes) {
    Tensor variance = ReduceOps.var(x, get(AXIS), true);
    Tensor y = MathOps.multiply(x, MathOps.rsqrt(MathOps.add(variance, get(EPSILON))));
    return MathOps.multiply(y, ShapeOps.reshape(gamma, NormalizedAxes.broadcast(x.shape(), axes)));
  }

  /** Sets the arguments of a {@link LayerNormalization}. */
  public static final class Builder extends AffineBuilder<Builder, LayerNormalization> {
    private Builder() {
      super(TYPE);
    }

    /** The axes to normalize over; default -1. */
    public Builder axis(Integer... axes) {
      return set(AXIS, List.of(axes));
    }
  }
}
