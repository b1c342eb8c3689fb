package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.SIGN;
import static org.keras4j.backend.cpu.simd.VectorConstants.SIX;
import static org.keras4j.backend.cpu.simd.VectorConstants.THREE;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO_POW_23;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Chooses the vector loop of a {@link UnaryFunction}, and holds the short ones.
 *
 * <p>The tail goes through the scalar definition, which gives the same bits. A function that has no
 * vector form is left to {@link PortableUnary} entirely.
 */
final class VectorUnary {

  private VectorUnary() {}

  static void apply(
      UnaryFunction f, float parameter, float[] x, int xAt, float[] y, int yAt, int n) {
    int count = n - n % WIDTH;
    switch (f) {
      case ABS -> abs(x, xAt, y, yAt, count);
      case NEGATIVE -> negative(x, xAt, y, yAt, count);
      case SQUARE -> square(x, xAt, y, yAt, count);
      case SQRT -> sqrt(x, xAt, y, yAt, count);
      case RSQRT -> rsqrt(x, xAt, y, yAt, count);
      case RECIPROCAL -> reciprocal(x, xAt, y, yAt, count);
      case RELU -> relu(x, xAt, y, yAt, count);
      case RELU6 -> relu6(x, xAt, y, yAt, count);
      case LEAKY_RELU -> leakyRelu(parameter, x, xAt, y, yAt, count);
      case SOFTSIGN -> softsign(x, xAt, y, yAt, count);
      case ROUND -> round(x, xAt, y, yAt, count);
      case FLOOR -> floor(x, xAt, y, yAt, count);
      case CEIL -> ceil(x, xAt, y, yAt, count);
      case HARD_SIGMOID -> hardSigmoid(x, xAt, y, yAt, count);
      case HARD_SILU -> hardSilu(x, xAt, y, yAt, count);
      case EXP -> VectorExponentials.exp(x, xAt, y, yAt, count);
      case EXPM1 -> VectorExponentials.expm1(x, xAt, y, yAt, count);
      case MISH -> VectorExponentials.mish(x, xAt, y, yAt, count);
      case SIGMOID -> VectorSigmoids.sigmoid(x, xAt, y, yAt, count);
      case SILU -> VectorSigmoids.silu(x, xAt, y, yAt, count);
      case TANH -> VectorSigmoids.tanh(x, xAt, y, yAt, count);
      case GELU_TANH -> VectorSigmoids.geluTanh(x, xAt, y, yAt, count);
      case ERF -> VectorErrorFunction.erf(x, xAt, y, yAt, count);
      case GELU -> VectorErrorFunction.gelu(x, xAt, y, yAt, count);
      case LOG -> VectorLogarithms.log(x, xAt, y, yAt, count);
      case LOG1P -> VectorLogarithms.log1p(x, xAt, y, yAt, count);
      case SOFTPLUS -> VectorLogarithms.softplus(1f, x, xAt, y, yAt, count);
      case LOG_SIGMOID -> VectorLogarithms.softplus(-1f, x, xAt, y, yAt, count);
      case ELU -> VectorExponentials.elu(parameter, 1f, x, xAt, y, yAt, count);
      case SELU -> {
        float alpha = FloatActivations.SELU_SCALE_ALPHA;
        VectorExponentials.elu(alpha, FloatActivations.SELU_SCALE, x, xAt, y, yAt, count);
      }
      default -> count = 0;
    }
    if (count < n) {
      PortableUnary.apply(f, parameter, x, xAt + count, y, yAt + count, n - count);
    }
  }

  private static void abs(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.lanewise(VectorOperators.ABS).intoArray(b, bAt + i);
    }
  }

  private static void negative(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.neg().intoArray(b, bAt + i);
    }
  }

  private static void square(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.mul(x).intoArray(b, bAt + i);
    }
  }

  private static void sqrt(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.lanewise(VectorOperators.SQRT).intoArray(b, bAt + i);
    }
  }

  private static void rsqrt(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      ONE.div(x.lanewise(VectorOperators.SQRT)).intoArray(b, bAt + i);
    }
  }

  private static void reciprocal(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      ONE.div(x).intoArray(b, bAt + i);
    }
  }

  private static void relu(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.blend(ZERO, x.compare(LE, ZERO)).intoArray(b, bAt + i);
    }
  }

  private static void relu6(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.blend(ZERO, x.compare(LE, ZERO)).blend(SIX, x.compare(GT, SIX)).intoArray(b, bAt + i);
    }
  }

  private static void leakyRelu(float slope, float[] a, int aAt, float[] b, int bAt, int count) {
    FloatVector slopes = FloatVector.broadcast(FLOATS, slope);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.mul(slopes).blend(x, x.compare(GT, ZERO)).intoArray(b, bAt + i);
    }
  }

  private static void softsign(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.div(x.lanewise(VectorOperators.ABS).add(ONE)).intoArray(b, bAt + i);
    }
  }

  private static void round(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector t = x.lanewise(VectorOperators.ABS);
      FloatVector whole = t.add(TWO_POW_23).sub(TWO_POW_23).blend(t, t.compare(GE, TWO_POW_23));
      whole.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(b, bAt + i);
    }
  }

  private static void floor(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector t = x.lanewise(VectorOperators.ABS);
      FloatVector whole = t.add(TWO_POW_23).sub(TWO_POW_23).blend(t, t.compare(GE, TWO_POW_23));
      FloatVector rounded = whole.reinterpretAsInts().or(sign).reinterpretAsFloats();
      FloatVector y = rounded.blend(rounded.sub(ONE), rounded.compare(GT, x));
      FloatVector magnitude = y.lanewise(VectorOperators.ABS);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(b, bAt + i);
    }
  }

  private static void ceil(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector t = x.lanewise(VectorOperators.ABS);
      FloatVector whole = t.add(TWO_POW_23).sub(TWO_POW_23).blend(t, t.compare(GE, TWO_POW_23));
      FloatVector rounded = whole.reinterpretAsInts().or(sign).reinterpretAsFloats();
      FloatVector y = rounded.blend(rounded.add(ONE), rounded.compare(LT, x));
      FloatVector magnitude = y.lanewise(VectorOperators.ABS);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(b, bAt + i);
    }
  }

  private static void hardSigmoid(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector y = x.add(THREE);
      y = y.blend(ZERO, y.compare(LE, ZERO)).blend(SIX, y.compare(GT, SIX));
      y.div(SIX).intoArray(b, bAt + i);
    }
  }

  private static void hardSilu(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector y = x.add(THREE);
      y = y.blend(ZERO, y.compare(LE, ZERO)).blend(SIX, y.compare(GT, SIX));
      x.mul(y.div(SIX)).intoArray(b, bAt + i);
    }
  }
}
