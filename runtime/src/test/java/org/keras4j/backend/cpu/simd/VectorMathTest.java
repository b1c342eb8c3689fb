package org.keras4j.backend.cpu.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The two implementations against each other, bit for bit, and both against naive loops. The widest
 * vectors have 16 lanes, so lengths 0 to 67 cover every tail behind zero to four whole vectors.
 */
@NeedsVectorApi
class VectorMathTest {
  private static final VectorMath PORTABLE = new PortableMath();
  private static final VectorMath VECTOR = new VectorApiMath();
  private static final VectorMath[] BOTH = {PORTABLE, VECTOR};
  private static final int LONGEST = 67;
  private static final int AT = 3;
  private static final int[] LENGTHS = {
    1, 2, 5, 15, 16, 31, 32, 33, 47, 64, 65, 100, 1023, 1024, 1025, 9999
  };
  private static final float GUARD = 12345f;

  private static final float[] SPECIAL = {
    0f,
    -0f,
    1f,
    -1f,
    0.5f,
    -0.5f,
    1.5f,
    2.5f,
    -2.5f,
    6f,
    8388607.5f,
    -8388608f,
    3e9f,
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MIN_NORMAL,
    Float.MAX_VALUE,
    -Float.MAX_VALUE,
    88.8f,
    -104f,
    1e-30f,
    -87.5f,
    20.5f,
    127f
  };

  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void unarySameBitsForEveryLengthAndOffset(UnaryFunction f) {
    for (int n = 0; n <= LONGEST; n++) {
      float[] x = samples(n + 2 * AT, n);
      float[] expected = new float[n + 2 * AT];
      Arrays.fill(expected, GUARD);
      for (int i = 0; i < n; i++) {
        expected[AT + i] = FloatActivations.apply(f, f.defaultParameter(), x[AT + i]);
      }
      for (VectorMath math : BOTH) {
        float[] y = new float[n + 2 * AT];
        Arrays.fill(y, GUARD);
        math.unary(f, x, AT, y, AT, n);
        assertArrayEquals(expected, y);
        float[] inPlace = x.clone();
        math.unary(f, inPlace, AT, inPlace, AT, n);
        assertArrayEquals(
            Arrays.copyOfRange(expected, AT, AT + n), Arrays.copyOfRange(inPlace, AT, AT + n));
      }
    }
  }

