package org.keras4j.layers.legacy;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * Batch normalization without moving averages. Keras 1: {@code BatchNormalization(mode=1)}, over
 * the features of each sample, and {@code mode=2}, over each batch, in inference too.
 *
 * <p>Weights {@code gamma}, {@code beta}, and the averages, which files have and nothing reads.
 */
final class UnaveragedNormalization extends Layer {
  private static final Arg<Integer> MODE =
      Arg.integer("mode", 1).that(mode -> mode == 1 || mode == 2, "1 or 2");
  private static final Arg<Integer> AXIS = Arg.integer("axis", -1);
  private static final Arg<Double> EPSILON = Arg.number("epsilon", 1e-3);
  private static final Arg<Double> MOMENTUM = Arg.number("momentum", 0.99);
  private static final Arg<WeightArgs> GAMMA = WeightArgs.arg("gamma", Ones.of());
  private static final Arg<WeightArgs> BETA = WeightArgs.arg("beta", Zeros.of());

  static final LayerType<UnaveragedNormalization> TYPE =
      LayerType.of(
          "keras4j.layers.legacy",
          "UnaveragedNormalization",
          UnaveragedNormalization::new,
          MODE,
          AXIS,
          EPSILON,
          MOMENTUM,
          GAMMA,
          BETA);

  private Variable gamma;
  private Variable beta;

  private UnaveragedNormalization(Config config) {
    super(TYPE, config);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = Shape.of(input.dim(get(AXIS)));
    gamma = ctx.addWeight("gamma", shape, get(GAMMA));
    beta = ctx.addWeight("beta", shape, get(BETA));
    ctx.addState("running_mean", shape, variableDType(), Zeros.of());
    ctx.addState("running_std", shape, variableDType(), Ones.of());
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    int axis = Math.floorMod(get(AXIS), x.rank());
    boolean bySample = get(MODE) == 1;
    List<Integer> reduced = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      if (bySample ? i == x.rank() - 1 : i != axis) {
        reduced.add(i);
      }
    }
    Tensor centered = MathOps.subtract(x, ReduceOps.mean(x, reduced, true));
    Tensor variance = ReduceOps.mean(MathOps.square(centered), reduced, true);
    Tensor deviation = MathOps.sqrt(MathOps.add(variance, get(EPSILON)));
    // The first mode adds epsilon twice.
    Tensor divisor = bySample ? MathOps.add(deviation, get(EPSILON)) : deviation;
    Tensor normal = MathOps.divide(centered, divisor);
    return MathOps.add(
        MathOps.multiply(along(ctx, gamma, x, axis), normal), along(ctx, beta, x, axis));
  }

  private static Tensor along(CallContext ctx, Variable variable, Tensor x, int axis) {
    int[] dims = new int[x.rank()];
    java.util.Arrays.fill(dims, 1);
    dims[axis] = variable.shape().dim(0);
    return ShapeOps.reshape(ctx.read(variable), dims);
  }
}
