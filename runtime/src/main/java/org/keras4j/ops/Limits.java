package org.keras4j.ops;

import org.keras4j.tensor.DType;

/** Largest and smallest values of dtypes, as doubles. */
final class Limits {
  private Limits() {}

  /** The largest finite value. */
  static double highest(DType dtype) {
    return switch (dtype) {
      case BOOL -> 1;
      case BFLOAT16 -> 0x1.FEp127;
      case FLOAT16 -> 65504;
      case FLOAT32 -> Float.MAX_VALUE;
      case FLOAT64 -> Double.MAX_VALUE;
      case STRING -> throw new IllegalArgumentException("Strings have no largest value");
      default ->
          Math.scalb(1.0, dtype.bytes() * 8 - (dtype.kind() == DType.Kind.SIGNED ? 1 : 0)) - 1;
    };
  }

  /** The smallest finite value. */
  static double lowest(DType dtype) {
    if (dtype.isFloating()) {
      return -highest(dtype);
    }
    return dtype.kind() == DType.Kind.SIGNED ? -Math.scalb(1.0, dtype.bytes() * 8 - 1) : 0;
  }
}
