package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.PoolSpec;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** From Keras' arguments of moving windows to the specs of ops. */
final class Windows {
  private Windows() {}

  /** One value for each spatial axis; a single value stands for all. */
  static List<Integer> perAxis(String argument, List<Integer> values, int axes) {
    if (values.size() == 1) {
      return Collections.nCopies(axes, values.get(0));
    }
    if (values.size() != axes) {
      throw new ShapeException(
          "The `"
              + argument
              + "` argument must be a tuple of "
              + axes
              + " integers. Received: "
              + values);
    }
    return values;
  }

  /** The spec of a convolution of channels-last {@code x} with windows of the given sizes. */
  static ConvSpec conv(
      Shape x,
      List<Integer> window,
      List<Integer> strides,
      Padding padding,
      List<Integer> dilations,
      int groups) {
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < window.size(); i++) {
      int[] amounts =
          padding.amounts(x.dim(i + 1), window.get(i), strides.get(i), dilations.get(i));
      low.add(amounts[0]);
      high.add(amounts[1]);
    }
    return new ConvSpec(strides, low, high, dilations, groups);
  }

  /** The spec of pooling channels-last {@code x}. */
  static PoolSpec pool(Shape x, List<Integer> window, List<Integer> strides, Padding padding) {
    List<Integer> ones = Collections.nCopies(window.size(), 1);
    ConvSpec spec = conv(x, window, strides, padding, ones, 1);
    return new PoolSpec(window, strides, spec.padLow(), spec.padHigh());
  }

  /** The window sizes of a kernel {@code (window..., in, out)}. */
  static List<Integer> ofKernel(Shape kernel) {
    return Arrays.stream(kernel.slice(0, kernel.rank() - 2).dims()).boxed().toList();
  }
}
