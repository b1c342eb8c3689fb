package org.keras4j.layers.convolutional;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.tensor.Shape;

/** A convolution with one kernel that mixes channels, transposed or not. */
abstract class KernelConvolution extends BaseConvolution {
  public static final Arg<Integer> FILTERS = Arg.positiveInt("filters");
  public static final Arg<WeightArgs> KERNEL = WeightArgs.arg("kernel", glorotUniform());

  private Variable kernel;

  KernelConvolution(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config, window);
    requireStridesOrDilation();
  }

  abstract Shape kernelShape(int inputChannels);

  abstract Tensor convolve(Tensor inputs, Tensor kernelValue);

  @Override
  final int buildKernels(BuildContext ctx, int inputChannels) {
    kernel = ctx.addWeight("kernel", kernelShape(inputChannels), get(KERNEL));
    return get(FILTERS);
  }

  @Override
  final Tensor convolve(CallContext ctx, Tensor inputs) {
    return convolve(inputs, ctx.read(kernel));
  }
}
