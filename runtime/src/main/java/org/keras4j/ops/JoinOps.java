package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Concat;
import org.keras4j.op.Slice;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Functions of {@code keras.ops} that join tensors and take them apart. */
public final class JoinOps {
  private JoinOps() {}

  /** Joined along an existing axis. Keras: {@code concatenate}. */
  public static Tensor concatenate(List<Tensor> xs, int axis) {
    List<Tensor> operands = promoted(xs);
    Tensor first = operands.get(0);
    int at = first.shape().axis(axis);
    return operands.size() == 1 ? first : new Concat(at).call(operands).get(0);
  }

  /** Joined along a new axis. Keras: {@code stack}. */
  public static Tensor stack(List<Tensor> xs, int axis) {
    List<Tensor> expanded = promoted(xs).stream().map(x -> ShapeOps.expandDims(x, axis)).toList();
    return concatenate(expanded, axis);
  }

  /** Joined along the second axis, vectors along their only one. Keras: {@code hstack}. */
  public static Tensor hstack(List<Tensor> xs) {
    return concatenate(xs, xs.get(0).rank() == 1 ? 0 : 1);
  }

  /** Joined along the first axis. Keras: {@code vstack}. */
  public static Tensor vstack(List<Tensor> xs) {
    return concatenate(xs, 0);
  }

  /** Joined along the third axis. Keras: {@code dstack}. */
  public static Tensor dstack(List<Tensor> xs) {
    List<Tensor> deep =
        xs.stream()
            .map(
                x ->
                    switch (x.rank()) {
                      case 0 -> ShapeOps.reshape(x, 1, 1, 1);
                      case 1 -> ShapeOps.expandDims(x, 0, 2);
                      case 2 -> ShapeOps.expandDims(x, 2);
                      default -> x;
                    })
            .toList();
    return concatenate(deep, 2);
  }

  /** The second tensor's elements after the first's, both flattened. Keras: {@code append}. */
  public static Tensor append(Tensor a, Tensor b) {
    return concatenate(List.of(ShapeOps.ravel(a), ShapeOps.ravel(b)), 0);
  }

  /** The second tensor after the first along an axis. Keras: {@code append}. */
  public static Tensor append(Tensor a, Tensor b, int axis) {
    return concatenate(List.of(a, b), axis);
  }

  /** Equal parts along an axis. Keras: {@code split}. */
  public static List<Tensor> split(Tensor x, int sections, int axis) {
    int dim = known(x, axis);
    if (sections < 1 || dim % sections != 0) {
      throw new ShapeException(
          "Split sections must evenly divide the axis. Received: sections="
              + sections
              + ", axis="
              + axis
              + " of shape "
              + x.shape());
    }
    List<Integer> limits = new ArrayList<>();
    for (int i = 1; i < sections; i++) {
      limits.add(i * (dim / sections));
    }
    return split(x, limits, axis);
  }

  /** Parts that begin at 0 and at each of the indices. Keras: {@code split}. */
  public static List<Tensor> split(Tensor x, List<Integer> indices, int axis) {
    int at = x.shape().axis(axis);
    int dim = x.dim(axis);
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (int limit : indices) {
      int end = dim == Shape.UNKNOWN ? limit : Math.max(start, Math.min(limit, dim));
      parts.add(slice(x, at, start, end));
      start = end;
    }
    parts.add(slice(x, at, start, dim));
    return parts;
  }

  /** Parts along the second axis, or the only one. Keras: {@code hsplit}. */
  public static List<Tensor> hsplit(Tensor x, List<Integer> indices) {
    return split(x, indices, x.rank() == 1 ? 0 : 1);
  }

  /** Parts along the first axis. Keras: {@code vsplit}. */
  public static List<Tensor> vsplit(Tensor x, List<Integer> indices) {
    return split(x, indices, 0);
  }

  /** Parts along the third axis. Keras: {@code dsplit}. */
  public static List<Tensor> dsplit(Tensor x, List<Integer> indices) {
    return split(x, indices, 2);
  }

  /** Parts as equal as possible, the larger ones first. Keras: {@code array_split}. */
  public static List<Tensor> arraySplit(Tensor x, int sections, int axis) {
    int dim = known(x, axis);
    List<Integer> limits = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < sections - 1; i++) {
      end += dim / sections + (i < dim % sections ? 1 : 0);
      limits.add(end);
    }
    return split(x, limits, axis);
  }

  /** Slices along an axis, without it. Keras: {@code unstack}. */
  public static List<Tensor> unstack(Tensor x, int axis) {
    int dim = known(x, axis);
    int at = x.shape().axis(axis);
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < dim; i++) {
      parts.add(ShapeOps.squeeze(slice(x, at, i, i + 1), at));
    }
    return parts;
  }

  /** Coordinate grids of vectors. Keras: {@code meshgrid}, {@code indexing} "ij" or "xy". */
  public static List<Tensor> meshgrid(List<Tensor> xs, boolean matrixIndexing) {
    int rank = xs.size();
    List<Tensor> flat = xs.stream().map(ShapeOps::ravel).toList();
    int[] dims = flat.stream().mapToInt(x -> x.dim(0)).toArray();
    List<Tensor> grids = new ArrayList<>();
    for (int i = 0; i < rank; i++) {
      int[] own = new int[rank];
      Arrays.fill(own, 1);
      own[i] = dims[i];
      Tensor grid =
          ShapeOps.broadcastTo(ShapeOps.reshape(flat.get(i), Shape.of(own)), Shape.of(dims));
      grids.add(matrixIndexing || rank < 2 ? grid : ShapeOps.swapaxes(grid, 0, 1));
    }
    return grids;
  }

  /** {@code x} from {@code start} to {@code limit} (unknown: the end) along one axis. */
  static Tensor slice(Tensor x, int axis, int start, int limit) {
    List<Integer> starts = new ArrayList<>();
    List<Integer> limits = new ArrayList<>();
    List<Integer> strides = new ArrayList<>();
    for (int i = 0; i < x.rank(); i++) {
      starts.add(i == axis ? start : 0);
      limits.add(i == axis ? limit : x.dim(i));
      strides.add(1);
    }
    return new Slice(starts, limits, strides).on(x);
  }

  private static int known(Tensor x, int axis) {
    if (!x.shape().isKnown(axis)) {
      throw new ShapeException(
          "Cannot split along axis " + axis + " of unknown size. Received: " + x.shape());
    }
    return x.dim(axis);
  }

  private static List<Tensor> promoted(List<Tensor> xs) {
    if (xs.isEmpty()) {
      throw new ShapeException("At least one tensor is needed. Received an empty list");
    }
    DType[] dtypes = xs.stream().map(Tensor::dtype).toArray(DType[]::new);
    DType dtype = DTypes.resultType(dtypes);
    return xs.stream().map(x -> cast(x, dtype)).toList();
  }
}
