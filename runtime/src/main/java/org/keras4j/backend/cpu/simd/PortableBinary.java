package org.keras4j.backend.cpu.simd;

/**
 * The loops of {@link BinaryFunction} over plain arrays.
 *
 * <p>Each cheap function has its own small loop, so that the JIT compiler sees one simple body and
 * can vectorise it. The functions that cost a library call per element share {@link #one}.
 */
final class PortableBinary {

  private PortableBinary() {}

  static void apply(
      BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    switch (f) {
      case ADD -> add(a, aAt, b, bAt, y, yAt, n);
      case SUBTRACT -> subtract(a, aAt, b, bAt, y, yAt, n);
      case REVERSE_SUBTRACT -> reverseSubtract(a, aAt, b, bAt, y, yAt, n);
      case MULTIPLY -> multiply(a, aAt, b, bAt, y, yAt, n);
      case DIVIDE -> divide(a, aAt, b, bAt, y, yAt, n);
      case REVERSE_DIVIDE -> reverseDivide(a, aAt, b, bAt, y, yAt, n);
      case MAXIMUM -> maximum(a, aAt, b, bAt, y, yAt, n);
      case MINIMUM -> minimum(a, aAt, b, bAt, y, yAt, n);
      case SQUARED_DIFFERENCE -> squaredDifference(a, aAt, b, bAt, y, yAt, n);
      case TANH_GRADIENT -> tanhGradient(a, aAt, b, bAt, y, yAt, n);
      case SIGMOID_GRADIENT -> sigmoidGradient(a, aAt, b, bAt, y, yAt, n);
      case RELU_GRADIENT -> reluGradient(a, aAt, b, bAt, y, yAt, n);
      default -> slowLoop(f, a, aAt, b, bAt, y, yAt, n);
    }
  }

  static void applyScalar(
      BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n) {
    switch (f) {
      case ADD -> add(a, aAt, b, y, yAt, n);
      case SUBTRACT -> subtract(a, aAt, b, y, yAt, n);
      case REVERSE_SUBTRACT -> reverseSubtract(a, aAt, b, y, yAt, n);
      case MULTIPLY -> multiply(a, aAt, b, y, yAt, n);
      case DIVIDE -> divide(a, aAt, b, y, yAt, n);
      case REVERSE_DIVIDE -> reverseDivide(a, aAt, b, y, yAt, n);
      case MAXIMUM -> maximum(a, aAt, b, y, yAt, n);
      case MINIMUM -> minimum(a, aAt, b, y, yAt, n);
      case SQUARED_DIFFERENCE -> squaredDifference(a, aAt, b, y, yAt, n);
      default -> slowLoop(f, a, aAt, b, y, yAt, n);
    }
  }

  /** One element of any function. */
  static float one(BinaryFunction f, float a, float b) {
    return switch (f) {
      case ADD -> a + b;
      case SUBTRACT -> a - b;
      case REVERSE_SUBTRACT -> b - a;
      case MULTIPLY -> a * b;
      case DIVIDE -> a / b;
      case REVERSE_DIVIDE -> b / a;
      case MAXIMUM -> Math.max(a, b);
      case MINIMUM -> Math.min(a, b);
      case SQUARED_DIFFERENCE -> (a - b) * (a - b);
      case POWER -> power(a, b);
      case REVERSE_POWER -> power(b, a);
      case FLOOR_DIVIDE -> floorDivide(a, b);
      case REVERSE_FLOOR_DIVIDE -> floorDivide(b, a);
      case MOD -> mod(a, b);
      case REVERSE_MOD -> mod(b, a);
      case ARCTAN2 -> (float) Math.atan2(a, b);
      case REVERSE_ARCTAN2 -> (float) Math.atan2(b, a);
      case TANH_GRADIENT -> a * (1f - b * b);
      case REVERSE_TANH_GRADIENT -> b * (1f - a * a);
      case SIGMOID_GRADIENT -> a * (b * (1f - b));
      case REVERSE_SIGMOID_GRADIENT -> b * (a * (1f - a));
      case RELU_GRADIENT -> b > 0f ? a : 0f;
      case REVERSE_RELU_GRADIENT -> a > 0f ? b : 0f;
    };
  }

  /** C's {@code pow}: unlike Java's, 1 for 1 to any power and for -1 to an infinite one. */
  private static float power(float base, float exponent) {
    if (base == 1f || (base == -1f && Float.isInfinite(exponent))) {
      return 1f;
    }
    return (float) Math.pow(base, exponent);
  }

  private static float floorDivide(float a, float b) {
    return (float) Math.floor(a / b);
  }

  private static float mod(float a, float b) {
    float remainder = a % b;
    if (remainder == 0f) {
      return Math.copySign(remainder, b);
    }
    return (remainder < 0f) == (b < 0f) ? remainder : remainder + b;
  }

  private static void add(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] + b[bAt + i];
    }
  }

  private static void add(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] + b;
    }
  }

  private static void subtract(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] - b[bAt + i];
    }
  }

  private static void subtract(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] - b;
    }
  }

  private static void reverseSubtract(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = b[bAt + i] - a[aAt + i];
    }
  }

  private static void reverseSubtract(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = b - a[aAt + i];
    }
  }

  private static void multiply(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] * b[bAt + i];
    }
  }

  private static void multiply(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] * b;
    }
  }

  private static void divide(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] / b[bAt + i];
    }
  }

  private static void divide(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] / b;
    }
  }

  private static void reverseDivide(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = b[bAt + i] / a[aAt + i];
    }
  }

  private static void reverseDivide(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = b / a[aAt + i];
    }
  }

  private static void maximum(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.max(a[aAt + i], b[bAt + i]);
    }
  }

  private static void maximum(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.max(a[aAt + i], b);
    }
  }

  private static void minimum(float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.min(a[aAt + i], b[bAt + i]);
    }
  }

  private static void minimum(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.min(a[aAt + i], b);
    }
  }

  private static void squaredDifference(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      float difference = a[aAt + i] - b[bAt + i];
      y[yAt + i] = difference * difference;
    }
  }

  private static void squaredDifference(float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      float difference = a[aAt + i] - b;
      y[yAt + i] = difference * difference;
    }
  }

  private static void tanhGradient(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] * (1f - b[bAt + i] * b[bAt + i]);
    }
  }

  private static void sigmoidGradient(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = a[aAt + i] * (b[bAt + i] * (1f - b[bAt + i]));
    }
  }

  private static void reluGradient(
      float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = b[bAt + i] > 0f ? a[aAt + i] : 0f;
    }
  }

  private static void slowLoop(
      BinaryFunction f, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = one(f, a[aAt + i], b[bAt + i]);
    }
  }

  private static void slowLoop(
      BinaryFunction f, float[] a, int aAt, float b, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = one(f, a[aAt + i], b);
    }
  }
}
