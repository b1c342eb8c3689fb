package org.keras4j.layers.legacy;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.tensor.Shape;

/**
 * {@code alpha * log(1 + exp(beta * x))} with learned alpha and beta. Keras 1: {@code
 * ParametricSoftplus}.
 *
 * <p>Weights {@code alphas}, {@code betas}.
 */
final class ParametricSoftplus extends SharedSlopes {
  private static final Arg<Double> ALPHA = Arg.number("alpha_init", 0.2);
  private static final Arg<Double> BETA = Arg.number("beta_init", 5.0);
  private static final Arg<Object> WEIGHTS =
      LayerArgs.unwritten(Arg.optional("weights", Codecs.ANY, null));

  static final LayerType<ParametricSoftplus> TYPE =
      LayerType.of(
          "keras.layers",
          "ParametricSoftplus",
          ParametricSoftplus::new,
          ALPHA,
          BETA,
          SHARED_AXES,
          WEIGHTS);

  private Variable alphas;
  private Variable betas;

  private ParametricSoftplus(Config config) {
    super(TYPE, config);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = parameters(input);
    alphas = ctx.addWeight("alphas", shape, WeightArgs.of(Constant.of(get(ALPHA))));
    betas = ctx.addWeight("betas", shape, WeightArgs.of(Constant.of(get(BETA))));
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    Tensor softplus = NnOps.softplus(MathOps.multiply(ctx.read(betas), x));
    return MathOps.multiply(softplus, ctx.read(alphas));
  }
}
