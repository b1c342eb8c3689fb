package org.keras4j.layers.legacy;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Constant;
import org.keras4j.initializers.RandomNormal;
import org.keras4j.initializers.RandomUniform;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.TrigOps;
import org.keras4j.tensor.Shape;

/**
 * Random features that approximate a kernel: {@code cos(x W / scale + b)}. Keras 2: {@code
 * experimental.RandomFourierFeatures}.
 *
 * <p>Input {@code (batch, features)}, output {@code (batch, output_dim)}; the weights {@code
 * unscaled_kernel} and {@code bias} are fixed, {@code kernel_scale} is trained where the layer is
 * trainable.
 */
final class RandomFourierFeatures extends Layer {
  private static final Arg<Integer> OUTPUT_DIM = Arg.positiveInt("output_dim");

  /** How the kernel was drawn: a file's weights replace it. */
  private static final Arg<Object> KERNEL =
      Arg.optional("kernel_initializer", Codecs.ANY, "gaussian");

  private static final Arg<Double> SCALE = Arg.number("scale", null);

  static final LayerType<RandomFourierFeatures> TYPE =
      LayerType.of(
          "keras.layers.experimental",
          "RandomFourierFeatures",
          RandomFourierFeatures::new,
          OUTPUT_DIM,
          KERNEL,
          SCALE);

  private Variable kernel;
  private Variable bias;
  private Variable scale;

  private RandomFourierFeatures(Config config) {
    super(TYPE, config);
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(2);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int features = input.dim(-1);
    Shape shape = Shape.of(features, get(OUTPUT_DIM));
    kernel = ctx.addState("unscaled_kernel", shape, variableDType(), RandomNormal.of(0, 1));
    bias =
        ctx.addState(
            "bias", Shape.of(get(OUTPUT_DIM)), variableDType(), RandomUniform.of(0, 2 * Math.PI));
    Constant initial = Constant.of(get(SCALE) == null ? Math.sqrt(features / 2.0) : get(SCALE));
    scale =
        isTrainable()
            ? ctx.addWeight("kernel_scale", Shape.of(1), WeightArgs.of(initial))
            : ctx.addState("kernel_scale", Shape.of(1), variableDType(), initial);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    Tensor scaled = MathOps.divide(ctx.read(kernel), ctx.read(scale));
    return TrigOps.cos(MathOps.add(ProductOps.matmul(x, scaled), ctx.read(bias)));
  }
}
