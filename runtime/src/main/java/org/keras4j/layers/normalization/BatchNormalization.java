package org.keras4j.layers.normalization;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectCodec;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.NormalizationOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Normalizes each channel: by the mean and variance of the batch in training, by their moving
 * averages at inference. Keras: {@code keras.layers.BatchNormalization}.
 *
 * <p>Input and output have any shape; weights {@code gamma}, {@code beta}, {@code moving_mean} and
 * {@code moving_variance}, all of shape {@code (channels,)}. A frozen layer normalizes by the
 * moving averages in training too, and leaves them as they are. Steps that a mask leaves out do not
 * count in the batch's statistics.
 *
 * <pre>{@code
 * BatchNormalization.builder().momentum(0.9).build()
 * }</pre>
 */
public final class BatchNormalization extends AffineNormalization {
  private static final ObjectCodec<Initializer> INITIALIZER = new ObjectCodec<>(Initializer.class);

  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);
  public static final Arg<Double> MOMENTUM = Arg.number("momentum", 0.99);
  public static final Arg<Initializer> MOVING_MEAN_INITIALIZER =
      Arg.optional("moving_mean_initializer", INITIALIZER, Zeros.of());
  public static final Arg<Initializer> MOVING_VARIANCE_INITIALIZER =
      Arg.optional("moving_variance_initializer", INITIALIZER, Ones.of());

  /** Statistics over all replicas; there is one, so it makes no difference. */
  public static final Arg<Boolean> SYNCHRONIZED = Arg.bool("synchronized", false);

  public static final Arg<Boolean> RENORM = Arg.bool("renorm", false);
  public static final Arg<RenormClipping> RENORM_CLIPPING =
      Arg.optional("renorm_clipping", RenormClipping.CODEC, null);
  public static final Arg<Double> RENORM_MOMENTUM = Arg.number("renorm_momentum", 0.99);

  public static final LayerType<BatchNormalization> TYPE =
      LayerType.of(
          "keras.layers",
          "BatchNormalization",
          BatchNormalization::new,
          AXIS,
          MOMENTUM,
          EPSILON,
          CENTER,
          SCALE,
          BETA,
          GAMMA,
          MOVING_MEAN_INITIALIZER,
          MOVING_VARIANCE_INITIALIZER,
          SYNCHRONIZED,
          RENORM,
          RENORM_CLIPPING,
          RENORM_MOMENTUM);

  private Variable movingMean;
  private Variable movingVariance;
  private Renormalization renorm; // null without renorm
  private InputSpec spec = InputSpec.ANY;

  private BatchNormalization(Config config) {
    super(TYPE, withClipping(config));
  }

  /** As Keras has it: renorm without clipping is clipping without limits. */
  private static Config withClipping(Config config) {
    return config.get(RENORM) && config.get(RENORM_CLIPPING) == null
        ? config.with(RENORM_CLIPPING, RenormClipping.NONE)
        : config;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int channels = knownDim(input, get(AXIS));
    Shape shape = Shape.of(channels);
    buildAffine(ctx, shape, get(SCALE), get(CENTER));
    movingMean = ctx.addState("moving_mean", shape, variableDType(), get(MOVING_MEAN_INITIALIZER));
    movingVariance =
        ctx.addState("moving_variance", shape, variableDType(), get(MOVING_VARIANCE_INITIALIZER));
    renorm = get(RENORM) ? new Renormalization(this, ctx, shape) : null;
    spec = InputSpec.rank(input.rank()).axis(get(AXIS), channels);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    Tensor mask = ctx.mask();
    if (mask != null && mask.rank() != inputs.rank() - 1) {
      throw new ShapeException(
          "The mask provided should be one dimension less than the inputs. Received: mask.shape="
              + mask.shape()
              + ", inputs.shape="
              + inputs.shape());
    }
    Tensor x = widen(inputs);
    Tensor gamma = gamma(ctx, x.dtype());
    Tensor beta = beta(ctx, x.dtype());
    Tensor mean = DTypes.cast(ctx.readExact(movingMean), x.dtype());
    Tensor variance = DTypes.cast(ctx.readExact(movingVariance), x.dtype());
    if (ctx.training() && isTrainable()) {
      Moments batch = Moments.of(x, mask, get(AXIS), reductionAxes(x));
      if (renorm == null) {
        ctx.update(movingMean, Moments.blend(mean, batch.mean(), get(MOMENTUM)));
        ctx.update(movingVariance, Moments.blend(variance, batch.variance(), get(MOMENTUM)));
      } else {
        Renormalization.Correction correction = renorm.correction(ctx, batch);
        beta = correction.beta(gamma, beta);
        gamma = correction.gamma(gamma);
        renorm.update(ctx, batch, movingMean, movingVariance);
      }
      mean = batch.mean();
      variance = batch.variance();
    }
    Tensor y =
        NormalizationOps.batchNormalization(
            x, mean, variance, get(AXIS), beta, gamma, get(EPSILON));
    return DTypes.cast(y, computeDType());
  }

  private int[] reductionAxes(Tensor x) {
    List<Integer> axes = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (i != x.shape().axis(get(AXIS))) {
        axes.add(i);
      }
    }
    return axes.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Sets the arguments of a {@link BatchNormalization}. */
  public static final class Builder extends AffineBuilder<Builder, BatchNormalization> {
    private Builder() {
      super(TYPE);
    }

    /** The channel axis; default -1. */
    public Builder axis(int axis) {
      return set(AXIS, axis);
    }

    /** How much of the moving averages stays at each step; default 0.99. */
    public Builder momentum(double momentum) {
      return set(MOMENTUM, momentum);
    }

    /** Whether training normalizes by statistics close to the moving ones; default false. */
    public Builder renorm(boolean renorm) {
      return set(RENORM, renorm);
    }

    /** Limits of what renorm corrects; default none. */
    public Builder renormClipping(RenormClipping clipping) {
      return set(RENORM_CLIPPING, clipping);
    }

    /** As {@link #momentum}, of the averages that renorm uses in training; default 0.99. */
    public Builder renormMomentum(double momentum) {
      return set(RENORM_MOMENTUM, momentum);
    }
  }
}
