package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.BIAS;
import static org.keras4j.backend.cpu.simd.VectorConstants.E0;
import static org.keras4j.backend.cpu.simd.VectorConstants.E1;
import static org.keras4j.backend.cpu.simd.VectorConstants.E2;
import static org.keras4j.backend.cpu.simd.VectorConstants.E3;
import static org.keras4j.backend.cpu.simd.VectorConstants.E4;
import static org.keras4j.backend.cpu.simd.VectorConstants.E5;
import static org.keras4j.backend.cpu.simd.VectorConstants.EXPM1_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.EXP_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.LOG2_E;
import static org.keras4j.backend.cpu.simd.VectorConstants.MINUS_ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.MISH_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER_BITS;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/**
 * exp and the functions one step from it.
 *
 * <p>Each loop is {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same; {@code count} is a multiple of the vector width. {@link VectorConstants} says
 * why nothing is shared between loops.
 */
final class VectorExponentials {

  private VectorExponentials() {}

  static void exp(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector rounded = x.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = x.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(INFINITY, x.compare(GT, EXP_LIMIT));
      e = e.blend(ZERO, x.compare(LT, NEGATIVE_LIMIT));
      e.intoArray(b, bAt + i);
    }
  }

  static void expm1(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector rounded = x.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector high = x.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector lost = high.sub(r).sub(low);
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector p = r.mul(r).mul(s).add(r.add(lost));
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector rest = k.sub(half);
      IntVector second = rest.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector inverse = BIAS.sub(rest).lanewise(VectorOperators.LSHL, 23);
      FloatVector scale = first.reinterpretAsFloats();
      FloatVector shift = scale.sub(inverse.reinterpretAsFloats());
      FloatVector e = p.mul(scale).add(shift).mul(second.reinterpretAsFloats());
      e = e.blend(INFINITY, x.compare(GT, EXP_LIMIT));
      e = e.blend(MINUS_ONE, x.compare(LT, EXPM1_LOW)).blend(x, x.compare(EQ, ZERO));
      e.intoArray(b, bAt + i);
    }
  }

  /** {@code slope * x} above 0, {@code alpha * expm1(x)} below: ELU and SELU. */
  static void elu(float alpha, float slope, float[] a, int aAt, float[] b, int bAt, int count) {
    FloatVector below = FloatVector.broadcast(FLOATS, alpha);
    FloatVector above = FloatVector.broadcast(FLOATS, slope);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector rounded = x.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector high = x.sub(n.mul(LN2_HIGH));
      FloatVector low = n.mul(LN2_LOW);
      FloatVector r = high.sub(low);
      FloatVector lost = high.sub(r).sub(low);
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector p = r.mul(r).mul(s).add(r.add(lost));
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector rest = k.sub(half);
      IntVector second = rest.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector inverse = BIAS.sub(rest).lanewise(VectorOperators.LSHL, 23);
      FloatVector scale = first.reinterpretAsFloats();
      FloatVector shift = scale.sub(inverse.reinterpretAsFloats());
      FloatVector e = p.mul(scale).add(shift).mul(second.reinterpretAsFloats());
      e = e.blend(INFINITY, x.compare(GT, EXP_LIMIT));
      e = e.blend(MINUS_ONE, x.compare(LT, EXPM1_LOW)).blend(x, x.compare(EQ, ZERO));
      e.mul(below).blend(x.mul(above), x.compare(GT, ZERO)).intoArray(b, bAt + i);
    }
  }

  static void mish(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector rounded = x.mul(LOG2_E).add(ROUNDER);
      IntVector k = rounded.reinterpretAsInts().sub(ROUNDER_BITS);
      FloatVector n = rounded.sub(ROUNDER);
      FloatVector r = x.sub(n.mul(LN2_HIGH)).sub(n.mul(LN2_LOW));
      FloatVector s = r.mul(E5).add(E4).mul(r).add(E3).mul(r).add(E2).mul(r).add(E1).mul(r).add(E0);
      FloatVector m = r.mul(r).mul(s).add(r).add(ONE);
      IntVector half = k.lanewise(VectorOperators.ASHR, 1);
      IntVector first = half.add(BIAS).lanewise(VectorOperators.LSHL, 23);
      IntVector second = k.sub(half).add(BIAS).lanewise(VectorOperators.LSHL, 23);
      FloatVector e = m.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
      e = e.blend(INFINITY, x.compare(GT, EXP_LIMIT));
      e = e.blend(ZERO, x.compare(LT, NEGATIVE_LIMIT));
      FloatVector w = e.mul(e.add(TWO));
      FloatVector y = x.mul(w.div(w.add(TWO)));
      y.blend(x, x.compare(GT, MISH_LIMIT)).intoArray(b, bAt + i);
    }
  }
}
