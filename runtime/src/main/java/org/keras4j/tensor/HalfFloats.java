package org.keras4j.tensor;

/** Conversions between 32-bit floats and the two 16-bit float types, one value at a time. */
public final class HalfFloats {
  private HalfFloats() {}

  /** IEEE binary16 bits to float. */
  public static float float16ToFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >>> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0x1f) {
      return Float.intBitsToFloat(sign | 0x7f800000 | (fraction << 13));
    }
    if (exponent == 0) {
      float magnitude = fraction * 0x1p-24f;
      return sign == 0 ? magnitude : -magnitude;
    }
    return Float.intBitsToFloat(sign | ((exponent + 112) << 23) | (fraction << 13));
  }

  /** Float to IEEE binary16 bits, rounded to nearest even; overflow gives infinity. */
  public static short floatToFloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    int sign = (bits >>> 16) & 0x8000;
    int magnitude = bits & 0x7fffffff;
    if (magnitude > 0x7f800000) {
      return (short) (sign | 0x7e00);
    }
    if (magnitude >= 0x477ff000) {
      return (short) (sign | 0x7c00);
    }
    if (magnitude < 0x38800000) {
      // Subnormal result: adding 0.5 aligns the binary16 unit with the float's last bit, and the
      // addition itself rounds to nearest even.
      float aligned = Float.intBitsToFloat(magnitude) + 0.5f;
      return (short) (sign | (Float.floatToRawIntBits(aligned) - 0x3f000000));
    }
    int rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
    return (short) (sign | ((rounded - 0x38000000) >>> 13));
  }

  /** bfloat16 bits to float. */
  public static float bfloat16ToFloat(short bits) {
    return Float.intBitsToFloat(bits << 16);
  }

  /** Float to bfloat16 bits, rounded to nearest even. */
  public static short floatToBfloat16(float value) {
    int bits = Float.floatToRawIntBits(value);
    if ((bits & 0x7fffffff) > 0x7f800000) {
      return (short) ((bits >>> 16) | 0x40);
    }
    return (short) ((bits + 0x7fff + ((bits >>> 16) & 1)) >>> 16);
  }

  /** {@code bits} of the half type {@code dtype} to float. */
  public static float toFloat(DType dtype, short bits) {
    return dtype == DType.BFLOAT16 ? bfloat16ToFloat(bits) : float16ToFloat(bits);
  }

  /** {@code value} to the bits of the half type {@code dtype}. */
  public static short fromFloat(DType dtype, float value) {
    return dtype == DType.BFLOAT16 ? floatToBfloat16(value) : floatToFloat16(value);
  }

  /**
   * {@code value} to the bits of the half type {@code dtype}, rounded once. Going through float
   * would round twice; rounding to odd first keeps the second rounding right.
   */
  public static short fromDouble(DType dtype, double value) {
    float nearest = (float) value;
    if (nearest != value && !Float.isInfinite(nearest) && !Float.isNaN(nearest)) {
      int bits = Float.floatToRawIntBits(nearest);
      if ((bits & 1) == 0) {
        boolean below = Math.abs((double) nearest) < Math.abs(value);
        nearest = Float.intBitsToFloat(below ? bits + 1 : nearest == 0 ? bits : bits - 1);
      }
    }
    return fromFloat(dtype, nearest);
  }
}
