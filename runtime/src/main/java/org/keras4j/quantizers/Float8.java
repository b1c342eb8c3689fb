package org.keras4j.quantizers;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BitCast;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Floats of 8 bits: {@code float8_e4m3fn}, 4 of them for the exponent and 3 for the fraction. */
final class Float8 {
  /** The greatest one. */
  static final double MAX = 448;

  /** Below this power of two they lie equally far from each other. */
  private static final double LEAST_POWER = 0x1p-6;

  /** How far they lie from each other, in parts of the power of two below. */
  private static final double STEP = 0x1p-3;

  private static final int EXPONENT_BITS = 0x7f800000;

  private Float8() {}

  /** The nearest of them, of two equally near the even one; for values of at most {@link #MAX}. */
  static Tensor round(Tensor x) {
    Tensor wide = DTypes.cast(x, DType.FLOAT32);
    Tensor mask = Constant.of(NDArray.of(new int[] {EXPONENT_BITS}).reshape());
    Tensor power =
        new BitCast(DType.FLOAT32).on(LogicOps.bitwiseAnd(new BitCast(DType.INT32).on(wide), mask));
    Tensor step = MathOps.multiply(MathOps.maximum(power, LEAST_POWER), STEP);
    // All but the rounding is exact: steps are powers of two.
    Tensor rounded = MathOps.multiply(MathOps.round(MathOps.divide(wide, step)), step);
    return DTypes.cast(rounded, x.dtype());
  }
}
