package org.keras4j.backend.cpu.simd;

import static jdk.incubator.vector.VectorOperators.ABS;
import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LE;
import static jdk.incubator.vector.VectorOperators.LT;
import static org.keras4j.backend.cpu.simd.VectorConstants.BIAS;
import static org.keras4j.backend.cpu.simd.VectorConstants.E0;
import static org.keras4j.backend.cpu.simd.VectorConstants.E1;
import static org.keras4j.backend.cpu.simd.VectorConstants.E2;
import static org.keras4j.backend.cpu.simd.VectorConstants.E3;
import static org.keras4j.backend.cpu.simd.VectorConstants.E4;
import static org.keras4j.backend.cpu.simd.VectorConstants.E5;
import static org.keras4j.backend.cpu.simd.VectorConstants.FLOATS;
import static org.keras4j.backend.cpu.simd.VectorConstants.HALF;
import static org.keras4j.backend.cpu.simd.VectorConstants.INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.L0;
import static org.keras4j.backend.cpu.simd.VectorConstants.L1;
import static org.keras4j.backend.cpu.simd.VectorConstants.L2;
import static org.keras4j.backend.cpu.simd.VectorConstants.L3;
import static org.keras4j.backend.cpu.simd.VectorConstants.L4;
import static org.keras4j.backend.cpu.simd.VectorConstants.L5;
import static org.keras4j.backend.cpu.simd.VectorConstants.L6;
import static org.keras4j.backend.cpu.simd.VectorConstants.L7;
import static org.keras4j.backend.cpu.simd.VectorConstants.L8;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_HIGH;
import static org.keras4j.backend.cpu.simd.VectorConstants.LN2_LOW;
import static org.keras4j.backend.cpu.simd.VectorConstants.LOG2_E;
import static org.keras4j.backend.cpu.simd.VectorConstants.MANTISSA_MASK;
import static org.keras4j.backend.cpu.simd.VectorConstants.MINUS_ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.MIN_NORMAL;
import static org.keras4j.backend.cpu.simd.VectorConstants.NAN;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_INFINITY;
import static org.keras4j.backend.cpu.simd.VectorConstants.NEGATIVE_LIMIT;
import static org.keras4j.backend.cpu.simd.VectorConstants.ONE;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER;
import static org.keras4j.backend.cpu.simd.VectorConstants.ROUNDER_BITS;
import static org.keras4j.backend.cpu.simd.VectorConstants.SQRT_HALF_BITS;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWENTY_THREE;
import static org.keras4j.backend.cpu.simd.VectorConstants.TWO_POW_23;
import static org.keras4j.backend.cpu.simd.VectorConstants.WIDTH;
import static org.keras4j.backend.cpu.simd.VectorConstants.ZERO;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;

/**
 * Logarithms, and softplus, which takes one.
 *
 * <p>Each loop is {@link FloatMath} or {@link FloatActivations}, operation by operation, so the
 * bits are the same; {@code count} is a multiple of the vector width. {@link VectorConstants} says
 * why nothing is shared between loops.
 */
final class VectorLogarithms {

  private VectorLogarithms() {}

