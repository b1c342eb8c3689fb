package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.DynamicSlice;
import org.keras4j.op.DynamicUpdateSlice;
import org.keras4j.op.FillLike;
import org.keras4j.op.Gather;
import org.keras4j.op.GatherElements;
import org.keras4j.op.GetItem;
import org.keras4j.op.NonZero;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.ScatterNd;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Functions of {@code keras.ops} that read or write at indices. */
public final class IndexOps {
  private IndexOps() {}

  /** Basic indexing as in Python, {@code x[1, ..., ::-1, None]}. Keras: {@code get_item}. */
  public static Tensor getItem(Tensor x, GetItem.Item... items) {
    return new GetItem(List.of(items)).emit(x);
  }

  /** Slices of the flattened tensor at indices. Keras: {@code take} without an axis. */
  public static Tensor take(Tensor x, Tensor indices) {
    return take(ShapeOps.ravel(x), indices, 0);
  }

  /** Slices along an axis at indices; negative ones count from the end. Keras: {@code take}. */
  public static Tensor take(Tensor x, Tensor indices, int axis) {
    return new Take(x.shape().axis(axis)).emit(x, indices);
  }

  /** As {@link #take(Tensor, Tensor, int)}, for indices known to be in {@code [0, dim)}. */
  public static Tensor gather(Tensor x, Tensor indices, int axis) {
    return new Gather(x.shape().axis(axis)).on(x, indices);
  }

