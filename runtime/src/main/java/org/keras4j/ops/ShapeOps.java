package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.ExpandDims;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.Repeat;
import org.keras4j.op.Reshape;
import org.keras4j.op.Reverse;
import org.keras4j.op.Roll;
import org.keras4j.op.Slice;
import org.keras4j.op.Squeeze;
import org.keras4j.op.Tile;
import org.keras4j.op.Transpose;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Functions of {@code keras.ops} that rearrange elements. Axes may count from the end. */
public final class ShapeOps {
  private ShapeOps() {}

  /** The same elements under another shape; -1 for what is left. Keras: {@code reshape}. */
  public static Tensor reshape(Tensor x, int... dims) {
    return reshape(x, Shape.of(dims));
  }

  /** The same elements under another shape; unknown for what is left. Keras: {@code reshape}. */
  public static Tensor reshape(Tensor x, Shape shape) {
    Reshape op = new Reshape(shape);
    // Resolved at once where possible, so that equal reshapes are equal ops.
    Shape resolved = op.resolve(x.shape());
    boolean same = resolved.isFullyKnown() && resolved.equals(x.shape());
    return same ? x : new Reshape(resolved).on(x);
  }

  /** All elements in one dimension. Keras: {@code ravel}. */
  public static Tensor ravel(Tensor x) {
    return reshape(x, Shape.UNKNOWN);
  }

  /** Dimensions of size 1 inserted; axes count in the result. Keras: {@code expand_dims}. */
  public static Tensor expandDims(Tensor x, int... axes) {
    int rank = x.rank() + axes.length;
    List<Integer> positive = new ArrayList<>();
    for (int axis : axes) {
      int at = axis < 0 ? axis + rank : axis;
      if (at < 0 || at >= rank || positive.contains(at)) {
        throw new ShapeException(
            "Cannot expand shape " + x.shape() + " at axes " + Arrays.toString(axes));
      }
      positive.add(at);
    }
    return new ExpandDims(positive.stream().sorted().toList()).emit(x);
  }

  /** Without any dimensions of size 1. Keras: {@code squeeze}. */
  public static Tensor squeeze(Tensor x) {
    return squeeze(x, IntStream.range(0, x.rank()).filter(i -> x.dim(i) == 1).boxed().toList());
  }

  /** Without the given dimensions, which must be 1. Keras: {@code squeeze}. */
  public static Tensor squeeze(Tensor x, int... axes) {
    return squeeze(x, Axes.exactly(x, axes));
  }

  /** Without the given dimensions, which must be 1. Keras: {@code squeeze}. */
  public static Tensor squeeze(Tensor x, List<Integer> axes) {
    List<Integer> positive = Axes.of(x, axes);
    for (int axis : positive) {
      if (x.dim(axis) != 1 && x.dim(axis) != Shape.UNKNOWN) {
        throw new ShapeException(
            "Cannot squeeze axis="
                + axis
                + ", because the dimension is not 1. Received: "
                + x.shape());
      }
    }
    return positive.isEmpty() ? x : new Squeeze(positive).emit(x);
  }

  /** Axes in reverse order. Keras: {@code transpose}. */
  public static Tensor transpose(Tensor x) {
    List<Integer> axes = new ArrayList<>(Axes.all(x.rank()));
    Collections.reverse(axes);
    return permuted(x, axes);
  }

  /** Axes in the given order. Keras: {@code transpose}. */
  public static Tensor transpose(Tensor x, int... axes) {
    return permuted(x, Axes.exactly(x, axes));
  }

  /** Two axes exchanged. Keras: {@code swapaxes}. */
  public static Tensor swapaxes(Tensor x, int axis1, int axis2) {
    List<Integer> axes = new ArrayList<>(Axes.all(x.rank()));
    Collections.swap(axes, x.shape().axis(axis1), x.shape().axis(axis2));
    return permuted(x, axes);
  }

  /** One axis moved to another place. Keras: {@code moveaxis}. */
  public static Tensor moveaxis(Tensor x, int source, int destination) {
    return moveaxis(x, List.of(source), List.of(destination));
  }

  /** Axes moved to other places. Keras: {@code moveaxis}. */
  public static Tensor moveaxis(Tensor x, List<Integer> source, List<Integer> destination) {
    if (source.size() != destination.size()) {
      throw new ShapeException(
          "Inconsistent number of `source` and `destination`. Received: source="
              + source
              + ", destination="
              + destination);
    }
    List<Integer> from = Axes.of(x, source);
    List<Integer> to = Axes.of(x, destination);
    List<Integer> axes = new ArrayList<>(Axes.all(x.rank()));
    axes.removeAll(from);
    IntStream.range(0, to.size())
        .boxed()
        .sorted((i, j) -> Integer.compare(to.get(i), to.get(j)))
        .forEach(i -> axes.add(to.get(i), from.get(i)));
    return permuted(x, axes);
  }

