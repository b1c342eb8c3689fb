package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.op.ArgSort;
import org.keras4j.op.Sort;
import org.keras4j.op.TopK;
import org.keras4j.op.Unique;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Ops that order elements; NaN counts as the largest, and equals keep their order. */
final class SortKernels {
  private SortKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(Sort.class, (op, in) -> sorted(in.get(0), op.axis(), op.descending(), false))
        .single(ArgSort.class, (op, in) -> sorted(in.get(0), op.axis(), op.descending(), true))
        .add(TopK.class, (op, in, interpreter) -> topK(op, in.get(0)))
        .add(Unique.class, (op, in, interpreter) -> unique(in.get(0)));
  }

  private static NDArray sorted(NDArray x, int axis, boolean descending, boolean positions) {
    int dim = x.shape().dim(axis);
    int inner = x.shape().product(axis + 1, x.shape().rank());
    int[] order = new int[x.size()];
    int[] sources = new int[x.size()];
    for (int line = 0; dim > 0 && line < x.size() / dim; line++) {
      int start = line / inner * dim * inner + line % inner;
      List<Integer> sorted = order(x, start, inner, dim, descending);
      for (int j = 0; j < dim; j++) {
        order[start + j * inner] = sorted.get(j);
        sources[start + j * inner] = start + sorted.get(j) * inner;
      }
    }
    return positions
        ? NDArray.wrap(DType.INT32, x.shape(), order)
        : Elements.pick(x, x.shape(), sources);
  }

  /** Positions along one line of {@code x} in the order of the elements. */
  private static List<Integer> order(
      NDArray x, int start, int stride, int dim, boolean descending) {
    Comparator<Integer> comparator = comparator(x, start, stride);
    List<Integer> order = new ArrayList<>(IntStream.range(0, dim).boxed().toList());
    order.sort(descending ? Collections.reverseOrder(comparator) : comparator);
    return order;
  }

  private static Comparator<Integer> comparator(NDArray x, int start, int stride) {
    if (x.dtype() == DType.STRING) {
      return Comparator.comparing(i -> x.strings()[start + i * stride]);
    }
    if (x.dtype().isFloating()) {
      // Adding zero makes both zeros equal, as they are in NumPy.
      return Comparator.comparingDouble(i -> x.getDouble(start + i * stride) + 0.0);
    }
    return Comparator.comparingLong(i -> x.getLong(start + i * stride));
  }

  private static List<NDArray> topK(TopK op, NDArray x) {
    Shape shape = x.shape().withDim(-1, op.k());
    int dim = x.shape().dim(-1);
    int[] sources = new int[shape.intSize()];
    int[] positions = new int[sources.length];
    for (int line = 0; op.k() > 0 && line < sources.length / op.k(); line++) {
      List<Integer> order = order(x, line * dim, 1, dim, true);
      for (int j = 0; j < op.k(); j++) {
        positions[line * op.k() + j] = order.get(j);
        sources[line * op.k() + j] = line * dim + order.get(j);
      }
    }
    return List.of(Elements.pick(x, shape, sources), NDArray.wrap(DType.INT32, shape, positions));
  }

  private static List<NDArray> unique(NDArray x) {
    Comparator<Integer> comparator = comparator(x, 0, 1);
    List<Integer> order = order(x, 0, 1, x.size(), false);
    List<Integer> firsts = new ArrayList<>();
    List<Integer> counts = new ArrayList<>();
    int[] inverse = new int[x.size()];
    for (int i : order) {
      int last = firsts.size() - 1;
      if (last < 0 || comparator.compare(firsts.get(last), i) != 0) {
        firsts.add(i);
        counts.add(1);
      } else {
        counts.set(last, counts.get(last) + 1);
      }
      inverse[i] = firsts.size() - 1;
    }
    int[] first = firsts.stream().mapToInt(i -> i).toArray();
    int[] count = counts.stream().mapToInt(i -> i).toArray();
    Shape shape = Shape.of(first.length);
    return List.of(
        Elements.pick(x, shape, first),
        NDArray.wrap(DType.INT32, shape, first),
        NDArray.wrap(DType.INT32, x.shape(), inverse),
        NDArray.wrap(DType.INT32, shape, count));
  }
}
