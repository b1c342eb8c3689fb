package org.keras4j.op;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Every {@code strides}-th element from {@code starts} (inclusive) to {@code limits} (exclusive),
 * one entry an axis. Strides are positive; {@link Reverse} first for negative ones.
 *
 * @param limits {@link Shape#UNKNOWN} for the end of an axis
 */
public record Slice(List<Integer> starts, List<Integer> limits, List<Integer> strides)
    implements Op {
  public Slice {
    starts = List.copyOf(starts);
    limits = List.copyOf(limits);
    strides = List.copyOf(strides);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    Shape shape = in.get(0).shape();
    int rank = shape.rank();
    OpChecks.require(
        starts.size() == rank && limits.size() == rank && strides.size() == rank,
        this,
        "a start, limit and stride for each axis of " + shape,
        this);
    int[] dims = new int[rank];
    for (int i = 0; i < rank; i++) {
      int limit = limits.get(i) == Shape.UNKNOWN ? shape.dim(i) : limits.get(i);
      boolean inside =
          starts.get(i) >= 0
              && strides.get(i) >= 1
              && (limit == Shape.UNKNOWN || limit >= starts.get(i))
              && (!shape.isKnown(i) || limit <= shape.dim(i));
      OpChecks.require(inside, this, "bounds inside " + shape, this);
      dims[i] =
          limit == Shape.UNKNOWN
              ? Shape.UNKNOWN
              : (limit - starts.get(i) + strides.get(i) - 1) / strides.get(i);
    }
    return List.of(in.get(0).withShape(Shape.of(dims)));
  }

  /** Zeros put back: between the elements for strides, then around them. */
  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor gradient = v.grad();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < starts.size(); i++) {
      gradient = dilate(gradient, i, strides.get(i));
      high.add(v.in(0).dim(i) - starts.get(i) - gradient.dim(i));
    }
    if (v.out().shape().size() == 0) {
      return List.of(Emit.zeros(v.inSpec(0)));
    }
    return List.of(Emit.padZeros(gradient, starts, high));
  }

  private static Tensor dilate(Tensor x, int axis, int stride) {
    int dim = x.dim(axis);
    if (stride == 1 || dim <= 1) {
      return x;
    }
    Tensor apart = Emit.reshape(x, x.shape().insertDim(axis + 1, 1));
    List<Integer> low = new ArrayList<>();
    List<Integer> high = new ArrayList<>();
    for (int i = 0; i < apart.rank(); i++) {
      low.add(0);
      high.add(i == axis + 1 ? stride - 1 : 0);
    }
    Tensor padded = Emit.padZeros(apart, low, high);
    Tensor flat = Emit.reshape(padded, x.shape().withDim(axis, dim * stride));
    return Emit.slice(flat, axis, 0, (dim - 1) * stride + 1);
  }
}
