package org.keras4j.backend.cpu.simd;

/**
 * The loops of {@link UnaryFunction} over plain arrays.
 *
 * <p>The functions that models spend their time in have a loop of their own, small enough for the
 * JIT compiler to optimise by itself; the others share {@link #otherLoop}.
 */
final class PortableUnary {

  private PortableUnary() {}

  static void apply(
      UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    switch (f) {
      case ABS -> abs(x, xAt, y, yAt, n);
      case NEGATIVE -> negative(x, xAt, y, yAt, n);
      case SQUARE -> square(x, xAt, y, yAt, n);
      case SQRT -> sqrt(x, xAt, y, yAt, n);
      case RSQRT -> rsqrt(x, xAt, y, yAt, n);
      case RECIPROCAL -> reciprocal(x, xAt, y, yAt, n);
      case EXP -> exp(x, xAt, y, yAt, n);
      case EXPM1 -> expm1(x, xAt, y, yAt, n);
      case LOG -> log(x, xAt, y, yAt, n);
      case LOG1P -> log1p(x, xAt, y, yAt, n);
      case TANH -> tanh(x, xAt, y, yAt, n);
      case ERF -> erf(x, xAt, y, yAt, n);
      case SIGMOID -> sigmoid(x, xAt, y, yAt, n);
      case RELU -> relu(x, xAt, y, yAt, n);
      case RELU6 -> relu6(x, xAt, y, yAt, n);
      case LEAKY_RELU -> leakyRelu(parameter, x, xAt, y, yAt, n);
      case GELU -> gelu(x, xAt, y, yAt, n);
      case GELU_TANH -> geluTanh(x, xAt, y, yAt, n);
      case SILU -> silu(x, xAt, y, yAt, n);
      default -> otherLoop(f, parameter, x, xAt, y, yAt, n);
    }
  }

  private static void abs(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.abs(x[xAt + i]);
    }
  }

  private static void negative(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = -x[xAt + i];
    }
  }

  private static void square(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      float v = x[xAt + i];
      y[yAt + i] = v * v;
    }
  }

  private static void sqrt(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = (float) Math.sqrt(x[xAt + i]);
    }
  }

  private static void rsqrt(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = 1f / (float) Math.sqrt(x[xAt + i]);
    }
  }

  private static void reciprocal(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = 1f / x[xAt + i];
    }
  }

  private static void exp(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.exp(x[xAt + i]);
    }
  }

  private static void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.expm1(x[xAt + i]);
    }
  }

  private static void log(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.log(x[xAt + i]);
    }
  }

  private static void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.log1p(x[xAt + i]);
    }
  }

  private static void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.tanh(x[xAt + i]);
    }
  }

  private static void erf(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.erf(x[xAt + i]);
    }
  }

  private static void sigmoid(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.sigmoid(x[xAt + i]);
    }
  }

  private static void relu(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.max(x[xAt + i], 0f);
    }
  }

  private static void relu6(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.min(Math.max(x[xAt + i], 0f), 6f);
    }
  }

  private static void leakyRelu(float slope, float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatActivations.leakyRelu(x[xAt + i], slope);
    }
  }

  private static void gelu(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatActivations.gelu(x[xAt + i]);
    }
  }

  private static void geluTanh(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatActivations.geluTanh(x[xAt + i]);
    }
  }

  private static void silu(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatActivations.silu(x[xAt + i]);
    }
  }

  private static void otherLoop(
      UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatActivations.apply(f, parameter, x[xAt + i]);
    }
  }
}
