package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.BIAS;
import static org.keras4j.backend.cpu.simd.VectorConstants.E0;
import static org.keras4j.backend.cpu.simd.VectorConstants.E1;
import static org.keras4j.backend.cpu.simd.VectorConstants.E2;
import static org.keras4j.backend.cpu.simd.VectorConstants.E3;
import static org.keras4j.backend.cpu.simd.VectorConstants.E4;
import static org.keras4j.backend.cpu.simd.VectorConstants.E5;
import static org.keras4j.backend.cpu.simd.VectorConstants.EXP_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.GELU_CUBIC;
import static org.keras4j.backend.cpu.simd.VectorConstants.HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.LOG2_E;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER_BITS;
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
import jdk.incubator.vector.VectorOperators;

/**
 * sigmoid, tanh and the activations made of them.
 *
 * <p>Each loop is {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same; {@code count} is a multiple of the vector width. {@link VectorConstants} says
 * why nothing is shared between loops.
 */
final class VectorSigmoids {

  private VectorSigmoids() {}

  static void sigmoid(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.lanewise(ABS).neg();
      FloatVector rounded = t.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = t.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(ZERO, t.compare(LT, NEGATIVE_LIMIT));
      FloatVector sum = e.add(ONE);
      FloatVector lost = e.sub(sum.sub(ONE));
      FloatVector quotient = ONE.blend(e, x.compare(LT, ZERO)).div(sum);
      FloatVector y = quotient.sub(quotient.mul(lost));
      y.intoArray(b, bAt + i);
    }
  }

  static void silu(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.lanewise(ABS).neg();
      FloatVector rounded = t.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = t.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(ZERO, t.compare(LT, NEGATIVE_LIMIT));
      FloatVector sum = e.add(ONE);
      FloatVector lost = e.sub(sum.sub(ONE));
      FloatVector quotient = ONE.blend(e, x.compare(LT, ZERO)).div(sum);
      FloatVector y = quotient.sub(quotient.mul(lost));
      x.mul(y).intoArray(b, bAt + i);
    }
  }

  static void tanh(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector t = x.lanewise(ABS);
      FloatVector twice = t.add(t);
      FloatVector rounded = twice.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = twice.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(INFINITY, twice.compare(GT, EXP_LIMIT));
      e = e.blend(ZERO, twice.compare(LT, NEGATIVE_LIMIT));
      FloatVector far = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector z = t.mul(t);
      FloatVector p = z.mul(T4).add(T3).mul(z).add(T2).mul(z).add(T1).mul(z).add(T0);
      FloatVector near = t.add(t.mul(z).mul(p));
      FloatVector y = far.blend(near, t.compare(LT, TANH_SPLIT));
      IntVector sign = x.reinterpretAsInts().and(SIGN);
      FloatVector tanh = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
      tanh.intoArray(b, bAt + i);
    }
  }

  static void geluTanh(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector inner = x.add(x.mul(x).mul(x).mul(GELU_CUBIC)).mul(SQRT_TWO_OVER_PI);
      FloatVector t = inner.lanewise(ABS);
      FloatVector twice = t.add(t);
      FloatVector rounded = twice.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = twice.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(INFINITY, twice.compare(GT, EXP_LIMIT));
      e = e.blend(ZERO, twice.compare(LT, NEGATIVE_LIMIT));
      FloatVector far = ONE.sub(TWO.div(e.add(ONE)));
      FloatVector z = t.mul(t);
      FloatVector p = z.mul(T4).add(T3).mul(z).add(T2).mul(z).add(T1).mul(z).add(T0);
      FloatVector near = t.add(t.mul(z).mul(p));
      FloatVector y = far.blend(near, t.compare(LT, TANH_SPLIT));
      IntVector sign = inner.reinterpretAsInts().and(SIGN);
      FloatVector tanh = y.reinterpretAsInts().or(sign).reinterpretAsFloats();
      x.mul(HALF).mul(tanh.add(ONE)).intoArray(b, bAt + i);
    }
  }
}
