package org.keras4j.backend.cpu.kernel;

import java.util.Arrays;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Copies a box of elements between two arrays that walk over it with strides of their own.
 * Transposes, slices, padding, concatenation, reversal and broadcasting are all such copies.
 *
 * <p>Neighbouring axes that both sides walk as one are merged first, so that runs are as long as
 * they can be.
 */
final class StridedCopy {
  private static final int TILE = 32;

  private final int rows;
  private final int middle;
  private final int inner;
  private final int[] dims;
  private final int[] from;
  private final int[] to;
  private final int fromMiddle;
  private final int toMiddle;
  private final int fromInner;
  private final int toInner;

  /**
   * A copy of a box with the given dimensions.
   *
   * @param fromStrides elements between neighbours of each axis in the source; 0 repeats, negative
   *     walks backwards
   * @param toStrides the same in the target
   */
  StridedCopy(int[] boxDims, int[] fromStrides, int[] toStrides) {
    int[] d = new int[boxDims.length + 2];
    int[] f = new int[boxDims.length + 2];
    int[] t = new int[boxDims.length + 2];
    // Two axes at least, so that the two innermost loops always exist.
    int rank = 2;
    d[0] = 1;
    d[1] = 1;
    for (int axis = 0; axis < boxDims.length; axis++) {
      int dim = boxDims[axis];
      if (dim == 1) {
        continue;
      }
      boolean merges =
          d[rank - 1] != 1
              && f[rank - 1] == fromStrides[axis] * dim
              && t[rank - 1] == toStrides[axis] * dim;
      if (!merges) {
        rank++;
        d[rank - 1] = 1;
      }
      d[rank - 1] *= dim;
      f[rank - 1] = fromStrides[axis];
      t[rank - 1] = toStrides[axis];
    }
    this.inner = d[rank - 1];
    this.middle = d[rank - 2];
    this.fromInner = f[rank - 1];
    this.toInner = t[rank - 1];
    this.fromMiddle = f[rank - 2];
    this.toMiddle = t[rank - 2];
    this.dims = Arrays.copyOf(d, rank - 2);
    this.from = Arrays.copyOf(f, rank - 2);
    this.to = Arrays.copyOf(t, rank - 2);
    int count = 1;
    for (int dim : dims) {
      count *= dim;
    }
    this.rows = count;
  }

  /** A copy that fills a dense target of shape {@code target}. */
  static StridedCopy dense(Shape target, int[] fromStrides) {
    return new StridedCopy(target.dims(), fromStrides, target.strides());
  }

  /** Elements copied. */
  long elements() {
    return (long) rows * middle * inner;
  }

  /**
   * Number of pieces that {@link #run(DType.Storage, Object, int, Object, int, int, int)} splits.
   */
  int pieces() {
    return rows == 1 ? middle : rows;
  }

  /** Copies everything. */
  void run(DType.Storage storage, Object source, int sourceAt, Object target, int targetAt) {
    run(storage, source, sourceAt, target, targetAt, 0, pieces());
  }

  /** Copies pieces {@code begin} to {@code end}, exclusive. */
  void run(
      DType.Storage storage,
      Object source,
      int sourceAt,
      Object target,
      int targetAt,
      int begin,
      int end) {
    if (elements() == 0) {
      return;
    }
    if (rows == 1) {
      plane(
          storage,
          source,
          sourceAt + begin * fromMiddle,
          target,
          targetAt + begin * toMiddle,
          end - begin);
      return;
    }
    for (int row = begin; row < end; row++) {
      int s = sourceAt;
      int t = targetAt;
      int rest = row;
      for (int axis = dims.length - 1; axis >= 0; axis--) {
        int index = rest % dims[axis];
        rest /= dims[axis];
        s += index * from[axis];
        t += index * to[axis];
      }
      plane(storage, source, s, target, t, middle);
    }
  }

  private void plane(DType.Storage storage, Object source, int s, Object target, int t, int count) {
    if (fromInner == 1 && toInner == 1) {
      for (int i = 0; i < count; i++) {
        System.arraycopy(source, s + i * fromMiddle, target, t + i * toMiddle, inner);
      }
      return;
    }
    if (fromInner != 0 && count > TILE && inner > TILE) {
      // Tiles: otherwise each element of a transpose touches a cache line of its own.
      for (int i = 0; i < count; i += TILE) {
        int m = Math.min(TILE, count - i);
        for (int j = 0; j < inner; j += TILE) {
          int n = Math.min(TILE, inner - j);
          int si = s + i * fromMiddle + j * fromInner;
          elements(storage, source, si, target, t + i * toMiddle + j * toInner, m, n);
        }
      }
      return;
    }
    elements(storage, source, s, target, t, count, inner);
  }

  private void elements(
      DType.Storage storage, Object source, int s, Object target, int t, int m, int n) {
    switch (storage) {
      case FLOAT -> floats((float[]) source, s, (float[]) target, t, m, n);
      case BYTE -> bytes((byte[]) source, s, (byte[]) target, t, m, n);
      case SHORT -> shorts((short[]) source, s, (short[]) target, t, m, n);
      case INT -> ints((int[]) source, s, (int[]) target, t, m, n);
      case LONG -> longs((long[]) source, s, (long[]) target, t, m, n);
      case DOUBLE -> doubles((double[]) source, s, (double[]) target, t, m, n);
      case STRING -> strings((String[]) source, s, (String[]) target, t, m, n);
    }
  }

  private void floats(float[] source, int s, float[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }

  private void bytes(byte[] source, int s, byte[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }

  private void shorts(short[] source, int s, short[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }

  private void ints(int[] source, int s, int[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }

  private void longs(long[] source, int s, long[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }

  private void doubles(double[] source, int s, double[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }

  private void strings(String[] source, int s, String[] target, int t, int m, int n) {
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        target[t + i * toMiddle + j * toInner] = source[s + i * fromMiddle + j * fromInner];
      }
    }
  }
}
