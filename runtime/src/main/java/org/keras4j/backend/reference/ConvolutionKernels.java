package org.keras4j.backend.reference;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.op.Conv;
import org.keras4j.op.ConvInputGradient;
import org.keras4j.op.ConvKernelGradient;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.DepthwiseConv;
import org.keras4j.op.DepthwiseConvInputGradient;
import org.keras4j.op.DepthwiseConvKernelGradient;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Convolutions and their adjoints: sums over {@link WindowGeometry} in double precision. */
final class ConvolutionKernels {
  private ConvolutionKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(Conv.class, (op, in) -> forward(op, op.spec(), in, in.get(1).shape()))
        .single(ConvInputGradient.class, (op, in) -> input(op, op.spec(), in, in.get(0).shape()))
        .single(ConvKernelGradient.class, (op, in) -> kernel(op, op.spec(), in, op.kernelShape()))
        .single(
            DepthwiseConv.class,
            (op, in) -> forward(op, grouped(op.spec(), in.get(1).shape()), in, flat(in.get(1))))
        .single(
            DepthwiseConvInputGradient.class,
            (op, in) -> input(op, grouped(op.spec(), in.get(0).shape()), in, flat(in.get(0))))
        .single(
            DepthwiseConvKernelGradient.class,
            (op, in) ->
                kernel(
                    op,
                    grouped(op.spec(), op.kernelShape()),
                    in,
                    DepthwiseConv.groupedKernel(op.kernelShape())));
  }

  private static NDArray forward(Op op, ConvSpec spec, List<NDArray> in, Shape kernel) {
    NDArray x = in.get(0);
    NDArray k = in.get(1);
    TensorSpec y = result(op, in);
    double[] sums = new double[y.shape().intSize()];
    new WindowGeometry(spec, x.shape(), kernel, y.shape())
        .forEach((xi, ki, yi) -> sums[yi] += x.getDouble(xi) * k.getDouble(ki));
    return rounded(y, sums);
  }

  private static NDArray input(Op op, ConvSpec spec, List<NDArray> in, Shape kernel) {
    NDArray k = in.get(0);
    NDArray grad = in.get(1);
    TensorSpec x = result(op, in);
    double[] sums = new double[x.shape().intSize()];
    new WindowGeometry(spec, x.shape(), kernel, grad.shape())
        .forEach((xi, ki, yi) -> sums[xi] += grad.getDouble(yi) * k.getDouble(ki));
    return rounded(x, sums);
  }

  private static NDArray kernel(Op op, ConvSpec spec, List<NDArray> in, Shape kernel) {
    NDArray x = in.get(0);
    NDArray grad = in.get(1);
    double[] sums = new double[kernel.intSize()];
    new WindowGeometry(spec, x.shape(), kernel, grad.shape())
        .forEach((xi, ki, yi) -> sums[ki] += grad.getDouble(yi) * x.getDouble(xi));
    return rounded(result(op, in), sums);
  }

  /** A depthwise convolution is a grouped one with a group for each channel. */
  private static ConvSpec grouped(ConvSpec spec, Shape kernel) {
    return spec.withGroups(kernel.dim(-2));
  }

  private static Shape flat(NDArray kernel) {
    return DepthwiseConv.groupedKernel(kernel.shape());
  }

  static TensorSpec result(Op op, List<NDArray> in) {
    return op.infer(in.stream().map(NDArray::spec).toList()).get(0);
  }

  static NDArray rounded(TensorSpec spec, double[] values) {
    NDArray.Builder builder = NDArray.builder(spec.dtype(), spec.shape());
    for (int i = 0; i < values.length; i++) {
      builder.set(i, values[i]);
    }
    return builder.build();
  }
}
