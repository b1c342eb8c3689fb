package org.keras4j.backend.reference;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.op.BinCount;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Gather;
import org.keras4j.op.GatherElements;
import org.keras4j.op.NonZero;
import org.keras4j.op.ScatterElements;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.ScatterNd;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Ops that read or write at positions that other tensors hold. */
final class IndexKernels {
  private IndexKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(Gather.class, (op, in) -> gather(op, in.get(0), in.get(1)))
        .single(GatherElements.class, (op, in) -> gatherElements(op.axis(), in.get(0), in.get(1)))
        .single(ScatterNd.class, (op, in) -> scatterNd(op, in.get(0), in.get(1), in.get(2)))
        .single(ScatterElements.class, (op, in) -> scatterElements(op, in))
        .single(BinCount.class, (op, in) -> binCount(op, in.get(0), in.get(1)))
        .add(NonZero.class, (op, in, interpreter) -> nonZero(in.get(0)));
  }

  private static NDArray gather(Gather op, NDArray x, NDArray indices) {
    Shape shape = op.infer(List.of(x.spec(), indices.spec())).get(0).shape();
    int axis = op.axis();
    int dim = x.shape().dim(axis);
    int inner = x.shape().product(axis + 1, x.shape().rank());
    int count = indices.size();
    int[] sources = new int[shape.intSize()];
    for (int i = 0; i < sources.length; i++) {
      int outer = i / (inner * count);
      int at = i / inner % count;
      sources[i] = (outer * dim + inside(indices, at, dim)) * inner + i % inner;
    }
    return Elements.pick(x, shape, sources);
  }

  private static NDArray gatherElements(int axis, NDArray x, NDArray indices) {
    return Elements.pick(x, indices.shape(), alongAxis(axis, x.shape(), indices));
  }

  /** For each index, the position in a tensor of {@code shape} that it names. */
  private static int[] alongAxis(int axis, Shape shape, NDArray indices) {
    int[] strides = shape.strides();
    int[] next = {0};
    return Elements.sources(
        indices.shape(),
        index -> {
          int at = inside(indices, next[0]++, shape.dim(axis));
          return Elements.position(index, strides) + (at - index[axis]) * strides[axis];
        });
  }

  private static NDArray scatterNd(ScatterNd op, NDArray x, NDArray indices, NDArray updates) {
    NDArray out = Elements.clone(x);
    int depth = indices.shape().dim(-1);
    int[] strides = x.shape().strides();
    int inner = x.shape().product(depth, x.shape().rank());
    for (int i = 0; i < updates.size(); i++) {
      int target = i % inner;
      for (int k = 0; k < depth; k++) {
        target += inside(indices, i / inner * depth + k, x.shape().dim(k)) * strides[k];
      }
      combine(op.kind(), out, target, updates, i);
    }
    return out;
  }

  private static NDArray scatterElements(ScatterElements op, List<NDArray> in) {
    NDArray out = Elements.clone(in.get(0));
    int[] targets = alongAxis(op.axis(), out.shape(), in.get(1));
    for (int i = 0; i < targets.length; i++) {
      combine(op.kind(), out, targets[i], in.get(2), i);
    }
    return out;
  }

  private static void combine(ScatterKind kind, NDArray to, int target, NDArray from, int source) {
    if (kind == ScatterKind.UPDATE) {
      Elements.copy(from.array(), source, to.array(), target);
      return;
    }
    BinaryOp op =
        switch (kind) {
          case ADD -> BinaryOp.ADD;
          case MULTIPLY -> BinaryOp.MULTIPLY;
          case MAX -> BinaryOp.MAXIMUM;
          case MIN -> BinaryOp.MINIMUM;
          case UPDATE -> throw new IllegalStateException("handled above");
        };
    NDArray value =
        to.dtype().isFloating()
            ? NDArray.scalar(
                to.dtype(), ScalarMath.binary(op, to.getDouble(target), from.getDouble(source)))
            : NDArray.builder(to.dtype(), Shape.SCALAR)
                .set(0, ScalarMath.binary(op, to.getLong(target), from.getLong(source), to.dtype()))
                .build();
    Elements.copy(value.array(), 0, to.array(), target);
  }

  private static NDArray binCount(BinCount op, NDArray x, NDArray weights) {
    int length = op.minLength();
    for (int i = 0; i < x.size(); i++) {
      length = Math.max(length, inside(x, i, Integer.MAX_VALUE) + 1);
    }
    NDArray out = NDArray.zeros(weights.dtype(), x.shape().withDim(-1, length));
    for (int i = 0; i < x.size(); i++) {
      int row = i / x.shape().dim(-1);
      combine(ScatterKind.ADD, out, row * length + (int) x.getLong(i), weights, i);
    }
    return out;
  }

  private static int inside(NDArray indices, int i, int dim) {
    long index = indices.getLong(i);
    if (index < 0 || index >= dim) {
      throw new KerasException(
          "Index " + index + " (element " + i + ") is out of bounds for an axis of size " + dim);
    }
    return (int) index;
  }

  private static List<NDArray> nonZero(NDArray x) {
    Shape shape = x.shape();
    List<int[]> found = new ArrayList<>();
    int[] index = new int[shape.rank()];
    for (int i = 0; i < x.size(); i++) {
      boolean zero = x.dtype().isFloating() ? x.getDouble(i) == 0 : x.getLong(i) == 0;
      if (!zero) {
        found.add(index.clone());
      }
      Elements.next(index, shape);
    }
    List<NDArray> result = new ArrayList<>();
    for (int axis = 0; axis < shape.rank(); axis++) {
      NDArray.Builder out = NDArray.builder(DType.INT64, Shape.of(found.size()));
      for (int i = 0; i < found.size(); i++) {
        out.set(i, (long) found.get(i)[axis]);
      }
      result.add(out.build());
    }
    return result;
  }
}
