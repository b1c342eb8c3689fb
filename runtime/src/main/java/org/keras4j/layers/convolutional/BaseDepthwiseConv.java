package org.keras4j.layers.convolutional;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;

/** Depthwise convolution over any number of spatial axes. */
abstract class BaseDepthwiseConv extends DepthwiseConvolution {
  BaseDepthwiseConv(LayerType<?> type, Config config, WindowArgs window) {
    super(type, config, window);
  }

  static Arg<?>[] depthwiseArguments(WindowArgs window) {
    return arguments(window, DEPTH_MULTIPLIER, DEPTHWISE);
  }

  @Override
  final int buildKernels(BuildContext ctx, int inputChannels) {
    return buildDepthwise(ctx, "kernel", inputChannels);
  }

  @Override
  final Tensor convolve(CallContext ctx, Tensor inputs) {
    return depthwise(ctx, inputs);
  }
}
