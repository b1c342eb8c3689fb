package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvInputGradient;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Convolutions over 1 to 3 spatial axes. Keras: the convolutions of {@code keras.ops.nn}. Lists of
 * strides and dilations hold one value for each spatial axis, or one for all.
 */
public final class ConvolutionOps {
  private ConvolutionOps() {}

  /**
   * Convolution; groups follow from the channels. Keras: {@code keras.ops.conv}.
   *
   * @param inputs {@code (N, spatial..., C)}, or {@code (N, C, spatial...)}
   * @param kernel {@code (window..., C / groups, F)}
   */
  public static Tensor conv(
      Tensor inputs,
      Tensor kernel,
      List<Integer> strides,
      Padding padding,
      DataFormat dataFormat,
      List<Integer> dilationRate) {
    Tensor[] operands = operands(inputs, kernel);
    Tensor x = dataFormat.toLast(operands[0]);
    int axes = spatialAxes(inputs, kernel);
    int groups = groups(x.dim(-1), kernel.dim(-2), kernel);
    ConvSpec spec =
        Windows.conv(
            x.shape(),
            Windows.ofKernel(kernel.shape()),
            Windows.perAxis("strides", strides, axes),
            padding,
            Windows.perAxis("dilation_rate", dilationRate, axes),
            groups);
    return dataFormat.fromLast(new Conv(spec).on(x, operands[1]));
  }

  /** {@link #conv} with stride 1, no padding, channels last and no dilation. */
  public static Tensor conv(Tensor inputs, Tensor kernel) {
    return conv(inputs, kernel, List.of(1), Padding.VALID, DataFormat.CHANNELS_LAST, List.of(1));
  }

  private static int groups(int channels, int kernelChannels, Tensor kernel) {
    if (channels == Shape.UNKNOWN || kernelChannels <= 0) {
      return 1;
    }
    if (channels % kernelChannels != 0) {
      throw new ShapeException(
          "The number of input channels must be evenly divisible by kernel's in_channels. Received"
              + " input channels "
              + channels
              + " and kernel of shape "
              + kernel.shape());
    }
    return channels / kernelChannels;
  }

  /**
   * Convolution of each channel by itself. Keras: {@code keras.ops.depthwise_conv}.
   *
   * @param kernel {@code (window..., C, multiplier)}
   */
  public static Tensor depthwiseConv(
      Tensor inputs,
      Tensor kernel,
      List<Integer> strides,
      Padding padding,
      DataFormat dataFormat,
      List<Integer> dilationRate) {
    Tensor[] operands = operands(inputs, kernel);
    Tensor x = dataFormat.toLast(operands[0]);
    int axes = spatialAxes(inputs, kernel);
    ConvSpec spec =
        Windows.conv(
            x.shape(),
            Windows.ofKernel(kernel.shape()),
            Windows.perAxis("strides", strides, axes),
            padding,
            Windows.perAxis("dilation_rate", dilationRate, axes),
            1);
    return dataFormat.fromLast(new DepthwiseConv(spec).on(x, operands[1]));
  }

  /**
   * A depthwise convolution, then one that mixes channels. Keras: {@code keras.ops.separable_conv}.
   *
   * @param pointwiseKernel {@code (1..., C * multiplier, F)}
   */
  public static Tensor separableConv(
      Tensor inputs,
      Tensor depthwiseKernel,
      Tensor pointwiseKernel,
      List<Integer> strides,
      Padding padding,
      DataFormat dataFormat,
      List<Integer> dilationRate) {
    Tensor each =
        depthwiseConv(inputs, depthwiseKernel, strides, padding, dataFormat, dilationRate);
    return conv(each, pointwiseKernel, List.of(1), Padding.VALID, dataFormat, List.of(1));
  }

  /**
   * Transposed convolution: what a convolution's gradient does. Keras: {@code
   * keras.ops.conv_transpose}.
   *
   * @param kernel {@code (window..., F, C)}, C being the channels of {@code inputs}
   * @param outputPadding added to the output's size, one value for each axis or one for all; {@code
   *     null} for Keras' default, which makes the output {@code strides} times as large with "same"
   */
  public static Tensor convTranspose(
      Tensor inputs,
      Tensor kernel,
      List<Integer> strides,
      Padding padding,
      List<Integer> outputPadding,
      DataFormat dataFormat,
      List<Integer> dilationRate) {
    Tensor[] operands = operands(inputs, kernel);
    Tensor x = dataFormat.toLast(operands[0]);
    int axes = spatialAxes(inputs, kernel);
    if (padding == Padding.CAUSAL) {
      throw new ShapeException(
          "The `padding` argument must be one of 'valid', 'same'. Received: padding=causal");
    }
    List<Integer> stride = Windows.perAxis("strides", strides, axes);
    List<Integer> dilation = Windows.perAxis("dilation_rate", dilationRate, axes);
    List<Integer> extra =
        outputPadding == null ? null : Windows.perAxis("output_padding", outputPadding, axes);
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    Shape output = x.shape().withDim(-1, kernel.dim(-2));
    for (int i = 0; i < axes; i++) {
      int span = (kernel.dim(i) - 1) * dilation.get(i) + 1;
      int input = x.dim(i + 1);
      Integer added = extra == null ? null : extra.get(i);
      int size =
          input == Shape.UNKNOWN
              ? Shape.UNKNOWN
              : outputSize(input, span, stride.get(i), padding, added);
      output = output.withDim(i + 1, size);
      int total =
          padding == Padding.VALID || size == Shape.UNKNOWN
              ? 0
              : Math.max((input - 1) * stride.get(i) + span - size, 0);
      low.add(total / 2);
      high.add(total - total / 2);
    }
    ConvSpec spec = new ConvSpec(stride, low, high, dilation, 1);
    return dataFormat.fromLast(new ConvInputGradient(spec, output).on(operands[1], x));
  }

  private static int outputSize(int input, int span, int stride, Padding padding, Integer extra) {
    if (padding == Padding.VALID) {
      int added = extra == null ? Math.max(span, stride) - span : extra;
      return (input - 1) * stride + span + added;
    }
    return extra == null ? input * stride : (input - 1) * stride + span % 2 + extra;
  }

  private static int spatialAxes(Tensor inputs, Tensor kernel) {
    int axes = inputs.rank() - 2;
    if (axes < 1 || axes > 3 || kernel.rank() != inputs.rank()) {
      throw new ShapeException(
          "Convolutions take inputs of rank 3, 4 or 5 and a kernel of the same rank. Received:"
              + " inputs.shape="
              + inputs.shape()
              + ", kernel.shape="
              + kernel.shape());
    }
    return axes;
  }

  private static Tensor[] operands(Tensor inputs, Tensor kernel) {
    Tensor[] both = DTypes.promote(inputs, kernel);
    return new Tensor[] {DTypes.toFloat(both[0]), DTypes.toFloat(both[1])};
  }

  /** As many ones as there are spatial axes: the neutral stride and dilation. */
  static List<Integer> ones(int axes) {
    return Collections.nCopies(axes, 1);
  }
}