  /** A dense sweep over all exponents, so that every blend is taken in every lane. */
  @ParameterizedTest
  @EnumSource(UnaryFunction.class)
  void unarySameBitsOverTheWholeRange(UnaryFunction f) {
    int n = 1 << 18;
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = Float.intBitsToFloat(i << 14 | (i * 0x9E3779B1) >>> 18);
    }
    float[] expected = new float[n];
    float[] actual = new float[n];
    PORTABLE.unary(f, x, 0, expected, 0, n);
    VECTOR.unary(f, x, 0, actual, 0, n);
    assertArrayEquals(expected, actual);
  }

  @Test
  void parameterIsUsed() {
    float[] x = {-2f, 2f};
    for (VectorMath math : BOTH) {
      float[] y = new float[2];
      math.unary(UnaryFunction.LEAKY_RELU, 0.5f, x, 0, y, 0, 2);
      assertArrayEquals(new float[] {-1f, 2f}, y);
      math.unary(UnaryFunction.ELU, 2f, x, 0, y, 0, 2);
      assertArrayEquals(new float[] {2 * FloatMath.expm1(-2f), 2f}, y);
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void binarySameBitsForEveryShape(BinaryFunction f) {
    for (int n = 1; n <= LONGEST; n++) {
      float[] a = samples(3 * n + AT, n);
      float[] b = samples(3 * n + AT, n + 1000);
      float[] expected = new float[3 * n];
      float[] y = new float[3 * n];
      for (VectorMath math : BOTH) {
        for (int i = 0; i < n; i++) {
          expected[i] = PortableBinary.one(f, a[AT + i], b[AT + i]);
        }
        math.binary(f, a, AT, b, AT, y, 0, n);
        assertArrayEquals(Arrays.copyOf(expected, n), Arrays.copyOf(y, n));
        math.binaryScalar(f, a, AT, b[0], y, 0, n);
        for (int i = 0; i < n; i++) {
          assertEquals(PortableBinary.one(f, a[AT + i], b[0]), y[i]);
        }
        math.binaryRow(f, a, AT, b, AT, y, 0, 3, n);
        for (int i = 0; i < 3 * n; i++) {
          expected[i] = PortableBinary.one(f, a[AT + i], b[AT + i % n]);
        }
        assertArrayEquals(expected, y);
        math.binaryColumn(f, a, AT, b, AT, y, 0, 3, n);
        for (int i = 0; i < 3 * n; i++) {
          expected[i] = PortableBinary.one(f, a[AT + i], b[AT + i / n]);
        }
        assertArrayEquals(expected, y);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(BinaryFunction.class)
  void reversedSwapsTheOperands(BinaryFunction f) {
    for (float a : SPECIAL) {
      for (float b : SPECIAL) {
        assertEquals(PortableBinary.one(f, a, b), PortableBinary.one(f.reversed(), b, a));
      }
    }
  }

  @Test
  void binaryFollowsNumPy() {
    assertEquals(Float.NaN, PortableBinary.one(BinaryFunction.MAXIMUM, Float.NaN, 1f));
    assertEquals(Float.NaN, PortableBinary.one(BinaryFunction.MINIMUM, 1f, Float.NaN));
    assertEquals(2f, PortableBinary.one(BinaryFunction.MOD, -7f, 3f));
    assertEquals(-2f, PortableBinary.one(BinaryFunction.MOD, 7f, -3f));
    assertEquals(-3f, PortableBinary.one(BinaryFunction.FLOOR_DIVIDE, -7f, 3f));
    assertEquals(1f, PortableBinary.one(BinaryFunction.POWER, 1f, Float.NaN));
    assertEquals(8f, PortableBinary.one(BinaryFunction.REVERSE_POWER, 3f, 2f));
  }

  @Test
  void multiplyAddFamily() {
    for (int n = 0; n <= LONGEST; n++) {
      float[] x = samples(n, n);
      float[] a = samples(n, n + 1);
      float[] b = samples(n, n + 2);
      for (VectorMath math : BOTH) {
        float[] y = new float[n];
        math.multiplyAdd(x, 0, a, 0, b, 0, y, 0, n);
        for (int i = 0; i < n; i++) {
          assertEquals(x[i] * a[i] + b[i], y[i]);
        }
        math.affine(x, 0, 3f, -0.5f, y, 0, n);
        for (int i = 0; i < n; i++) {
          assertEquals(x[i] * 3f + -0.5f, y[i]);
        }
        float[] accumulated = a.clone();
        math.addScaled(0.1f, x, 0, accumulated, 0, n);
        for (int i = 0; i < n; i++) {
          assertEquals(a[i] + 0.1f * x[i], accumulated[i]);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void reductionsAgreeAndAreAccurate(Reduction f) {
    Random random = new Random(7);
    for (int n : LENGTHS) {
      float[] x = new float[n + AT];
      for (int i = 0; i < x.length; i++) {
        x[i] = f == Reduction.PRODUCT ? 1 + random.nextFloat() / 1000 : random.nextFloat();
      }
      float portable = PORTABLE.reduce(f, x, AT, n);
      assertEquals(portable, VECTOR.reduce(f, x, AT, n), "n = " + n);
      double exact = naive(f, x, AT, n, 1);
      assertEquals(exact, portable, 1e-6 * Math.abs(exact));
    }
  }

  @ParameterizedTest
  @EnumSource(Reduction.class)
  void reduceAxis(Reduction f) {
    int outer = 2;
    for (int axis : new int[] {1, 3, 64, 65, 200}) {
      for (int inner : new int[] {1, 2, 7, 8, 15, 16, 17, 33}) {
        float[] x = positive(outer * axis * inner + AT, axis * 100L + inner);
        float[] portable = new float[outer * inner];
        float[] vector = new float[outer * inner];
        PORTABLE.reduceAxis(f, x, AT, outer, axis, inner, portable, 0);
        VECTOR.reduceAxis(f, x, AT, outer, axis, inner, vector, 0);
        assertArrayEquals(portable, vector);
        for (int o = 0; o < outer; o++) {
          for (int c = 0; c < inner; c++) {
            double exact = naive(f, x, AT + o * axis * inner + c, axis, inner);
            assertEquals(exact, portable[o * inner + c], 3e-5 * exact);
          }
        }
      }
    }
  }

  /** A million equal values: adding them one by one would be off by a percent. */
  @Test
  void longSumsStayAccurate() {
    float[] x = new float[1_000_000];
    Arrays.fill(x, 0.1f);
    double exact = 1e6 * (double) 0.1f;
    for (VectorMath math : BOTH) {
      assertEquals(exact, math.reduce(Reduction.SUM, x, 0, x.length), 1e-6 * exact);
      assertEquals(0.1f, math.reduce(Reduction.MEAN, x, 0, x.length), 1e-7);
      float[] y = new float[10];
      math.reduceAxis(Reduction.SUM, x, 0, 1, 100_000, 10, y, 0);
      assertEquals(exact / 10, y[4], 1e-5 * exact / 10);
    }
  }

  @Test
  void dotAgrees() {
    for (int n = 0; n <= 5000; n += n < LONGEST ? 1 : 617) {
      float[] a = positive(n + AT, n);
      float[] b = positive(n + 1, n + 5);
      double exact = 0;
      for (int i = 0; i < n; i++) {
        exact += (double) a[AT + i] * b[1 + i];
      }
      float portable = PORTABLE.dot(a, AT, b, 1, n);
      assertEquals(portable, VECTOR.dot(a, AT, b, 1, n));
      assertEquals(exact, portable, 1e-6 * exact);
    }
  }

  @Test
  void extremesPropagateNanInEveryLane() {
    for (int n = 1; n <= LONGEST; n++) {
      for (int at = 0; at < n; at++) {
        float[] x = positive(n, n);
        x[at] = Float.NaN;
        for (VectorMath math : BOTH) {
          assertEquals(Float.NaN, math.reduce(Reduction.MAX, x, 0, n));
          assertEquals(Float.NaN, math.reduce(Reduction.MIN, x, 0, n));
          assertEquals(at, math.argmax(x, 0, n));
          assertEquals(at, math.argmin(x, 0, n));
        }
      }
    }
  }

  @Test
  void argmaxFindsTheFirst() {
    for (int n = 1; n <= LONGEST; n++) {
      for (int at = 0; at < n; at++) {
        float[] x = new float[n + AT];
        x[AT + at] = 2f;
        x[AT + n - 1] = 2f;
        for (VectorMath math : BOTH) {
          assertEquals(at, math.argmax(x, AT, n));
          assertEquals(-1, math.indexOf(3f, x, AT, n));
        }
        x[AT + at] = -2f;
        x[AT + n - 1] = -2f;
        for (VectorMath math : BOTH) {
          assertEquals(at, math.argmin(x, AT, n));
        }
      }
    }
  }

  @Test
  void emptyRanges() {
    for (VectorMath math : BOTH) {
      for (Reduction f : Reduction.values()) {
        float expected = f == Reduction.MEAN ? Float.NaN : f.identity();
        assertEquals(expected, math.reduce(f, new float[0], 0, 0));
      }
      math.binary(BinaryFunction.ADD, new float[0], 0, new float[0], 0, new float[0], 0, 0);
    }
  }

  private static double naive(Reduction f, float[] x, int at, int n, int stride) {
    double result = f.identity();
    for (int i = 0; i < n; i++) {
      double v = x[at + i * stride];
      result =
          switch (f) {
            case SUM, MEAN -> result + v;
            case SUM_OF_SQUARES -> result + v * v;
            case PRODUCT -> result * v;
            case MAX -> Math.max(result, v);
            case MIN -> Math.min(result, v);
          };
    }
    return f == Reduction.MEAN ? result / n : result;
  }

  private static float[] positive(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = 0.5f + random.nextFloat();
    }
    return x;
  }

  /** Ordinary values with every third one special. */
  private static float[] samples(int n, long seed) {
    Random random = new Random(seed);
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] =
          i % 3 == 0
              ? SPECIAL[random.nextInt(SPECIAL.length)]
              : (float) random.nextGaussian() * (1 + random.nextInt(8));
    }
    return x;
  }
}
