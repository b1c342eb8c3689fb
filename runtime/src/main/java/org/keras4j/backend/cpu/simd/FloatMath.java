package org.keras4j.backend.cpu.simd;

/**
 * Elementary functions of one float: at most 2 ulp off over all floats, special values as in IEEE
 * 754-2019 section 9.2.
 *
 * <p>These are the definitions; the vector loops repeat them operation by operation on vectors, so
 * both give the same bits. The polynomials are minimax fits to the stated function, their
 * coefficients rounded to float one after the other, the rest refitted each time.
 */
public final class FloatMath {
  /** Adding and subtracting this rounds to an integer, and leaves it in the low mantissa bits. */
  static final float ROUNDER = 0x1.8p23f;

  static final int ROUNDER_BITS = 0x4B400000;
  static final float LOG2_E = 1.44269504f;

  /** High part of ln 2, short enough for its product with any exponent to be exact. */
  static final float LN2_HIGH = 0.693359375f;

  static final float LN2_LOW = -2.12194440e-4f;
  static final float TWO_POW_23 = 0x1p23f;

  /** Bits of the float just above the square root of one half. */
  static final int SQRT_HALF_BITS = 0x3F3504F3;

  static final int MANTISSA_MASK = 0x007FFFFF;

  /** Beyond this |x|, exp is 0 or infinite and its exponent arithmetic could wrap around. */
  static final float EXP_LIMIT = 128f;

  /** (exp(r) - 1 - r) / r² for |r| up to half of ln 2. */
  static final float E0 = 0.5f;

  static final float E1 = 0.16666666f;
  static final float E2 = 0.041666493f;
  static final float E3 = 0.008333544f;
  static final float E4 = 0.0013932342f;
  static final float E5 = 0.00019763397f;

  /** (log(1 + f) - f + f²/2) / f³ for 1 + f from sqrt(1/2) to sqrt(2). */
  static final float L0 = 0.33333313f;

  static final float L1 = -0.2500001f;
  static final float L2 = 0.20002072f;
  static final float L3 = -0.1666799f;
  static final float L4 = 0.14220363f;
  static final float L5 = -0.124062076f;
  static final float L6 = 0.118834704f;
  static final float L7 = -0.11670192f;
  static final float L8 = 0.06749556f;

  /** (tanh(x) - x) / x³ in x², for x up to {@link #TANH_SPLIT}. */
  static final float T0 = -0.3333328f;

  static final float T1 = 0.13331409f;
  static final float T2 = -0.053737063f;
  static final float T3 = 0.020630905f;
  static final float T4 = -0.005696344f;
  static final float TANH_SPLIT = 0.625f;

  /** erf(x) / x - 1 in x², for x up to {@link #ERF_SPLIT}. */
  static final float F0 = 0.12837917f;

  static final float F1 = -0.3761263f;
  static final float F2 = 0.11283626f;
  static final float F3 = -0.026855737f;
  static final float F4 = 0.005192438f;
  static final float F5 = -0.00080503843f;
  static final float F6 = 8.000279e-05f;
  static final float ERF_SPLIT = 0.9296875f;

  /** -log(1 - erf(x)) / x for x from {@link #ERF_SPLIT} to 4, where erf rounds to 1. */
  static final float G0 = 1.1286485f;

  static final float G1 = 0.6351512f;
  static final float G2 = 0.10623704f;
  static final float G3 = -0.023762183f;
  static final float G4 = 0.0036425057f;
  static final float G5 = -0.00032281232f;
  static final float G6 = 1.123177e-05f;
  static final float ERF_LIMIT = 4f;

  /** Below this, expm1 rounds to -1. */
  static final float EXPM1_LOW = -18f;

  private FloatMath() {}

