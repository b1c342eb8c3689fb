package org.keras4j.backend.cpu.simd;

/** Ways in which {@link VectorMath} folds many floats into one. */
public enum Reduction {
  /** 0 for an empty range. */
  SUM,
  /** NaN for an empty range. */
  MEAN,
  /** 0 for an empty range. */
  SUM_OF_SQUARES,
  /** 1 for an empty range. */
  PRODUCT,
  /** NaN if any element is; negative infinity for an empty range. */
  MAX,
  /** NaN if any element is; positive infinity for an empty range. */
  MIN;

  /** The value that leaves the result of this reduction unchanged. */
  float identity() {
    return switch (this) {
      case SUM, MEAN, SUM_OF_SQUARES -> 0f;
      case PRODUCT -> 1f;
      case MAX -> Float.NEGATIVE_INFINITY;
      case MIN -> Float.POSITIVE_INFINITY;
    };
  }
}
