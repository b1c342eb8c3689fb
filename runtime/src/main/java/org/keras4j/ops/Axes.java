package org.keras4j.ops;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;

/** Axes as users give them, counted from the front. */
final class Axes {
  private Axes() {}

  /** All axes when none are given. */
  static List<Integer> of(Tensor x, int... axes) {
    return axes.length == 0 ? all(x.rank()) : exactly(x, axes);
  }

  /** All axes when {@code null} is given. */
  static List<Integer> of(Tensor x, List<Integer> axes) {
    return axes == null
        ? all(x.rank())
        : exactly(x, axes.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The given axes, even if there are none. */
  static List<Integer> exactly(Tensor x, int... axes) {
    return Arrays.stream(x.shape().axes(axes)).boxed().toList();
  }

  static List<Integer> all(int rank) {
    return IntStream.range(0, rank).boxed().toList();
  }
}
