package org.keras4j.layers.legacy;

import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.VarianceScaling;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.tensor.Shape;

/**
 * A dense layer whose output is mixed with its input: {@code t * activation(x W + b) + (1 - t) x},
 * {@code t = sigmoid(x W_carry + b_carry)}. Keras 1: {@code Highway}.
 *
 * <p>Input and output {@code (batch, features)}; weights {@code W}, {@code W_carry}, {@code b},
 * {@code b_carry}.
 */
final class Highway extends Layer {
  private static final Arg<Activation> ACTIVATION =
      LayerArgs.activation("activation", Activations.LINEAR);
  private static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  private static final Arg<WeightArgs> KERNEL =
      WeightArgs.arg("kernel", VarianceScaling.glorotUniform());
  private static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());
  private static final Arg<Object> TRANSFORM_BIAS =
      LayerArgs.unwritten(Arg.optional("transform_bias", Codecs.ANY, null));

  static final LayerType<Highway> TYPE =
      LayerType.of(
          "keras.layers",
          "Highway",
          Highway::new,
          ACTIVATION,
          USE_BIAS,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER,
          TRANSFORM_BIAS);

  private Variable kernel;
  private Variable carryKernel;
  private Variable bias; // null when use_bias is false
  private Variable carryBias; // null when use_bias is false

  private Highway(Config config) {
    super(TYPE, config);
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(2);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int features = input.dim(-1);
    kernel = ctx.addWeight("W", Shape.of(features, features), get(KERNEL));
    carryKernel =
        ctx.addWeight(
            "W_carry", Shape.of(features, features), WeightArgs.of(get(KERNEL).initializer()));
    if (get(USE_BIAS)) {
      bias = ctx.addWeight("b", Shape.of(features), get(BIAS));
      carryBias = ctx.addWeight("b_carry", Shape.of(features), WeightArgs.of(Ones.of()));
    }
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    Tensor transform = NnOps.sigmoid(dense(ctx, x, carryKernel, carryBias));
    Tensor output = get(ACTIVATION).apply(dense(ctx, x, kernel, bias));
    return MathOps.add(
        MathOps.multiply(output, transform), MathOps.multiply(MathOps.subtract(1, transform), x));
  }

  private static Tensor dense(CallContext ctx, Tensor x, Variable weights, Variable offset) {
    Tensor product = ProductOps.matmul(x, ctx.read(weights));
    return offset == null ? product : MathOps.add(product, ctx.read(offset));
  }
}
