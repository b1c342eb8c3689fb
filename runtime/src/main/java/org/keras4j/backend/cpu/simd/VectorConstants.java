package org.keras4j.backend.cpu.simd;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vector shapes of this machine, and {@link FloatMath}'s constants in every lane.
 *
 * <p>A vector stays in a register only while everything that touches it is inlined into one
 * compiled loop. The JIT compiler always inlines the Vector API itself, but an ordinary helper
 * method only when its budget and compilation history allow, which changes from run to run; when it
 * does not, every vector becomes an object and the loop twenty times slower. So the loops of this
 * package call the Vector API and nothing else, and repeat the sequences they have in common.
 */
final class VectorConstants {
  static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
  static final VectorSpecies<Integer> INTS = IntVector.SPECIES_PREFERRED;
  static final int WIDTH = FLOATS.length();

  static final FloatVector ZERO = broadcast(0f);
  static final FloatVector ONE = broadcast(1f);
  static final FloatVector TWO = broadcast(2f);
  static final FloatVector THREE = broadcast(3f);
  static final FloatVector SIX = broadcast(6f);
  static final FloatVector HALF = broadcast(0.5f);
  static final FloatVector MINUS_ONE = broadcast(-1f);
  static final FloatVector TWENTY_THREE = broadcast(23f);
  static final FloatVector INFINITY = broadcast(Float.POSITIVE_INFINITY);
  static final FloatVector NEGATIVE_INFINITY = broadcast(Float.NEGATIVE_INFINITY);
  static final FloatVector NAN = broadcast(Float.NaN);
  static final FloatVector MIN_NORMAL = broadcast(Float.MIN_NORMAL);
  static final FloatVector EXP_LIMIT = broadcast(FloatMath.EXP_LIMIT);

  /** Above half of this, tanh rounds to 1. */
  static final FloatVector TANH_LIMIT = broadcast(10f);

  static final FloatVector NEGATIVE_LIMIT = broadcast(-FloatMath.EXP_LIMIT);
  static final FloatVector EXPM1_LOW = broadcast(FloatMath.EXPM1_LOW);
  static final FloatVector TANH_SPLIT = broadcast(FloatMath.TANH_SPLIT);
  static final FloatVector ERF_SPLIT = broadcast(FloatMath.ERF_SPLIT);
  static final FloatVector ERF_LIMIT = broadcast(FloatMath.ERF_LIMIT);
  static final FloatVector ROUNDER = broadcast(FloatMath.ROUNDER);

  /** {@link #ROUNDER} for two factors 2^(k/2): adds both biases of their exponents, 2 x 127. */
  static final FloatVector HALVES_ROUNDER = broadcast(FloatMath.ROUNDER + 254f);

  /** {@link #ROUNDER} for a factor of 2^(k + 65), normal for every k from -191 to 62. */
  static final FloatVector SCALED_ROUNDER = broadcast(FloatMath.ROUNDER + 192f);

  static final FloatVector TWO_POW_MINUS_65 = broadcast(0x1p-65f);
  static final FloatVector LOG2_E = broadcast(FloatMath.LOG2_E);
  static final FloatVector LN2_HIGH = broadcast(FloatMath.LN2_HIGH);
  static final FloatVector MINUS_LN2_HIGH = broadcast(-FloatMath.LN2_HIGH);
  static final FloatVector LN2_LOW = broadcast(FloatMath.LN2_LOW);
  static final FloatVector TWO_POW_23 = broadcast(FloatMath.TWO_POW_23);
  static final FloatVector E0 = broadcast(FloatMath.E0);
  static final FloatVector E1 = broadcast(FloatMath.E1);
  static final FloatVector E2 = broadcast(FloatMath.E2);
  static final FloatVector E3 = broadcast(FloatMath.E3);
  static final FloatVector E4 = broadcast(FloatMath.E4);
  static final FloatVector E5 = broadcast(FloatMath.E5);
  static final FloatVector L0 = broadcast(FloatMath.L0);
  static final FloatVector L1 = broadcast(FloatMath.L1);
  static final FloatVector L2 = broadcast(FloatMath.L2);
  static final FloatVector L3 = broadcast(FloatMath.L3);
  static final FloatVector L4 = broadcast(FloatMath.L4);
  static final FloatVector L5 = broadcast(FloatMath.L5);
  static final FloatVector L6 = broadcast(FloatMath.L6);
  static final FloatVector L7 = broadcast(FloatMath.L7);
  static final FloatVector L8 = broadcast(FloatMath.L8);
  static final FloatVector T0 = broadcast(FloatMath.T0);
  static final FloatVector T1 = broadcast(FloatMath.T1);
  static final FloatVector T2 = broadcast(FloatMath.T2);
  static final FloatVector T3 = broadcast(FloatMath.T3);
  static final FloatVector T4 = broadcast(FloatMath.T4);
  static final FloatVector F0 = broadcast(FloatMath.F0);
  static final FloatVector F1 = broadcast(FloatMath.F1);
  static final FloatVector F2 = broadcast(FloatMath.F2);
  static final FloatVector F3 = broadcast(FloatMath.F3);
  static final FloatVector F4 = broadcast(FloatMath.F4);
  static final FloatVector F5 = broadcast(FloatMath.F5);
  static final FloatVector F6 = broadcast(FloatMath.F6);
  static final FloatVector G0 = broadcast(FloatMath.G0);
  static final FloatVector G1 = broadcast(FloatMath.G1);
  static final FloatVector G2 = broadcast(FloatMath.G2);
  static final FloatVector G3 = broadcast(FloatMath.G3);
  static final FloatVector G4 = broadcast(FloatMath.G4);
  static final FloatVector G5 = broadcast(FloatMath.G5);
  static final FloatVector G6 = broadcast(FloatMath.G6);
  static final FloatVector MISH_LIMIT = broadcast(FloatActivations.MISH_LIMIT);
  static final FloatVector GELU_CUBIC = broadcast(FloatActivations.GELU_CUBIC);
  static final FloatVector SQRT_TWO_OVER_PI = broadcast(FloatActivations.SQRT_TWO_OVER_PI);
  static final FloatVector SQRT_HALF = broadcast(FloatActivations.SQRT_HALF);
  static final IntVector ROUNDER_BITS = IntVector.broadcast(INTS, FloatMath.ROUNDER_BITS);
  static final IntVector SQRT_HALF_BITS = IntVector.broadcast(INTS, FloatMath.SQRT_HALF_BITS);
  static final IntVector MANTISSA_MASK = IntVector.broadcast(INTS, FloatMath.MANTISSA_MASK);
  static final IntVector TWICE_BIAS = IntVector.broadcast(INTS, 254);
  static final FloatVector SELU_SCALE = broadcast(FloatActivations.SELU_SCALE);
  static final FloatVector SELU_SCALE_ALPHA = broadcast(FloatActivations.SELU_SCALE_ALPHA);
  static final IntVector SIGN = IntVector.broadcast(INTS, Integer.MIN_VALUE);

  static {
    VectorOperationTables.fill(FLOATS, INTS);
  }

  private VectorConstants() {}

  private static FloatVector broadcast(float value) {
    return FloatVector.broadcast(FLOATS, value);
  }
}