  private record Take(int axis) implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Tensor x = in.get(0);
      return List.of(new Gather(axis).on(x, fromFront(in.get(1), x.dim(axis))));
    }
  }

  /** Negative indices counted from the front. */
  private static Tensor fromFront(Tensor indices, int dim) {
    if (indices.dtype().kind() == DType.Kind.UNSIGNED) {
      return indices;
    }
    Tensor whole = cast(indices, indices.dtype() == DType.INT64 ? DType.INT64 : DType.INT32);
    return LogicOps.where(LogicOps.less(whole, 0), MathOps.add(whole, dim), whole);
  }

  /** One element along the axis per index, both broadcast. Keras: {@code take_along_axis}. */
  public static Tensor takeAlongAxis(Tensor x, Tensor indices, int axis) {
    return new TakeAlongAxis(x.shape().axis(axis)).emit(x, indices);
  }

  private record TakeAlongAxis(int axis) implements ShapeDependentOp {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> in) {
      Shape indices = in.get(1).shape();
      Shape common = Shape.broadcast(in.get(0).shape().withDim(axis, 1), indices.withDim(axis, 1));
      return List.of(in.get(0).withShape(common.withDim(axis, indices.dim(axis))));
    }

    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Shape x = in.get(0).shape();
      Shape indices = in.get(1).shape();
      Shape common = Shape.broadcast(x.withDim(axis, 1), indices.withDim(axis, 1));
      Tensor from = ShapeOps.broadcastTo(in.get(0), common.withDim(axis, x.dim(axis)));
      Tensor at = ShapeOps.broadcastTo(in.get(1), common.withDim(axis, indices.dim(axis)));
      return List.of(new GatherElements(axis).on(from, fromFront(at, x.dim(axis))));
    }
  }

  /** The part of the given sizes at starts known when the graph runs. Keras: {@code slice}. */
  public static Tensor slice(Tensor x, Tensor starts, List<Integer> sizes) {
    return new DynamicSlice(sizes).on(x, cast(starts, DType.INT32));
  }

  /** {@code x} with a part replaced, from {@code starts} on. Keras: {@code slice_update}. */
  public static Tensor sliceUpdate(Tensor x, Tensor starts, Tensor update) {
    return new DynamicUpdateSlice().on(x, cast(update, x.dtype()), cast(starts, DType.INT32));
  }

  /** Values added into zeros at index tuples {@code [..., k]}. Keras: {@code scatter}. */
  public static Tensor scatter(Tensor indices, Tensor values, Shape shape) {
    Tensor zeros = CreationOps.zeros(shape, values.dtype());
    return new ScatterNd(ScatterKind.ADD).on(zeros, indices, values);
  }

  /** {@code x} changed at index tuples {@code [..., k]}. Keras: {@code scatter_update}. */
  public static Tensor scatterUpdate(Tensor x, Tensor indices, Tensor updates, ScatterKind kind) {
    return new ScatterNd(kind).on(x, indices, cast(updates, x.dtype()));
  }

  /**
   * Positions (int32) of elements that are not zero, one vector an axis. Keras: {@code nonzero}.
   */
  public static List<Tensor> nonzero(Tensor x) {
    return new NonZero().call(List.of(x)).stream().map(i -> cast(i, DType.INT32)).toList();
  }

  /** One at each index of a new axis, zeros for indices outside. Keras: {@code one_hot}. */
  public static Tensor oneHot(Tensor x, int numClasses, int axis, DType dtype) {
    int at = axis < 0 ? axis + x.rank() + 1 : axis;
    int[] dims = new int[x.rank() + 1];
    Arrays.fill(dims, 1);
    dims[at] = numClasses;
    DType type = x.dtype() == DType.INT64 ? DType.INT64 : DType.INT32;
    Tensor classes = ShapeOps.reshape(Creation.iota(type, numClasses), Shape.of(dims));
    return cast(LogicOps.equal(cast(ShapeOps.expandDims(x, at), type), classes), dtype);
  }

  /** One at every index of a row. Keras: {@code multi_hot}. */
  public static Tensor multiHot(Tensor x, int numClasses, int axis, DType dtype) {
    Tensor hot = oneHot(x, numClasses, axis, DType.BOOL);
    int reduced = x.rank() > 1 ? 1 : 0;
    return cast(new Reduce(ReduceKind.ANY, List.of(reduced), false).on(hot), dtype);
  }

  /** Flat indices to one tensor of coordinates an axis. Keras: {@code unravel_index}. */
  public static List<Tensor> unravelIndex(Tensor indices, Shape shape) {
    List<Tensor> result = new ArrayList<>();
    Tensor rest = indices;
    for (int axis = shape.rank() - 1; axis >= 0; axis--) {
      result.add(MathOps.mod(rest, shape.dim(axis)));
      rest = MathOps.floorDivide(rest, shape.dim(axis));
    }
    Collections.reverse(result);
    return result;
  }

  /** Sum of the slices of each segment; ids outside are left out. Keras: {@code segment_sum}. */
  public static Tensor segmentSum(Tensor x, Tensor segmentIds, int numSegments) {
    return segments(ScatterKind.ADD, x, segmentIds, numSegments, 0);
  }

  /** Product of the slices of each segment. Keras: {@code segment_prod}. */
  public static Tensor segmentProd(Tensor x, Tensor segmentIds, int numSegments) {
    return segments(ScatterKind.MULTIPLY, x, segmentIds, numSegments, 1);
  }

  /** Largest of each segment; the type's smallest where empty. Keras: {@code segment_max}. */
  public static Tensor segmentMax(Tensor x, Tensor segmentIds, int numSegments) {
    double lowest = Limits.lowest(x.dtype());
    return segments(ScatterKind.MAX, x, segmentIds, numSegments, lowest);
  }

  /** Smallest of each segment; the type's largest where empty. Keras: {@code segment_min}. */
  public static Tensor segmentMin(Tensor x, Tensor segmentIds, int numSegments) {
    double highest = Limits.highest(x.dtype());
    return segments(ScatterKind.MIN, x, segmentIds, numSegments, highest);
  }

  /**
   * As the forms above with as many segments as the largest id asks, known when the graph runs.
   *
   * @param kind ADD, MULTIPLY, MAX or MIN
   */
  public static Tensor segments(Tensor x, Tensor segmentIds, ScatterKind kind) {
    double neutral =
        switch (kind) {
          case MULTIPLY -> 1;
          case MAX -> Limits.lowest(x.dtype());
          case MIN -> Limits.highest(x.dtype());
          default -> 0;
        };
    Tensor counts = SortOps.bincount(segmentIds, null, 0);
    Tensor start = new FillLike(x.dtype(), neutral).emit(counts);
    for (int i = 1; i < x.rank(); i++) {
      start = ShapeOps.expandDims(start, -1);
    }
    Tensor row = ReduceOps.sum(CreationOps.zerosLike(x), List.of(0), true);
    return new ScatterNd(kind).on(MathOps.add(start, row), ShapeOps.expandDims(segmentIds, -1), x);
  }

  /** As {@link #segments}, for ascending ids: as in TensorFlow, an empty segment then gives 0. */
  public static Tensor sortedSegments(Tensor x, Tensor segmentIds, ScatterKind kind) {
    Tensor result = segments(x, segmentIds, kind);
    if (kind != ScatterKind.MAX && kind != ScatterKind.MIN) {
      return result;
    }
    Tensor empty = LogicOps.equal(SortOps.bincount(segmentIds, null, 0), 0);
    for (int i = 1; i < x.rank(); i++) {
      empty = ShapeOps.expandDims(empty, -1);
    }
    return LogicOps.where(empty, scalar(x.dtype(), 0), result);
  }

  private static Tensor segments(
      ScatterKind kind, Tensor x, Tensor segmentIds, int numSegments, double neutral) {
    if (segmentIds.rank() != 1 || x.rank() < 1) {
      throw new ShapeException(
          "Argument `segment_ids` should be a 1-D tensor beside the first axis of `data`. Received:"
              + " segment_ids.shape="
              + segmentIds.shape()
              + ", data.shape="
              + x.shape());
    }
    return new Segments(kind, numSegments, neutral).emit(x, segmentIds);
  }

  /** One more segment than asked takes the rows that have no place; it is then left out. */
  private record Segments(ScatterKind kind, int count, double neutral) implements ShapeDependentOp {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> in) {
      return List.of(in.get(0).withShape(in.get(0).shape().withDim(0, count)));
    }

    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Tensor x = in.get(0);
      Tensor ids = in.get(1);
      Tensor outside = LogicOps.logicalOr(LogicOps.less(ids, 0), LogicOps.greaterEqual(ids, count));
      Tensor rows = LogicOps.where(outside, scalar(ids.dtype(), count), ids);
      Tensor start = CreationOps.full(x.shape().withDim(0, count + 1), neutral, x.dtype());
      Tensor all = new ScatterNd(kind).on(start, ShapeOps.expandDims(rows, -1), x);
      return List.of(JoinOps.slice(all, 0, 0, count));
    }
  }
}
