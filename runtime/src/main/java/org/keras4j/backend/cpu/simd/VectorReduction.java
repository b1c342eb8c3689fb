package org.keras4j.backend.cpu.simd;

import static org.keras4j.backend.cpu.simd.PortableReduction.AXIS_BLOCK;
import static org.keras4j.backend.cpu.simd.PortableReduction.BLOCK;
import static org.keras4j.backend.cpu.simd.PortableReduction.LANES;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * {@link PortableReduction} on vectors, in the same order for every width from 4 to 16.
 *
 * <p>Wider or narrower vectors would not fold in that order, so those machines use the plain loops
 * for sums.
 */
final class VectorReduction {
  private static final boolean FOLDS_IN_ORDER = WIDTH >= 4 && WIDTH <= 16;

  private static final VectorShuffle<Float> ROTATE_8 = rotate(8);
  private static final VectorShuffle<Float> ROTATE_4 = rotate(4);
  private static final VectorShuffle<Float> ROTATE_2 = rotate(2);
  private static final VectorShuffle<Float> ROTATE_1 = rotate(1);

  private VectorReduction() {}

  private static VectorShuffle<Float> rotate(int lanes) {
    return VectorShuffle.iota(FLOATS, lanes % WIDTH, 1, true);
  }

  static float reduce(Reduction f, float[] x, int xAt, int n) {
    return switch (f) {
      case SUM -> (float) sum(x, xAt, n);
      case MEAN -> (float) (sum(x, xAt, n) / n);
      case SUM_OF_SQUARES -> dot(x, xAt, x, xAt, n);
      case PRODUCT -> PortableReduction.product(x, xAt, n);
      case MAX -> max(x, xAt, n);
      case MIN -> min(x, xAt, n);
    };
  }

  private static double sum(float[] x, int xAt, int n) {
    if (!FOLDS_IN_ORDER) {
      return PortableReduction.sum(x, xAt, n);
    }
    double total = 0;
    for (int start = 0; start < n; start += BLOCK) {
      int length = Math.min(BLOCK, n - start);
      int at = xAt + start;
      int tail = at + length - length % LANES;
      float block = 0f;
      if (tail > at) {
        block =
            WIDTH == 16 ? sum16(x, at, tail) : WIDTH == 8 ? sum8(x, at, tail) : sum4(x, at, tail);
      }
      for (int i = tail; i < at + length; i++) {
        block += x[i];
      }
      total += block;
    }
    return total;
  }

  // One method for each width, with nothing but the Vector API inside: a vector that goes into or
  // out of
  // a method of our own becomes an object whenever the compiler does not inline that method.

