package org.keras4j.backend.cpu.simd;

/**
 * Conversions between float and its two 16-bit forms, IEEE 754 half precision ({@code float16}) and
 * {@code bfloat16}. Narrowing rounds to nearest, ties to even; NaN stays NaN.
 */
public final class HalfFloats {
  /** 2 to the 112, the distance between the exponent biases of float and half. */
  private static final float HALF_TO_FLOAT = 0x1p112f;

  private static final int FLOAT_INFINITY = 0x7F800000;

  /** Smallest magnitude that rounds to half's infinity: 65520. */
  private static final int HALF_OVERFLOW = 0x477FF000;

  /** Smallest normal half, 2 to the -14, as float bits. */
  private static final int HALF_MIN_NORMAL = 0x38800000;

  private HalfFloats() {}

  /** The float that a half with these bits stands for. */
  public static float halfToFloat(short half) {
    int magnitude = (half & 0x7FFF) << 13;
    int sign = (half & 0x8000) << 16;
    int bits;
    if (magnitude >= 0x7C00 << 13) {
      bits = magnitude | FLOAT_INFINITY;
    } else {
      // Exact, also for subnormal halves, which become subnormal floats on the way.
      bits = Float.floatToRawIntBits(Float.intBitsToFloat(magnitude) * HALF_TO_FLOAT);
    }
    return Float.intBitsToFloat(bits | sign);
  }

  /** The bits of the half nearest to {@code x}; infinity from 65520 on. */
  public static short floatToHalf(float x) {
    int bits = Float.floatToRawIntBits(x);
    int sign = bits >>> 16 & 0x8000;
    int magnitude = bits & 0x7FFFFFFF;
    int half;
    if (magnitude > FLOAT_INFINITY) {
      half = 0x7E00 | (magnitude >>> 13 & 0x3FF); // quiet, with what fits of the payload
    } else if (magnitude >= HALF_OVERFLOW) {
      half = 0x7C00;
    } else if (magnitude >= HALF_MIN_NORMAL) {
      int rebased = magnitude - (112 << 23);
      half = (rebased + 0xFFF + (rebased >>> 13 & 1)) >>> 13;
    } else {
      // In float, 0.5 has the spacing of the subnormal halves: the addition rounds for us.
      float shifted = Float.intBitsToFloat(magnitude) + 0.5f;
      half = Float.floatToRawIntBits(shifted) - Float.floatToRawIntBits(0.5f);
    }
    return (short) (half | sign);
  }

  /** The float that a bfloat16 with these bits stands for. */
  public static float bfloat16ToFloat(short bfloat16) {
    return Float.intBitsToFloat(bfloat16 << 16);
  }

  /** The bits of the bfloat16 nearest to {@code x}. */
  public static short floatToBfloat16(float x) {
    int bits = Float.floatToRawIntBits(x);
    if (Float.isNaN(x)) {
      return (short) (bits >>> 16 | 0x40);
    }
    return (short) ((bits + 0x7FFF + (bits >>> 16 & 1)) >>> 16);
  }

  /** {@link #halfToFloat(short)} over a range. */
  public static void halfToFloat(short[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = halfToFloat(x[xAt + i]);
    }
  }

  /** {@link #floatToHalf(float)} over a range. */
  public static void floatToHalf(float[] x, int xAt, short[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = floatToHalf(x[xAt + i]);
    }
  }

  /** {@link #bfloat16ToFloat(short)} over a range. */
  public static void bfloat16ToFloat(short[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = bfloat16ToFloat(x[xAt + i]);
    }
  }

  /** {@link #floatToBfloat16(float)} over a range. */
  public static void floatToBfloat16(float[] x, int xAt, short[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = floatToBfloat16(x[xAt + i]);
    }
  }
}
