package org.keras4j.layers.legacy;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectCodec;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.VarianceScaling;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.tensor.Shape;

/**
 * S-shaped rectified linear unit: the identity between two learned thresholds, straight lines of
 * learned slopes outside. Keras 1: {@code SReLU}.
 *
 * <p>Weights {@code t_left}, {@code a_left}, {@code t_right}, {@code a_right}.
 */
final class SReLU extends SharedSlopes {
  private static final Arg<Initializer> T_LEFT = initializer("t_left_init", Zeros.of());
  private static final Arg<Initializer> A_LEFT =
      initializer("a_left_init", VarianceScaling.glorotUniform());
  private static final Arg<Initializer> T_RIGHT =
      initializer("t_right_init", VarianceScaling.glorotUniform());
  private static final Arg<Initializer> A_RIGHT = initializer("a_right_init", Ones.of());

  static final LayerType<SReLU> TYPE =
      LayerType.of(
          "keras.layers", "SReLU", SReLU::new, T_LEFT, A_LEFT, T_RIGHT, A_RIGHT, SHARED_AXES);

  private Variable leftThreshold;
  private Variable leftSlope;
  private Variable rightThreshold;
  private Variable rightSlope;

  private SReLU(Config config) {
    super(TYPE, config);
  }

  private static Arg<Initializer> initializer(String key, Initializer defaultValue) {
    return Arg.optional(key, new ObjectCodec<>(Initializer.class), defaultValue);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = parameters(input);
    leftThreshold = ctx.addWeight("t_left", shape, WeightArgs.of(get(T_LEFT)));
    leftSlope = ctx.addWeight("a_left", shape, WeightArgs.of(get(A_LEFT)));
    rightThreshold = ctx.addWeight("t_right", shape, WeightArgs.of(get(T_RIGHT)));
    rightSlope = ctx.addWeight("a_right", shape, WeightArgs.of(get(A_RIGHT)));
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    Tensor left = ctx.read(leftThreshold);
    Tensor width = MathOps.absolute(ctx.read(rightThreshold));
    Tensor fromLeft = MathOps.subtract(x, left);
    Tensor center = MathOps.minimum(NnOps.relu(fromLeft), width);
    Tensor below = MathOps.multiply(ctx.read(leftSlope), NnOps.relu(MathOps.negative(fromLeft)));
    Tensor above =
        MathOps.multiply(ctx.read(rightSlope), NnOps.relu(MathOps.subtract(fromLeft, width)));
    return MathOps.add(MathOps.add(left, MathOps.subtract(center, below)), above);
  }
}