  private static float sum16(float[] x, int at, int end) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s16 = FloatVector.zero(FLOATS);
    for (int i = at; i < end; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(FLOATS, x, i));
      s16 = s16.add(FloatVector.fromArray(FLOATS, x, i + 16));
    }
    FloatVector v = s0.add(s16);
    v = v.add(v.rearrange(ROTATE_8));
    v = v.add(v.rearrange(ROTATE_4));
    v = v.add(v.rearrange(ROTATE_2));
    v = v.add(v.rearrange(ROTATE_1));
    return v.lane(0);
  }

  private static float sum8(float[] x, int at, int end) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s8 = FloatVector.zero(FLOATS);
    FloatVector s16 = FloatVector.zero(FLOATS);
    FloatVector s24 = FloatVector.zero(FLOATS);
    for (int i = at; i < end; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(FLOATS, x, i));
      s8 = s8.add(FloatVector.fromArray(FLOATS, x, i + 8));
      s16 = s16.add(FloatVector.fromArray(FLOATS, x, i + 16));
      s24 = s24.add(FloatVector.fromArray(FLOATS, x, i + 24));
    }
    FloatVector v = s0.add(s16).add(s8.add(s24));
    v = v.add(v.rearrange(ROTATE_4));
    v = v.add(v.rearrange(ROTATE_2));
    v = v.add(v.rearrange(ROTATE_1));
    return v.lane(0);
  }

  private static float sum4(float[] x, int at, int end) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s4 = FloatVector.zero(FLOATS);
    FloatVector s8 = FloatVector.zero(FLOATS);
    FloatVector s12 = FloatVector.zero(FLOATS);
    FloatVector s16 = FloatVector.zero(FLOATS);
    FloatVector s20 = FloatVector.zero(FLOATS);
    FloatVector s24 = FloatVector.zero(FLOATS);
    FloatVector s28 = FloatVector.zero(FLOATS);
    for (int i = at; i < end; i += LANES) {
      s0 = s0.add(FloatVector.fromArray(FLOATS, x, i));
      s4 = s4.add(FloatVector.fromArray(FLOATS, x, i + 4));
      s8 = s8.add(FloatVector.fromArray(FLOATS, x, i + 8));
      s12 = s12.add(FloatVector.fromArray(FLOATS, x, i + 12));
      s16 = s16.add(FloatVector.fromArray(FLOATS, x, i + 16));
      s20 = s20.add(FloatVector.fromArray(FLOATS, x, i + 20));
      s24 = s24.add(FloatVector.fromArray(FLOATS, x, i + 24));
      s28 = s28.add(FloatVector.fromArray(FLOATS, x, i + 28));
    }
    FloatVector v = s0.add(s16).add(s8.add(s24));
    v = v.add(s4.add(s20).add(s12.add(s28)));
    v = v.add(v.rearrange(ROTATE_2));
    v = v.add(v.rearrange(ROTATE_1));
    return v.lane(0);
  }

  static float dot(float[] a, int aAt, float[] b, int bAt, int n) {
    if (!FOLDS_IN_ORDER) {
      return PortableReduction.dot(a, aAt, b, bAt, n);
    }
    double total = 0;
    for (int start = 0; start < n; start += BLOCK) {
      int length = Math.min(BLOCK, n - start);
      int p = aAt + start;
      int q = bAt + start;
      int grouped = length - length % LANES;
      float block = 0f;
      if (grouped > 0) {
        block =
            WIDTH == 16
                ? dot16(a, p, b, q, grouped)
                : WIDTH == 8 ? dot8(a, p, b, q, grouped) : dot4(a, p, b, q, grouped);
      }
      for (int i = grouped; i < length; i++) {
        block += a[p + i] * b[q + i];
      }
      total += block;
    }
    return (float) total;
  }

  private static float dot16(float[] a, int p, float[] b, int q, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s16 = FloatVector.zero(FLOATS);
    for (int i = 0; i < n; i += LANES) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, p + i);
      s0 = s0.add(a0.mul(FloatVector.fromArray(FLOATS, b, q + i)));
      FloatVector a16 = FloatVector.fromArray(FLOATS, a, p + i + 16);
      s16 = s16.add(a16.mul(FloatVector.fromArray(FLOATS, b, q + i + 16)));
    }
    FloatVector v = s0.add(s16);
    v = v.add(v.rearrange(ROTATE_8));
    v = v.add(v.rearrange(ROTATE_4));
    v = v.add(v.rearrange(ROTATE_2));
    v = v.add(v.rearrange(ROTATE_1));
    return v.lane(0);
  }

  private static float dot8(float[] a, int p, float[] b, int q, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s8 = FloatVector.zero(FLOATS);
    FloatVector s16 = FloatVector.zero(FLOATS);
    FloatVector s24 = FloatVector.zero(FLOATS);
    for (int i = 0; i < n; i += LANES) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, p + i);
      s0 = s0.add(a0.mul(FloatVector.fromArray(FLOATS, b, q + i)));
      FloatVector a8 = FloatVector.fromArray(FLOATS, a, p + i + 8);
      s8 = s8.add(a8.mul(FloatVector.fromArray(FLOATS, b, q + i + 8)));
      FloatVector a16 = FloatVector.fromArray(FLOATS, a, p + i + 16);
      s16 = s16.add(a16.mul(FloatVector.fromArray(FLOATS, b, q + i + 16)));
      FloatVector a24 = FloatVector.fromArray(FLOATS, a, p + i + 24);
      s24 = s24.add(a24.mul(FloatVector.fromArray(FLOATS, b, q + i + 24)));
    }
    FloatVector v = s0.add(s16).add(s8.add(s24));
    v = v.add(v.rearrange(ROTATE_4));
    v = v.add(v.rearrange(ROTATE_2));
    v = v.add(v.rearrange(ROTATE_1));
    return v.lane(0);
  }

  private static float dot4(float[] a, int p, float[] b, int q, int n) {
    FloatVector s0 = FloatVector.zero(FLOATS);
    FloatVector s4 = FloatVector.zero(FLOATS);
    FloatVector s8 = FloatVector.zero(FLOATS);
    FloatVector s12 = FloatVector.zero(FLOATS);
    FloatVector s16 = FloatVector.zero(FLOATS);
    FloatVector s20 = FloatVector.zero(FLOATS);
    FloatVector s24 = FloatVector.zero(FLOATS);
    FloatVector s28 = FloatVector.zero(FLOATS);
    for (int i = 0; i < n; i += LANES) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, p + i);
      s0 = s0.add(a0.mul(FloatVector.fromArray(FLOATS, b, q + i)));
      FloatVector a4 = FloatVector.fromArray(FLOATS, a, p + i + 4);
      s4 = s4.add(a4.mul(FloatVector.fromArray(FLOATS, b, q + i + 4)));
      FloatVector a8 = FloatVector.fromArray(FLOATS, a, p + i + 8);
      s8 = s8.add(a8.mul(FloatVector.fromArray(FLOATS, b, q + i + 8)));
      FloatVector a12 = FloatVector.fromArray(FLOATS, a, p + i + 12);
      s12 = s12.add(a12.mul(FloatVector.fromArray(FLOATS, b, q + i + 12)));
      FloatVector a16 = FloatVector.fromArray(FLOATS, a, p + i + 16);
      s16 = s16.add(a16.mul(FloatVector.fromArray(FLOATS, b, q + i + 16)));
      FloatVector a20 = FloatVector.fromArray(FLOATS, a, p + i + 20);
      s20 = s20.add(a20.mul(FloatVector.fromArray(FLOATS, b, q + i + 20)));
      FloatVector a24 = FloatVector.fromArray(FLOATS, a, p + i + 24);
      s24 = s24.add(a24.mul(FloatVector.fromArray(FLOATS, b, q + i + 24)));
      FloatVector a28 = FloatVector.fromArray(FLOATS, a, p + i + 28);
      s28 = s28.add(a28.mul(FloatVector.fromArray(FLOATS, b, q + i + 28)));
    }
    FloatVector v = s0.add(s16).add(s8.add(s24));
    v = v.add(s4.add(s20).add(s12.add(s28)));
    v = v.add(v.rearrange(ROTATE_2));
    v = v.add(v.rearrange(ROTATE_1));
    return v.lane(0);
  }

  private static float max(float[] x, int xAt, int n) {
    int done = n - n % (2 * WIDTH);
    FloatVector m0 = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    FloatVector m1 = m0;
    for (int i = xAt; i < xAt + done; i += 2 * WIDTH) {
      m0 = m0.max(FloatVector.fromArray(FLOATS, x, i));
      m1 = m1.max(FloatVector.fromArray(FLOATS, x, i + WIDTH));
    }
    float max = done == 0 ? Float.NEGATIVE_INFINITY : m0.max(m1).reduceLanes(VectorOperators.MAX);
    for (int i = xAt + done; i < xAt + n; i++) {
      max = Math.max(max, x[i]);
    }
    return max;
  }

  private static float min(float[] x, int xAt, int n) {
    int done = n - n % (2 * WIDTH);
    FloatVector m0 = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    FloatVector m1 = m0;
    for (int i = xAt; i < xAt + done; i += 2 * WIDTH) {
      m0 = m0.min(FloatVector.fromArray(FLOATS, x, i));
      m1 = m1.min(FloatVector.fromArray(FLOATS, x, i + WIDTH));
    }
    float min = done == 0 ? Float.POSITIVE_INFINITY : m0.min(m1).reduceLanes(VectorOperators.MIN);
    for (int i = xAt + done; i < xAt + n; i++) {
      min = Math.min(min, x[i]);
    }
    return min;
  }

  static int indexOf(float value, float[] x, int xAt, int n) {
    int i = 0;
    if (!Float.isNaN(value)) {
      FloatVector wanted = FloatVector.broadcast(FLOATS, value);
      int end = n - n % WIDTH;
      while (i < end && !FloatVector.fromArray(FLOATS, x, xAt + i).eq(wanted).anyTrue()) {
        i += WIDTH;
      }
    }
    int found = PortableReduction.indexOf(value, x, xAt + i, n - i);
    return found < 0 ? found : found + i;
  }

  static void reduceAxis(
      Reduction f, float[] x, int xAt, int outer, int axis, int inner, float[] y, int yAt) {
    for (int o = 0; o < outer; o++) {
      int from = xAt + o * axis * inner;
      int to = yAt + o * inner;
      if (inner == 1) {
        y[to] = reduce(f, x, from, axis);
      } else {
        int done = f == Reduction.PRODUCT ? 0 : inner - inner % WIDTH;
        for (int c = 0; c < done; c += WIDTH) {
          reduceStrip(f, x, from + c, axis, inner, y, to + c);
        }
        PortableReduction.reduceColumns(f, x, from, axis, inner, done, y, to);
      }
    }
  }

  /** Reduces as many neighbouring columns as a vector has lanes. */
  private static void reduceStrip(
      Reduction f, float[] x, int at, int axis, int stride, float[] y, int yAt) {
    switch (f) {
      case MAX -> maxStrip(x, at, axis, stride, y, yAt);
      case MIN -> minStrip(x, at, axis, stride, y, yAt);
      case SUM_OF_SQUARES -> sumSquaresStrip(x, at, axis, stride, y, yAt);
      case MEAN -> sumStrip(x, at, axis, stride, axis, y, yAt);
      case SUM -> sumStrip(x, at, axis, stride, 1f, y, yAt);
      default -> throw new IllegalArgumentException(f + " has no vector form");
    }
  }

  private static void sumStrip(
      float[] x, int at, int axis, int stride, float divisor, float[] y, int yAt) {
    FloatVector total = FloatVector.zero(FLOATS);
    for (int start = 0; start < axis; start += AXIS_BLOCK) {
      int end = Math.min(axis, start + AXIS_BLOCK);
      FloatVector block = FloatVector.zero(FLOATS);
      for (int r = start; r < end; r++) {
        block = block.add(FloatVector.fromArray(FLOATS, x, at + r * stride));
      }
      total = total.add(block);
    }
    total.div(divisor).intoArray(y, yAt);
  }

  private static void sumSquaresStrip(float[] x, int at, int axis, int stride, float[] y, int yAt) {
    FloatVector total = FloatVector.zero(FLOATS);
    for (int start = 0; start < axis; start += AXIS_BLOCK) {
      int end = Math.min(axis, start + AXIS_BLOCK);
      FloatVector block = FloatVector.zero(FLOATS);
      for (int r = start; r < end; r++) {
        FloatVector v = FloatVector.fromArray(FLOATS, x, at + r * stride);
        block = block.add(v.mul(v));
      }
      total = total.add(block);
    }
    total.intoArray(y, yAt);
  }

  private static void maxStrip(float[] x, int at, int axis, int stride, float[] y, int yAt) {
    FloatVector max = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    for (int r = 0; r < axis; r++) {
      max = max.max(FloatVector.fromArray(FLOATS, x, at + r * stride));
    }
    max.intoArray(y, yAt);
  }

  private static void minStrip(float[] x, int at, int axis, int stride, float[] y, int yAt) {
    FloatVector min = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    for (int r = 0; r < axis; r++) {
      min = min.min(FloatVector.fromArray(FLOATS, x, at + r * stride));
    }
    min.intoArray(y, yAt);
  }
}
