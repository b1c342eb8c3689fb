package org.keras4j.quantizers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Factors and zero points of groups of weights. Keras: {@code dequantize_with_sz_map}.
 *
 * @param scale one factor a group
 * @param zero the level that means zero, one a group
 * @param index the group of each position
 */
record Groups(Variable scale, Variable zero, Variable index) {
  /**
   * The variables, in Keras' order.
   *
   * @param shape of factors and zero points
   * @param length how many positions there are
   */
  static Groups create(BuildContext ctx, String name, Shape shape, DType zeros, int length) {
    Variable scale = ctx.addState(name + "_scale", shape, ctx.variableDType(), Ones.of());
    Variable zero = ctx.addState(name + "_zero", shape, zeros, Zeros.of());
    return new Groups(scale, zero, index(ctx, length));
  }

  /** The group of each position, kept as floats. */
  static Variable index(BuildContext ctx, int length) {
    return ctx.addState("g_idx", Shape.of(length), DType.FLOAT32, Zeros.of());
  }

  /** How many groups of {@code size} there are among {@code length}; one where size is -1. */
  static int count(int length, int size) {
    return size < 0 ? 1 : (length + size - 1) / size;
  }

  /** The weights that levels mean, of which an axis is divided into groups. */
  Tensor weights(CallContext ctx, Tensor levels, Tensor scales, Tensor zeros, int axis) {
    Tensor groups = DTypes.cast(ctx.readExact(index), DType.INT32);
    Tensor factors = IndexOps.take(scales, groups, axis);
    Tensor shifts = DTypes.cast(IndexOps.take(zeros, groups, axis), factors.dtype());
    return MathOps.multiply(
        MathOps.subtract(DTypes.cast(levels, factors.dtype()), shifts), factors);
  }
}
