package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.GELU_CUBIC;
import static org.keras4j.backend.cpu.simd.VectorConstants.HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.SIGN;
import static org.keras4j.backend.cpu.simd.VectorConstants.SQRT_TWO_OVER_PI;
import static org.keras4j.backend.cpu.simd.VectorConstants.T0;
import static org.keras4j.backend.cpu.simd.VectorConstants.T1;
import static org.keras4j.backend.cpu.simd.VectorConstants.T2;
import static org.keras4j.backend.cpu.simd.VectorConstants.T3;
import static org.keras4j.backend.cpu.simd.VectorConstants.T4;
import static org.keras4j.backend.cpu.simd.VectorConstants.TANH_SPLIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * The loops of sigmoid, tanh and what is made of them, after those of exp.
 *
 * <p>The steps are {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same. {@link VectorLoop} says what a loop is and why it is short.
 */
final class VectorSigmoids {

  private VectorSigmoids() {}

  /** {@code sigmoid(b)}; {@code a} is {@code exp(-|b|)}. */
  static void sigmoid(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector sum = e.add(ONE);
      FloatVector lost = e.sub(sum.sub(ONE));
      FloatVector quotient = ONE.blend(e, x.compare(LT, ZERO)).div(sum);
      quotient.sub(quotient.mul(lost)).intoArray(y, yAt + i);
    }
  }

  /** {@code silu(b)}; {@code a} is {@code exp(-|b|)}. */
  static void silu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector sum = e.add(ONE);
      FloatVector lost = e.sub(sum.sub(ONE));
      FloatVector quotient = ONE.blend(e, x.compare(LT, ZERO)).div(sum);
      x.mul(quotient.sub(quotient.mul(lost))).intoArray(y, yAt + i);
    }
  }

  /** {@code tanh(b)}; {@code a} is {@code exp(2 |b|)}. */
  static void tanh(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      FloatVector t = x.lanewise(ABS);
      FloatVector far = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector z = t.mul(t);
      FloatVector p = z.mul(T4).add(T3).mul(z).add(T2).mul(z).add(T1).mul(z).add(T0);
      FloatVector near = t.add(t.mul(z).mul(p));
      FloatVector magnitude = far.blend(near, t.compare(LT, TANH_SPLIT));
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats().intoArray(y, yAt + i);
    }
  }

  /** What the approximate GELU of {@code a} takes the tanh of. */
  static void geluTanhInner(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector inner = x.add(x.mul(x).mul(x).mul(GELU_CUBIC)).mul(SQRT_TWO_OVER_PI);
      inner.intoArray(y, yAt + i);
    }
  }

  /** {@code b / 2 * (1 + a)}: GELU, where {@code a} is an erf or a tanh. */
  static void gelu(
      float parameter, float[] a, int aAt, float[] b, int bAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i += WIDTH) {
      FloatVector e = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector x = FloatVector.fromArray(FLOATS, b, bAt + i);
      x.mul(HALF).mul(e.add(ONE)).intoArray(y, yAt + i);
    }
  }
}
