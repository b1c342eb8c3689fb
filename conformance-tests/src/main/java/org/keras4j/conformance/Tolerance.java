package org.keras4j.conformance;

import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * How far a number may be from Keras'. The one table of tolerances; loosening one needs a reason
 * beside it.
 */
public record Tolerance(double absolute, double relative) {
  /** Outputs of single layers and ops in float32. */
  public static final Tolerance FLOAT32 = new Tolerance(1e-5, 1e-4);

  /** Keras' float64 results come from the same formulas in another order. */
  public static final Tolerance FLOAT64 = new Tolerance(1e-10, 1e-8);

  /** TensorFlow has some formulas in float64 with a constant in float32; we have it in float64. */
  public static final Tolerance FLOAT64_WITH_FLOAT32_CONSTANTS = new Tolerance(1e-8, 1e-7);

  /** Integers made from floats: a half may be rounded up or down after the floats' errors. */
  public static final Tolerance ROUNDED = new Tolerance(1, 0);

  /** One unit in the last of 11 bits is 1e-3; layers round at several places, not all alike. */
  public static final Tolerance FLOAT16 = new Tolerance(4e-3, 4e-3);

  /** One unit in the last of 8 bits is 8e-3; layers round at several places, not all alike. */
  public static final Tolerance BFLOAT16 = new Tolerance(3e-2, 3e-2);

  /** Gradients sum more terms than outputs do. */
  public static final Tolerance GRADIENT_FLOAT32 = new Tolerance(2e-5, 2e-4);

  /** Losses and metrics over some 50 steps of training: what each step adds to an error grows. */
  public static final Tolerance CURVE = new Tolerance(1e-5, 1e-4);

  /** In mixed precision each step rounds activations and gradients to half precision. */
  public static final Tolerance MIXED_CURVE = new Tolerance(2e-3, 2e-3);

  /** Integers, booleans and strings are equal. */
  public static final Tolerance EXACT = new Tolerance(0, 0);

  private static final double LARGE_MODEL_SHARE = 2e-5;

  /** The tolerance of an output. */
  public static Tolerance of(DType dtype) {
    return switch (dtype) {
      case FLOAT32 -> FLOAT32;
      case FLOAT64 -> FLOAT64;
      case FLOAT16 -> FLOAT16;
      case BFLOAT16 -> BFLOAT16;
      default -> EXACT;
    };
  }

  /** The tolerance of a gradient. */
  public static Tolerance ofGradient(DType dtype) {
    return dtype == DType.FLOAT32 ? GRADIENT_FLOAT32 : of(dtype);
  }

  /**
   * The tolerance of a whole model's output: errors add up over layers, so that the output's
   * largest value is the scale for all of it.
   */
  public static Tolerance ofModel(NDArray expected) {
    double share = expected.dtype() == DType.FLOAT32 ? 1e-5 : of(expected.dtype()).relative();
    return new Tolerance(share * scale(expected), 0);
  }

  /**
   * The tolerance of a variable that an optimizer changes over many steps, of a penalty or of a
   * constrained weight: relative to the largest value, since others may be differences of such.
   */
  public static Tolerance ofState(NDArray expected) {
    return switch (expected.dtype()) {
      case FLOAT64 -> new Tolerance(1e-10 * scale(expected), 0);
      case FLOAT32 -> new Tolerance(1e-5 * scale(expected), 0);
      case FLOAT16, BFLOAT16 -> new Tolerance(of(expected.dtype()).relative() * scale(expected), 0);
      default -> EXACT;
    };
  }

  private static double scale(NDArray expected) {
    double scale = 0;
    for (int i = 0; expected.dtype().isFloating() && i < expected.size(); i++) {
      double magnitude = Math.abs(expected.getDouble(i));
      scale = Double.isFinite(magnitude) ? Math.max(scale, magnitude) : scale;
    }
    return scale;
  }

  /**
   * The tolerance of a model of tens of layers and millions of weights, against exact arithmetic: a
   * share of how far the outputs are from their mean, which is what such a model tells apart.
   * Keras' own float32 outputs are off by up to 6e-6 of that.
   */
  public static Tolerance ofLargeModel(NDArray exact) {
    double mean = 0;
    for (int i = 0; i < exact.size(); i++) {
      mean += exact.getDouble(i) / exact.size();
    }
    double spread = 0;
    for (int i = 0; i < exact.size(); i++) {
      spread = Math.max(spread, Math.abs(exact.getDouble(i) - mean));
    }
    return new Tolerance(LARGE_MODEL_SHARE * spread, 0);
  }
}