  static void log(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      VectorMask<Float> subnormal = x.compare(LT, MIN_NORMAL);
      FloatVector normal = x.blend(x.mul(TWO_POW_23), subnormal);
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23);
      FloatVector kl = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
      kl = kl.blend(kl.sub(TWENTY_THREE), subnormal);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
      FloatVector square = f.mul(f);
      FloatVector p = f.mul(L8).add(L7).mul(f).add(L6).mul(f).add(L5).mul(f).add(L4);
      p = p.mul(f).add(L3).mul(f).add(L2).mul(f).add(L1).mul(f).add(L0);
      FloatVector small = square.mul(f).mul(p).add(kl.mul(LN2_LOW).add(ZERO));
      FloatVector log = kl.mul(LN2_HIGH).add(f.sub(square.mul(HALF).sub(small)));
      log.blend(NAN, x.compare(GT, ZERO).not()) // "not above 0" catches NaN too
          .blend(NEGATIVE_INFINITY, x.compare(EQ, ZERO))
          .blend(x, x.compare(EQ, INFINITY))
          .intoArray(b, bAt + i);
    }
  }

  static void log1p(float[] a, int aAt, float[] b, int bAt, int count) {
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector u = x.add(ONE);
      FloatVector added = u.sub(ONE);
      FloatVector lost = ONE.sub(u.sub(added)).add(x.sub(added));
      FloatVector correction = lost.div(u);
      VectorMask<Float> subnormal = u.compare(LT, MIN_NORMAL);
      FloatVector normal = u.blend(u.mul(TWO_POW_23), subnormal);
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23);
      FloatVector kl = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
      kl = kl.blend(kl.sub(TWENTY_THREE), subnormal);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
      FloatVector square = f.mul(f);
      FloatVector p = f.mul(L8).add(L7).mul(f).add(L6).mul(f).add(L5).mul(f).add(L4);
      p = p.mul(f).add(L3).mul(f).add(L2).mul(f).add(L1).mul(f).add(L0);
      FloatVector small = square.mul(f).mul(p).add(kl.mul(LN2_LOW).add(correction));
      FloatVector log = kl.mul(LN2_HIGH).add(f.sub(square.mul(HALF).sub(small)));
      log.blend(NAN, x.compare(GT, MINUS_ONE).not())
          .blend(NEGATIVE_INFINITY, x.compare(EQ, MINUS_ONE))
          .blend(x, x.compare(EQ, INFINITY))
          .blend(x, x.compare(EQ, ZERO))
          .intoArray(b, bAt + i);
    }
  }

  /** {@code sign * softplus(sign * x)}: softplus for 1, log-sigmoid for -1. */
  static void softplus(float sign, float[] a, int aAt, float[] b, int bAt, int count) {
    FloatVector signs = FloatVector.broadcast(FLOATS, sign);
    for (int i = 0; i < count; i += WIDTH) {
      FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + i);
      FloatVector w = x.mul(signs);
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
      FloatVector u = e.add(ONE);
      FloatVector added = u.sub(ONE);
      FloatVector lost = ONE.sub(u.sub(added)).add(e.sub(added));
      FloatVector correction = lost.div(u);
      VectorMask<Float> subnormal = u.compare(LT, MIN_NORMAL);
      FloatVector normal = u.blend(u.mul(TWO_POW_23), subnormal);
      IntVector bits = normal.reinterpretAsInts().sub(SQRT_HALF_BITS);
      IntVector exponent = bits.lanewise(VectorOperators.ASHR, 23);
      FloatVector kl = (FloatVector) exponent.convert(VectorOperators.I2F, 0);
      kl = kl.blend(kl.sub(TWENTY_THREE), subnormal);
      FloatVector f = bits.and(MANTISSA_MASK).add(SQRT_HALF_BITS).reinterpretAsFloats().sub(ONE);
      FloatVector square = f.mul(f);
      FloatVector p = f.mul(L8).add(L7).mul(f).add(L6).mul(f).add(L5).mul(f).add(L4);
      p = p.mul(f).add(L3).mul(f).add(L2).mul(f).add(L1).mul(f).add(L0);
      FloatVector small = square.mul(f).mul(p).add(kl.mul(LN2_LOW).add(correction));
      FloatVector log = kl.mul(LN2_HIGH).add(f.sub(square.mul(HALF).sub(small)));
      log = log.blend(e, e.compare(EQ, ZERO)).blend(NAN, e.compare(GT, MINUS_ONE).not());
      FloatVector above = w.blend(ZERO, w.compare(LE, ZERO));
      above.add(log).mul(signs).intoArray(b, bAt + i);
    }
  }
}
