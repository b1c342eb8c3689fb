package org.keras4j.layers.legacy;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.VarianceScaling;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * The largest of several linear layers, element by element. Keras 1: {@code MaxoutDense}.
 *
 * <p>Input {@code (batch, features)}, output {@code (batch, output_dim)}; weights {@code W
 * (nb_feature, features, output_dim)} and {@code b (nb_feature, output_dim)}.
 */
final class MaxoutDense extends Layer {
  private static final Arg<Integer> OUTPUT_DIM = Arg.positiveInt("output_dim");
  private static final Arg<Integer> FEATURES =
      Arg.integer("nb_feature", 4).that(value -> value > 0, "a positive integer");
  private static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  private static final Arg<WeightArgs> KERNEL =
      WeightArgs.arg("kernel", VarianceScaling.glorotUniform());
  private static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());

  static final LayerType<MaxoutDense> TYPE =
      LayerType.of(
          "keras.layers",
          "MaxoutDense",
          MaxoutDense::new,
          OUTPUT_DIM,
          FEATURES,
          USE_BIAS,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER);

  private Variable kernel;
  private Variable bias; // null when use_bias is false

  private MaxoutDense(Config config) {
    super(TYPE, config);
  }

  @Override
  protected InputSpec inputSpec() {
    return InputSpec.rank(2);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int features = get(FEATURES);
    int units = get(OUTPUT_DIM);
    kernel = ctx.addWeight("W", Shape.of(features, input.dim(-1), units), get(KERNEL));
    bias = get(USE_BIAS) ? ctx.addWeight("b", Shape.of(features, units), get(BIAS)) : null;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor x) {
    Tensor outputs = ProductOps.matmul(ShapeOps.expandDims(x, 0), ctx.read(kernel));
    if (bias != null) {
      outputs = MathOps.add(outputs, ShapeOps.expandDims(ctx.read(bias), 1));
    }
    return ReduceOps.max(outputs, 0);
  }
}