  private static Tensor permuted(Tensor x, List<Integer> axes) {
    return axes.equals(Axes.all(x.rank())) ? x : new Transpose(axes).on(x);
  }

  /** Repeated to a larger shape by NumPy's rules. Keras: {@code broadcast_to}. */
  public static Tensor broadcastTo(Tensor x, Shape shape) {
    boolean same = shape.isFullyKnown() && shape.equals(x.shape());
    return same ? x : new BroadcastTo(shape).on(x);
  }

  /** The whole repeated along axes, the last ones if there are fewer. Keras: {@code tile}. */
  public static Tensor tile(Tensor x, int... repeats) {
    List<Integer> all = new ArrayList<>(Arrays.stream(repeats).boxed().toList());
    while (all.size() < x.rank()) {
      all.add(0, 1);
    }
    return new Tile(all).emit(x);
  }

  /** Each element repeated, of a flattened operand. Keras: {@code repeat}. */
  public static Tensor repeat(Tensor x, int repeats) {
    return repeat(ravel(x), repeats, 0);
  }

  /** Each element repeated along an axis. Keras: {@code repeat}. */
  public static Tensor repeat(Tensor x, int repeats, int axis) {
    return new Repeat(repeats, x.shape().axis(axis)).emit(x);
  }

  /** Each element repeated as often as told, along an axis. Keras: {@code repeat}. */
  public static Tensor repeat(Tensor x, List<Integer> repeats, int axis) {
    if (repeats.size() == 1) {
      return repeat(x, repeats.get(0), axis);
    }
    int[] indices =
        IntStream.range(0, repeats.size())
            .flatMap(i -> IntStream.generate(() -> i).limit(repeats.get(i)))
            .toArray();
    int dim = x.dim(axis);
    if (dim != Shape.UNKNOWN && dim != repeats.size()) {
      throw new ShapeException(
          "repeats must have one entry or " + dim + ". Received: " + repeats.size());
    }
    return IndexOps.gather(x, Creation.ints(indices), axis);
  }

  /** Opposite order along axes; along all if none are given. Keras: {@code flip}. */
  public static Tensor flip(Tensor x, int... axes) {
    return new Reverse(Axes.of(x, axes)).on(x);
  }

  /** Opposite order along the second axis. Keras: {@code fliplr}. */
  public static Tensor fliplr(Tensor x) {
    return flip(x, 1);
  }

  /** Opposite order along the first axis. Keras: {@code flipud}. */
  public static Tensor flipud(Tensor x) {
    return flip(x, 0);
  }

  /** Moved in circles over the flattened elements. Keras: {@code roll}. */
  public static Tensor roll(Tensor x, int shift) {
    return new Roll(List.of(shift), List.of()).emit(x);
  }

  /** Moved in circles along axes, one shift each. Keras: {@code roll}. */
  public static Tensor roll(Tensor x, List<Integer> shifts, List<Integer> axes) {
    if (shifts.size() != axes.size()) {
      throw new ShapeException(
          "roll needs one shift per axis. Received: shift=" + shifts + ", axis=" + axes);
    }
    return axes.isEmpty() ? x : new Roll(shifts, Axes.of(x, axes)).emit(x);
  }

  /** Quarter turns in the plane of two axes, from the first to the second. Keras: {@code rot90}. */
  public static Tensor rot90(Tensor x, int turns, int axis1, int axis2) {
    int first = x.shape().axis(axis1);
    int second = x.shape().axis(axis2);
    if (first == second) {
      throw new ShapeException(
          "Invalid axes: (" + axis1 + ", " + axis2 + "). Axes must be two different dimensions");
    }
    return switch (Math.floorMod(turns, 4)) {
      case 1 -> swapaxes(flip(x, second), first, second);
      case 2 -> flip(x, first, second);
      case 3 -> flip(swapaxes(x, first, second), second);
      default -> x;
    };
  }

  /** Zeros around. Keras: {@code pad}. */
  public static Tensor pad(Tensor x, List<Integer> low, List<Integer> high) {
    return pad(x, low, high, PadMode.CONSTANT, 0);
  }

  /** Elements around, one width before and after each axis. Keras: {@code pad}. */
  public static Tensor pad(
      Tensor x, List<Integer> low, List<Integer> high, PadMode mode, double value) {
    return new Pad(low, high, mode, value).on(x);
  }

  /** The part of {@code x} of the given size at fixed starts. Keras: {@code slice}. */
  public static Tensor slice(Tensor x, List<Integer> starts, List<Integer> sizes) {
    List<Integer> limits = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      limits.add(sizes.get(i) == -1 ? Shape.UNKNOWN : starts.get(i) + sizes.get(i));
    }
    return new Slice(starts, limits, Collections.nCopies(starts.size(), 1)).on(x);
  }
}
