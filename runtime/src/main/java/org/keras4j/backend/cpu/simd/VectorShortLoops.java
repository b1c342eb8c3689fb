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
 * The loops of the functions that take few operations.
 *
 * <p>Each is {@link FloatMath} or {@link FloatActivations}, operation by operation, so the bits are
 * the same. {@link VectorLoop} says what a loop is.
 */
final class VectorShortLoops {

  private VectorShortLoops() {}

  static void abs(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.lanewise(VectorOperators.ABS).intoArray(y, yAt + i);
    }
  }

  static void negative(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.neg().intoArray(y, yAt + i);
    }
  }

  static void square(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.mul(x).intoArray(y, yAt + i);
    }
  }

  static void sqrt(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.lanewise(VectorOperators.SQRT).intoArray(y, yAt + i);
    }
  }

  static void rsqrt(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      ONE.div(x.lanewise(VectorOperators.SQRT)).intoArray(y, yAt + i);
    }
  }

  static void reciprocal(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      ONE.div(x).intoArray(y, yAt + i);
    }
  }

  static void relu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.blend(ZERO, x.compare(LE, ZERO)).intoArray(y, yAt + i);
    }
  }

  static void relu6(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.blend(ZERO, x.compare(LE, ZERO)).blend(SIX, x.compare(GT, SIX)).intoArray(y, yAt + i);
    }
  }

  static void leakyRelu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.mul(parameter).blend(x, x.compare(GT, ZERO)).intoArray(y, yAt + i);
    }
  }

  static void softsign(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      x.div(x.lanewise(VectorOperators.ABS).add(ONE)).intoArray(y, yAt + i);
    }
  }

  static void round(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector t = x.lanewise(VectorOperators.ABS);
      FloatVector whole = t.add(TWO_POW_23).sub(TWO_POW_23).blend(t, t.compare(GE, TWO_POW_23));
      whole.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
    }
  }

  static void floor(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector t = x.lanewise(VectorOperators.ABS);
      FloatVector whole = t.add(TWO_POW_23).sub(TWO_POW_23).blend(t, t.compare(GE, TWO_POW_23));
      FloatVector rounded = whole.reinterpretAsInts().or(sign).reinterpretAsFloats();
      FloatVector down = rounded.blend(rounded.sub(ONE), rounded.compare(GT, x));
      FloatVector magnitude = down.lanewise(VectorOperators.ABS);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
    }
  }

  static void ceil(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector t = x.lanewise(VectorOperators.ABS);
      FloatVector whole = t.add(TWO_POW_23).sub(TWO_POW_23).blend(t, t.compare(GE, TWO_POW_23));
      FloatVector rounded = whole.reinterpretAsInts().or(sign).reinterpretAsFloats();
      FloatVector up = rounded.blend(rounded.add(ONE), rounded.compare(LT, x));
      FloatVector magnitude = up.lanewise(VectorOperators.ABS);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
    }
  }

  static void hardSigmoid(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector six = x.add(THREE);
      six = six.blend(ZERO, six.compare(LE, ZERO)).blend(SIX, six.compare(GT, SIX));
      six.div(SIX).intoArray(y, yAt + i);
    }
  }

  static void hardSilu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector six = x.add(THREE);
      six = six.blend(ZERO, six.compare(LE, ZERO)).blend(SIX, six.compare(GT, SIX));
      x.mul(six.div(SIX)).intoArray(y, yAt + i);
    }
  }
}
