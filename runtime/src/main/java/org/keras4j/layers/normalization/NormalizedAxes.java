package org.keras4j.layers.normalization;

import java.util.Arrays;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/** The axes that a layer normalizes over, and the shapes of its weights. */
final class NormalizedAxes {
  private NormalizedAxes() {}

  /** One axis or several; the last by default. */
  static Arg<List<Integer>> arg() {
    return Arg.integers("axis", List.of(-1))
        .that(axes -> !axes.isEmpty(), "an int or a list/tuple of ints");
  }

  /** Keras' shape of a weight: by ascending numbers as they are given, negative ones first. */
  static Shape weightShape(Shape input, List<Integer> axes) {
    return Shape.of(
        axes.stream()
            .sorted()
            .mapToInt(axis -> AffineNormalization.knownDim(input, axis))
            .toArray());
  }

  /** The axes counted from the front, ascending. */
  static int[] sorted(Shape input, List<Integer> axes) {
    int[] counted = axes.stream().mapToInt(input::axis).toArray();
    Arrays.sort(counted);
    return counted;
  }

  /**
   * A weight whose elements are read in the order of ascending axes, as Keras does; the same tensor
   * unless negative and other axes are mixed.
   *
   * @param weight {@code null} for none
   */
  static Tensor align(Tensor weight, Tensor x, int... sortedAxes) {
    return weight == null
        ? null
        : ShapeOps.reshape(weight, Shape.of(Arrays.stream(sortedAxes).map(x::dim).toArray()));
  }

  /** The shape of {@code input} with ones at all but some axes. */
  static Shape broadcast(Shape input, int... axes) {
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    for (int axis : axes) {
      dims[axis] = input.dim(axis);
    }
    return Shape.of(dims);
  }
}
