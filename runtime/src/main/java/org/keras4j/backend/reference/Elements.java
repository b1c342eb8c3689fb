package org.keras4j.backend.reference;

import java.util.function.ToIntFunction;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Moving elements of any dtype by their row-major positions. */
final class Elements {
  private Elements() {}

  /**
   * For each element of a tensor of shape {@code out}, what {@code source} gives for its indices.
   * The index array is reused between calls.
   */
  static int[] sources(Shape out, ToIntFunction<int[]> source) {
    int[] result = new int[out.intSize()];
    int[] index = new int[out.rank()];
    for (int i = 0; i < result.length; i++) {
      result[i] = source.applyAsInt(index);
      next(index, out);
    }
    return result;
  }

  /** Moves {@code index} to the next element in row-major order. */
  static void next(int[] index, Shape shape) {
    for (int axis = index.length - 1; axis >= 0; axis--) {
      if (++index[axis] < shape.dim(axis)) {
        return;
      }
      index[axis] = 0;
    }
  }

  /** Row-major position of {@code index}. */
  static int position(int[] index, int[] strides) {
    int position = 0;
    for (int i = 0; i < index.length; i++) {
      position += index[i] * strides[i];
    }
    return position;
  }

  /** The elements of {@code x} at {@code sources}; zeros where -1. */
  static NDArray pick(NDArray x, Shape shape, int[] sources) {
    Object to = x.dtype().storage().allocate(sources.length);
    for (int i = 0; i < sources.length; i++) {
      if (sources[i] >= 0) {
        copy(x.array(), sources[i], to, i);
      }
    }
    return NDArray.wrap(x.dtype(), shape, to);
  }

  /** Copies one element between arrays of one kind. */
  @SuppressWarnings("SuspiciousSystemArraycopy") // both are storage arrays of one dtype
  static void copy(Object from, int source, Object to, int target) {
    System.arraycopy(from, source, to, target, 1);
  }

  /** A copy whose storage may be changed. */
  static NDArray clone(NDArray x) {
    Object to = x.dtype().storage().allocate(x.size());
    System.arraycopy(x.array(), 0, to, 0, x.size());
    return NDArray.wrap(x.dtype(), x.shape(), to);
  }

  /** {@code x} repeated to {@code shape} by NumPy's rules. */
  static NDArray broadcast(NDArray x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    int extra = shape.rank() - x.shape().rank();
    int[] own = x.shape().strides();
    int[] strides = new int[shape.rank()];
    for (int i = extra; i < strides.length; i++) {
      strides[i] = x.shape().dim(i - extra) == 1 ? 0 : own[i - extra];
    }
    return pick(x, shape, sources(shape, index -> position(index, strides)));
  }

  /** All elements as longs, row-major: a copy. */
  static long[] longs(NDArray x) {
    long[] result = new long[x.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = x.getLong(i);
    }
    return result;
  }
}