  /** e to the power x. */
  public static float exp(float x) {
    if (x > EXP_LIMIT) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < -EXP_LIMIT) {
      return 0f;
    }
    float rounded = x * LOG2_E + ROUNDER;
    int k = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
    float n = rounded - ROUNDER;
    float r = (x - n * LN2_HIGH) - n * LN2_LOW;
    float p = expm1Polynomial(r, r);
    // Two factors, because 2^k alone may be neither finite nor normal where the result is.
    int half = k >> 1;
    return (1f + p) * powerOfTwo(half) * powerOfTwo(k - half);
  }

  /** e to the power x, less 1. */
  public static float expm1(float x) {
    if (x > EXP_LIMIT) {
      return Float.POSITIVE_INFINITY;
    }
    if (x < EXPM1_LOW) {
      return -1f;
    }
    if (x == 0f) {
      return x;
    }
    float rounded = x * LOG2_E + ROUNDER;
    int k = Float.floatToRawIntBits(rounded) - ROUNDER_BITS;
    float n = rounded - ROUNDER;
    float high = x - n * LN2_HIGH;
    float low = n * LN2_LOW;
    float r = high - low;
    float lost = (high - r) - low;
    float p = expm1Polynomial(r, r + lost);
    int half = k >> 1;
    float scale = powerOfTwo(half);
    float shift = scale - powerOfTwo(half - k);
    return (p * scale + shift) * powerOfTwo(k - half);
  }

  private static float expm1Polynomial(float r, float linear) {
    float q = ((((E5 * r + E4) * r + E3) * r + E2) * r + E1) * r + E0;
    return (r * r) * q + linear;
  }

  private static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }

  /** Natural logarithm. */
  public static float log(float x) {
    if (!(x > 0f)) {
      return x == 0f ? Float.NEGATIVE_INFINITY : Float.NaN;
    }
    if (x == Float.POSITIVE_INFINITY) {
      return x;
    }
    return logOfPositive(x, 0f);
  }

  /** Natural logarithm of 1 + x. */
  public static float log1p(float x) {
    if (!(x > -1f)) {
      return x == -1f ? Float.NEGATIVE_INFINITY : Float.NaN;
    }
    if (x == Float.POSITIVE_INFINITY || x == 0f) {
      return x;
    }
    float u = 1f + x;
    float added = u - 1f;
    float lost = (1f - (u - added)) + (x - added); // 1 + x = u + lost, exactly
    return logOfPositive(u, lost / u);
  }

  /** log(x) + correction, for a finite x above 0 and a correction far below 1. */
  private static float logOfPositive(float x, float correction) {
    boolean subnormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(subnormal ? x * TWO_POW_23 : x) - SQRT_HALF_BITS;
    float k = (float) ((bits >> 23) - (subnormal ? 23 : 0));
    float f = Float.intBitsToFloat((bits & MANTISSA_MASK) + SQRT_HALF_BITS) - 1f;
    float square = f * f;
    float p = (((L8 * f + L7) * f + L6) * f + L5) * f + L4;
    p = (((p * f + L3) * f + L2) * f + L1) * f + L0;
    float small = (square * f) * p + (k * LN2_LOW + correction);
    return k * LN2_HIGH + (f - (0.5f * square - small));
  }

  /** Hyperbolic tangent. */
  public static float tanh(float x) {
    float t = Math.abs(x);
    float y;
    if (t < TANH_SPLIT) {
      float z = t * t;
      y = t + (t * z) * ((((T4 * z + T3) * z + T2) * z + T1) * z + T0);
    } else {
      y = 1f - 2f / (exp(t + t) + 1f);
    }
    return Math.copySign(y, x);
  }

  /** 1 / (1 + exp(-x)). */
  public static float sigmoid(float x) {
    float e = exp(-Math.abs(x));
    float sum = 1f + e;
    float lost = e - (sum - 1f);
    float quotient = (x < 0f ? e : 1f) / sum;
    return quotient - quotient * lost;
  }

  /** The error function. */
  public static float erf(float x) {
    float t = Math.abs(x);
    float y;
    if (t < ERF_SPLIT) {
      float z = t * t;
      float p = (((((F6 * z + F5) * z + F4) * z + F3) * z + F2) * z + F1) * z + F0;
      y = t + t * p;
    } else {
      t = t > ERF_LIMIT ? ERF_LIMIT : t;
      float p = (((((G6 * t + G5) * t + G4) * t + G3) * t + G2) * t + G1) * t + G0;
      y = 1f - exp(-(t * p));
    }
    return Math.copySign(y, x);
  }
}
