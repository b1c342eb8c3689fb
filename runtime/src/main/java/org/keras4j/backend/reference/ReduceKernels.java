package org.keras4j.backend.reference;

import java.util.Arrays;
import java.util.List;
import org.keras4j.op.ArgKind;
import org.keras4j.op.ArgReduce;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.Cumulative;
import org.keras4j.op.CumulativeKind;
import org.keras4j.op.Reduce;
import org.keras4j.op.ReduceKind;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Ops that combine many elements: floats in double precision, rounded once at the end. */
final class ReduceKernels {
  private ReduceKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(Reduce.class, (op, in) -> reduce(op, in.get(0)))
        .single(ArgReduce.class, (op, in) -> argReduce(op, in.get(0)))
        .single(Cumulative.class, (op, in) -> cumulative(op, in.get(0)));
  }

  private static NDArray reduce(Reduce op, NDArray x) {
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    int[] strides = new int[x.shape().rank()];
    int stride = 1;
    for (int axis = strides.length - 1; axis >= 0; axis--) {
      if (!op.axes().contains(axis)) {
        strides[axis] = stride;
        stride *= x.shape().dim(axis);
      }
    }
    boolean extremum = op.kind() == ReduceKind.MAX || op.kind() == ReduceKind.MIN;
    int size = shape.intSize();
    if (extremum && x.size() == 0 && size > 0) {
      throw new KerasException(op.kind() + " of an empty axis. Received: " + x.spec());
    }
    int[] targets = Elements.sources(x.shape(), index -> Elements.position(index, strides));
    BinaryOp step = step(op.kind());
    boolean floating = x.dtype().isFloating();
    double[] doubles = new double[floating ? size : 0];
    long[] longs = new long[floating ? 0 : size];
    boolean[] started = new boolean[size];
    boolean one = op.kind() == ReduceKind.PROD || op.kind() == ReduceKind.ALL;
    Arrays.fill(doubles, one ? 1 : 0);
    Arrays.fill(longs, one ? 1 : 0);
    for (int i = 0; i < targets.length; i++) {
      int to = targets[i];
      boolean first = extremum && !started[to];
      started[to] = true;
      if (floating) {
        double value = x.getDouble(i);
        doubles[to] = first ? value : ScalarMath.binary(step, doubles[to], value);
      } else {
        long value = x.getLong(i);
        longs[to] = first ? value : ScalarMath.binary(step, longs[to], value, x.dtype());
      }
    }
    return build(x.dtype(), shape, doubles, longs);
  }

  private static BinaryOp step(ReduceKind kind) {
    return switch (kind) {
      case SUM -> BinaryOp.ADD;
      case PROD -> BinaryOp.MULTIPLY;
      case MAX -> BinaryOp.MAXIMUM;
      case MIN -> BinaryOp.MINIMUM;
      case ANY -> BinaryOp.LOGICAL_OR;
      case ALL -> BinaryOp.LOGICAL_AND;
    };
  }

  private static NDArray argReduce(ArgReduce op, NDArray x) {
    Shape shape = op.infer(List.of(x.spec())).get(0).shape();
    int dim = x.shape().dim(op.axis());
    int inner = x.shape().product(op.axis() + 1, x.shape().rank());
    NDArray.Builder out = NDArray.builder(DType.INT32, shape);
    for (int i = 0; i < out.size(); i++) {
      int start = i / inner * dim * inner + i % inner;
      int best = 0;
      for (int j = 1; j < dim; j++) {
        if (beats(op.kind(), x, start + j * inner, start + best * inner)) {
          best = j;
        }
      }
      out.set(i, (long) best);
    }
    return out.build();
  }

  private static boolean beats(ArgKind kind, NDArray x, int candidate, int best) {
    if (!x.dtype().isFloating()) {
      long a = x.getLong(candidate);
      long b = x.getLong(best);
      return kind == ArgKind.MAX ? a > b : a < b;
    }
    double a = x.getDouble(candidate);
    double b = x.getDouble(best);
    return !Double.isNaN(b) && (Double.isNaN(a) || (kind == ArgKind.MAX ? a > b : a < b));
  }

  private static NDArray cumulative(Cumulative op, NDArray x) {
    int dim = x.shape().dim(op.axis());
    int inner = x.shape().product(op.axis() + 1, x.shape().rank());
    boolean floating = x.dtype().isFloating();
    double[] doubles = new double[floating ? x.size() : 0];
    long[] longs = new long[floating ? 0 : x.size()];
    BinaryOp step = step(op.kind());
    for (int line = 0; dim > 0 && line < x.size() / dim; line++) {
      int start = line / inner * dim * inner + line % inner;
      double total = floating ? neutral(op.kind()) : 0;
      long whole = floating ? 0 : neutral(op.kind(), x.dtype());
      for (int j = 0; j < dim; j++) {
        int at = start + (op.reverse() ? dim - 1 - j : j) * inner;
        if (floating) {
          double next = ScalarMath.binary(step, total, x.getDouble(at));
          doubles[at] = op.exclusive() ? total : next;
          total = next;
        } else {
          long next = ScalarMath.binary(step, whole, x.getLong(at), x.dtype());
          longs[at] = op.exclusive() ? whole : next;
          whole = next;
        }
      }
    }
    return build(x.dtype(), x.shape(), doubles, longs);
  }

  private static BinaryOp step(CumulativeKind kind) {
    return switch (kind) {
      case SUM -> BinaryOp.ADD;
      case PROD -> BinaryOp.MULTIPLY;
      case MAX -> BinaryOp.MAXIMUM;
      case MIN -> BinaryOp.MINIMUM;
    };
  }

  private static double neutral(CumulativeKind kind) {
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> Double.NEGATIVE_INFINITY;
      case MIN -> Double.POSITIVE_INFINITY;
    };
  }

  private static long neutral(CumulativeKind kind, DType dtype) {
    int bits = dtype.bytes() * 8;
    boolean signed = dtype.kind() == DType.Kind.SIGNED;
    long largest = signed ? -1L >>> (65 - bits) : (1L << bits) - 1;
    return switch (kind) {
      case SUM -> 0;
      case PROD -> 1;
      case MAX -> signed ? -largest - 1 : 0;
      case MIN -> largest;
    };
  }

  private static NDArray build(DType dtype, Shape shape, double[] doubles, long[] longs) {
    NDArray.Builder out = NDArray.builder(dtype, shape);
    for (int i = 0; i < out.size(); i++) {
      if (dtype.isFloating()) {
        out.set(i, doubles[i]);
      } else {
        out.set(i, longs[i]);
      }
    }
    return out.build();
  }
}
