package org.keras4j.layers.normalization;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.DTypes;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** A normalization that may scale its result by a weight gamma and shift it by a weight beta. */
abstract class AffineNormalization extends Layer {
  public static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-3);
  public static final Arg<Boolean> CENTER = Arg.bool("center", true);
  public static final Arg<Boolean> SCALE = Arg.bool("scale", true);
  public static final Arg<WeightArgs> BETA = WeightArgs.arg("beta", Zeros.of());
  public static final Arg<WeightArgs> GAMMA = WeightArgs.arg("gamma", Ones.of());

  private Variable gamma; // null when the result is not scaled
  private Variable beta; // null when the result is not shifted

  AffineNormalization(LayerType<?> type, Config config) {
    super(type, config);
  }

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  /** Creates gamma if {@code scale}, then beta if {@code center}. */
  final void buildAffine(BuildContext ctx, Shape shape, boolean scale, boolean center) {
    gamma = scale ? ctx.addWeight("gamma", shape, get(GAMMA)) : null;
    beta = center ? ctx.addWeight("beta", shape, get(BETA)) : null;
  }

  /** Gamma without rounding to the compute dtype; {@code null} for none. */
  final Tensor gamma(CallContext ctx, DType dtype) {
    return gamma == null ? null : DTypes.cast(ctx.readExact(gamma), dtype);
  }

  /** Beta without rounding to the compute dtype; {@code null} for none. */
  final Tensor beta(CallContext ctx, DType dtype) {
    return beta == null ? null : DTypes.cast(ctx.readExact(beta), dtype);
  }

  /** {@code x} in a type whose range is enough for sums of squares. */
  static Tensor widen(Tensor x) {
    return DTypes.cast(x, DTypes.resultType(x.dtype(), DType.FLOAT32));
  }

  /** The size of an axis that has weights. */
  static int knownDim(Shape input, int axis) {
    if (axis >= input.rank() || axis < -input.rank()) {
      throw new ShapeException(
          "Axis "
              + axis
              + " is out of bounds for input shape "
              + input
              + ". Received: axis="
              + axis);
    }
    if (!input.isKnown(axis)) {
      throw new ShapeException(
          "Axis "
              + axis
              + " of input tensor should have a defined dimension but the layer received an input"
              + " with shape "
              + input);
    }
    return input.dim(axis);
  }

  /** The setters of normalizations with gamma and beta. */
  public abstract static class AffineBuilder<
          B extends AffineBuilder<B, L>, L extends AffineNormalization>
      extends LayerBuilder<B, L> {
    AffineBuilder(LayerType<L> type) {
      super(type);
    }

    /** Added to the variance, against division by zero; default 1e-3. */
    public final B epsilon(double value) {
      return set(EPSILON, value);
    }

    /** Whether beta is added; default true. */
    public final B center(boolean value) {
      return set(CENTER, value);
    }

    /** Whether the result is multiplied by gamma; default true. */
    public final B scale(boolean value) {
      return set(SCALE, value);
    }

    public final B betaInitializer(Initializer value) {
      return edit(BETA, args -> args.initializer(value));
    }

    public final B gammaInitializer(Initializer value) {
      return edit(GAMMA, args -> args.initializer(value));
    }
  }
}
