package org.keras4j.layers.convolutional;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.ConvolutionOps;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.Padding;
import org.keras4j.regularizers.Regularizer;

/** A depthwise convolution, then one of window 1 that mixes channels. */
abstract class BaseSeparableConv extends DepthwiseConvolution {
  public static final Arg<Integer> FILTERS = Arg.positiveInt("filters");
  public static final Arg<WeightArgs> POINTWISE = WeightArgs.arg("pointwise", glorotUniform());

  private Variable pointwiseKernel;

  BaseSeparableConv(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config, window);
  }

  static Arg<?>[] separableArguments(WindowArgs window) {
    return arguments(window, FILTERS, DEPTH_MULTIPLIER, DEPTHWISE, POINTWISE);
  }

  @Override
  final int buildKernels(BuildContext ctx, int inputChannels) {
    int between = buildDepthwise(ctx, "depthwise_kernel", inputChannels);
    pointwiseKernel =
        ctx.addWeight("pointwise_kernel", pointwiseShape(between, get(FILTERS)), get(POINTWISE));
    return get(FILTERS);
  }

  @Override
  final Tensor convolve(CallContext ctx, Tensor inputs) {
    List<Integer> ones = List.of(1);
    return ConvolutionOps.conv(
        depthwise(ctx, inputs),
        ctx.read(pointwiseKernel),
        ones,
        Padding.VALID,
        DataFormat.CHANNELS_LAST,
        ones);
  }

  /** The setters of the separable convolutions. */
  public abstract static class SeparableBuilder<
          B extends SeparableBuilder<B, L>, L extends BaseSeparableConv>
      extends DepthwiseBuilder<B, L> {
    SeparableBuilder(LayerType<L> type, WindowArgs window) {
      super(type, window);
    }

    public final B pointwiseInitializer(Initializer value) {
      return edit(POINTWISE, args -> args.initializer(value));
    }

    public final B pointwiseRegularizer(Regularizer value) {
      return edit(POINTWISE, args -> args.regularizer(value));
    }

    public final B pointwiseConstraint(Constraint value) {
      return edit(POINTWISE, args -> args.constraint(value));
    }
  }
}
