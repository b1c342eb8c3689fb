package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Basic indexing as in Python, {@code x[1, ..., ::-1, None]}. Keras: {@code GetItem}. */
public record GetItem(List<Item> items) implements ShapeDependentOp {
  /** One part of an index expression. */
  public sealed interface Item {}

  /** One position, which removes the axis; negative ones count from the end. */
  public record At(int index) implements Item {}

  /** {@code start:stop:step}; {@code null} where left out. */
  public record Range(Integer start, Integer stop, Integer step) implements Item {}

  /** A new axis of size 1: Python's {@code None}. */
  public record NewAxis() implements Item {}

  /** As many whole axes as fit: Python's {@code ...}. */
  public record Ellipsis() implements Item {}

  public GetItem {
    items = List.copyOf(items);
  }

  /** Python's {@code :}. */
  public static Item all() {
    return new Range(null, null, null);
  }

  /** A range of an unknown dimension is unknown too: it may be cut short. */
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    Shape shape = in.get(0).shape();
    if (shape.isFullyKnown()) {
      return ShapeDependentOp.super.infer(in);
    }
    Shape result = Shape.SCALAR;
    int axis = 0;
    for (Item item : full(shape.rank())) {
      if (item instanceof NewAxis) {
        result = result.insertDim(-1, 1);
      } else if (item instanceof Range range) {
        int dim = shape.dim(axis++);
        boolean open = dim == Shape.UNKNOWN;
        result = result.insertDim(-1, open ? dim : Bounds.of(range, dim).count());
      } else {
        axis++;
      }
    }
    return List.of(in.get(0).withShape(result));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> in) {
    Tensor x = in.get(0);
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    List<Integer> reversed = new ArrayList<>();
    List<Integer> dims = new ArrayList<>();
    for (Item item : full(x.rank())) {
      int axis = starts.size();
      if (item instanceof NewAxis) {
        dims.add(1);
        continue;
      }
      int dim = x.dim(axis);
      if (item instanceof At at) {
        int index = at.index() < 0 ? at.index() + dim : at.index();
        if (index < 0 || index >= dim) {
          throw new ShapeException(
              "Index "
                  + at.index()
                  + " is out of bounds for axis "
                  + axis
                  + " of shape "
                  + x.shape());
        }
        starts.add(index);
        limits.add(index + 1);
        strides.add(1);
        continue;
      }
      Bounds bounds = Bounds.of((Range) item, dim);
      starts.add(bounds.start());
      limits.add(bounds.limit());
      strides.add(bounds.stride());
      dims.add(bounds.count());
      if (bounds.reversed()) {
        reversed.add(axis);
      }
    }
    Tensor part =
        isWhole(x, starts, limits, strides) ? x : new Slice(starts, limits, strides).on(x);
    Tensor turned = reversed.isEmpty() ? part : new Reverse(reversed).on(part);
    return List.of(
        Emit.reshape(turned, Shape.of(dims.stream().mapToInt(Integer::intValue).toArray())));
  }

  private static boolean isWhole(
      Tensor x, List<Integer> starts, List<Integer> limits, List<Integer> strides) {
    for (int i = 0; i < x.rank(); i++) {
      if (starts.get(i) != 0 || limits.get(i) != x.dim(i) || strides.get(i) != 1) {
        return false;
      }
    }
    return true;
  }

  /** The items with whole axes in place of the ellipsis, or at the end. */
  private List<Item> full(int rank) {
    long used = items.stream().filter(i -> i instanceof At || i instanceof Range).count();
    long ellipses = items.stream().filter(Ellipsis.class::isInstance).count();
    if (used > rank || ellipses > 1) {
      throw new ShapeException("Index " + items + " does not fit a tensor of rank " + rank);
    }
    List<Item> result = new ArrayList<>();
    for (Item item : items) {
      if (item instanceof Ellipsis) {
        for (long i = used; i < rank; i++) {
          result.add(all());
        }
      } else {
        result.add(item);
      }
    }
    for (long i = used; i < rank && ellipses == 0; i++) {
      result.add(all());
    }
    return result;
  }

  /**
   * A range resolved for an axis: {@code count} elements in ascending order, then perhaps turned.
   */
  private record Bounds(int start, int limit, int stride, int count, boolean reversed) {
    /** As Python's {@code slice.indices}. */
    static Bounds of(Range range, int dim) {
      int step = range.step() == null ? 1 : range.step();
      if (step == 0) {
        throw new ShapeException("The step of a slice cannot be 0. Received: " + range);
      }
      int lowest = step > 0 ? 0 : -1;
      int highest = step > 0 ? dim : dim - 1;
      int start =
          range.start() == null
              ? (step > 0 ? lowest : highest)
              : clamp(range.start(), dim, lowest, highest);
      int stop =
          range.stop() == null
              ? (step > 0 ? highest : lowest)
              : clamp(range.stop(), dim, lowest, highest);
      int distance = step > 0 ? stop - start : start - stop;
      int stride = Math.abs(step);
      int count = distance <= 0 ? 0 : (distance + stride - 1) / stride;
      if (count == 0) {
        return new Bounds(0, 0, 1, 0, false);
      }
      int last = start + (count - 1) * step;
      return step > 0
          ? new Bounds(start, last + 1, stride, count, false)
          : new Bounds(last, start + 1, stride, count, count > 1);
    }

    private static int clamp(int index, int dim, int lowest, int highest) {
      int positive = index < 0 ? index + dim : index;
      return Math.max(lowest, Math.min(positive, highest));
    }
  }
}
