package org.keras4j.layers.convolutional;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

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
import org.keras4j.regularizers.Regularizer;

/** A convolution that has a kernel for each channel by itself. */
abstract class DepthwiseConvolution extends BaseConvolution {
  public static final Arg<Integer> DEPTH_MULTIPLIER =
      Arg.integer("depth_multiplier", 1).that(depth -> depth > 0, "a positive integer");
  public static final Arg<WeightArgs> DEPTHWISE = WeightArgs.arg("depthwise", glorotUniform());

  private Variable depthwiseKernel;

  DepthwiseConvolution(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config, window);
  }

  /** Creates the kernel under a name; gives the number of its output channels. */
  final int buildDepthwise(BuildContext ctx, String name, int inputChannels) {
    depthwiseKernel =
        ctx.addWeight(name, kernelShape(inputChannels, get(DEPTH_MULTIPLIER)), get(DEPTHWISE));
    return inputChannels * get(DEPTH_MULTIPLIER);
  }

  final Tensor depthwise(CallContext ctx, Tensor inputs) {
    return ConvolutionOps.depthwiseConv(
        inputs,
        ctx.read(depthwiseKernel),
        strides(),
        padding(),
        DataFormat.CHANNELS_LAST,
        dilationRate());
  }

  /** The setters of depthwise and separable convolutions. */
  public abstract static class DepthwiseBuilder<
          B extends DepthwiseBuilder<B, L>, L extends DepthwiseConvolution>
      extends ConvolutionBuilder<B, L> {
    DepthwiseBuilder(LayerType<L> type, WindowArgs window) {
      super(type, window);
    }

    /** Number of outputs of the depthwise kernel for each channel; default 1. */
    public final B depthMultiplier(int depth) {
      return set(DEPTH_MULTIPLIER, depth);
    }

    public final B depthwiseInitializer(Initializer value) {
      return edit(DEPTHWISE, args -> args.initializer(value));
    }

    public final B depthwiseRegularizer(Regularizer value) {
      return edit(DEPTHWISE, args -> args.regularizer(value));
    }

    public final B depthwiseConstraint(Constraint value) {
      return edit(DEPTHWISE, args -> args.constraint(value));
    }
  }
}
