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
        FloatVector lanes = sumLanes(x, at, tail);
        if (WIDTH == 8) {
          lanes = lanes.add(sumLanes(x, at + 8, tail));
        } else if (WIDTH == 4) {
          FloatVector odd = sumLanes(x, at + 4, tail).add(sumLanes(x, at + 12, tail));
          lanes = lanes.add(sumLanes(x, at + 8, tail)).add(odd);
        }
        block = fold(lanes);
      }
      for (int i = tail; i < at + length; i++) {
        block += x[i];
      }
      total += block;
    }
    return total;
  }

  /** The sums of the lanes that start at {@code at}, plus those 16 further on. */
  private static FloatVector sumLanes(float[] x, int at, int end) {
    FloatVector low = FloatVector.zero(FLOATS);
    FloatVector high = FloatVector.zero(FLOATS);
    for (int i = at; i < end; i += LANES) {
      low = low.add(FloatVector.fromArray(FLOATS, x, i));
      high = high.add(FloatVector.fromArray(FLOATS, x, i + 16));
    }
    return low.add(high);
  }

  private static float fold(FloatVector v) {
    if (WIDTH == 16) {
      v = v.add(v.rearrange(ROTATE_8));
    }
    if (WIDTH >= 8) {
      v = v.add(v.rearrange(ROTATE_4));
    }
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
        FloatVector lanes = dotLanes(a, p, b, q, grouped);
        if (WIDTH == 8) {
          lanes = lanes.add(dotLanes(a, p + 8, b, q + 8, grouped));
        } else if (WIDTH == 4) {
          FloatVector odd =
              dotLanes(a, p + 4, b, q + 4, grouped).add(dotLanes(a, p + 12, b, q + 12, grouped));
          lanes = lanes.add(dotLanes(a, p + 8, b, q + 8, grouped)).add(odd);
        }
        block = fold(lanes);
      }
      for (int i = grouped; i < length; i++) {
        block += a[p + i] * b[q + i];
      }
      total += block;
    }
    return (float) total;
  }

  private static FloatVector dotLanes(float[] a, int p, float[] b, int q, int n) {
    FloatVector low = FloatVector.zero(FLOATS);
    FloatVector high = FloatVector.zero(FLOATS);
    for (int i = 0; i < n; i += LANES) {
      FloatVector a0 = FloatVector.fromArray(FLOATS, a, p + i);
      FloatVector a1 = FloatVector.fromArray(FLOATS, a, p + i + 16);
      low = low.add(a0.mul(FloatVector.fromArray(FLOATS, b, q + i)));
      high = high.add(a1.mul(FloatVector.fromArray(FLOATS, b, q + i + 16)));
    }
    return low.add(high);
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
      while (i < end
          && !FloatVector.fromArray(FLOATS, x, xAt + i).eq(wanted).anyTrue()) {
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

  private static void sumSquaresStrip(
      float[] x, int at, int axis, int stride, float[] y, int yAt) {
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

  private static void maxStrip(
      float[] x, int at, int axis, int stride, float[] y, int yAt) {
    FloatVector max = FloatVector.broadcast(FLOATS, Float.NEGATIVE_INFINITY);
    for (int r = 0; r < axis; r++) {
      max = max.max(FloatVector.fromArray(FLOATS, x, at + r * stride));
    }
    max.intoArray(y, yAt);
  }

  private static void minStrip(
      float[] x, int at, int axis, int stride, float[] y, int yAt) {
    FloatVector min = FloatVector.broadcast(FLOATS, Float.POSITIVE_INFINITY);
    for (int r = 0; r < axis; r++) {
      min = min.min(FloatVector.fromArray(FLOATS, x, at + r * stride));
    }
    min.intoArray(y, yAt);
  }
}
