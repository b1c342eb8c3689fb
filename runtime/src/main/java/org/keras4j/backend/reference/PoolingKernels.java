package org.keras4j.backend.reference;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.op.AveragePoolGradient;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.MaxPoolGradient;
import org.keras4j.op.MaxPoolPick;
import org.keras4j.op.Pool;
import org.keras4j.op.PoolKind;
import org.keras4j.op.PoolSpec;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Pooling and its adjoints, over the windows of a depthwise convolution. */
final class PoolingKernels {
  private PoolingKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(Pool.class, (op, in) -> pool(op, in.get(0)))
        .single(MaxPoolGradient.class, PoolingKernels::maxGradient)
        .single(MaxPoolPick.class, PoolingKernels::pick)
        .single(AveragePoolGradient.class, PoolingKernels::averageGradient);
  }

  private static NDArray pool(Pool op, NDArray x) {
    TensorSpec y = ConvolutionKernels.result(op, List.of(x));
    if (op.kind() == PoolKind.MAX) {
      return Elements.pick(x, y.shape(), winners(op.spec(), x, y.shape()));
    }
    double[] sums = new double[y.shape().intSize()];
    windows(op.spec(), x.shape(), y.shape()).forEach((xi, ki, yi) -> sums[yi] += x.getDouble(xi));
    int[] counts = counts(op.spec(), x.shape(), y.shape());
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= counts[i];
    }
    return ConvolutionKernels.rounded(y, sums);
  }

  private static NDArray maxGradient(MaxPoolGradient op, List<NDArray> in) {
    NDArray grad = in.get(2);
    double[] sums = new double[in.get(0).size()];
    int[] winners = winners(op.spec(), in.get(0), grad.shape());
    for (int i = 0; i < winners.length; i++) {
      sums[winners[i]] += grad.getDouble(i);
    }
    return ConvolutionKernels.rounded(in.get(0).spec(), sums);
  }

  private static NDArray pick(MaxPoolPick op, List<NDArray> in) {
    Shape y = in.get(1).shape();
    return Elements.pick(in.get(2), y, winners(op.spec(), in.get(0), y));
  }

  private static NDArray averageGradient(AveragePoolGradient op, List<NDArray> in) {
    NDArray grad = in.get(0);
    TensorSpec x = ConvolutionKernels.result(op, in);
    int[] counts = counts(op.spec(), x.shape(), grad.shape());
    double[] sums = new double[x.shape().intSize()];
    windows(op.spec(), x.shape(), grad.shape())
        .forEach((xi, ki, yi) -> sums[xi] += grad.getDouble(yi) / counts[yi]);
    return ConvolutionKernels.rounded(x, sums);
  }

  /** For each output element the position of the first largest input element of its window. */
  private static int[] winners(PoolSpec spec, NDArray x, Shape y) {
    int[] winners = new int[y.intSize()];
    Arrays.fill(winners, -1);
    windows(spec, x.shape(), y)
        .forEach(
            (xi, ki, yi) -> {
              if (winners[yi] < 0 || x.getDouble(xi) > x.getDouble(winners[yi])) {
                winners[yi] = xi;
              }
            });
    return winners;
  }

  /** How many input elements each window holds. */
  private static int[] counts(PoolSpec spec, Shape x, Shape y) {
    int[] counts = new int[y.intSize()];
    windows(spec, x, y).forEach((xi, ki, yi) -> counts[yi]++);
    return counts;
  }

  private static WindowGeometry windows(PoolSpec spec, Shape x, Shape y) {
    int channels = x.dim(-1);
    List<Integer> ones = Collections.nCopies(spec.rank(), 1);
    ConvSpec conv = new ConvSpec(spec.strides(), spec.padLow(), spec.padHigh(), ones, channels);
    Shape kernel = Shape.ofNullable(spec.window()).concat(Shape.of(1, channels));
    return new WindowGeometry(conv, x, kernel, y);
  }
}
