package org.keras4j.quantizers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Rows of 4-bit integers, two a byte: with a factor each, or in blocks with a factor and a zero
 * point each.
 *
 * @param shape {@code (rows, columns)} as the layer sees it
 * @param scale a factor a row; null with blocks
 * @param groups of columns; null without blocks
 */
record Int4Table(Shape shape, Variable packed, Variable scale, Groups groups)
    implements LookupTable {
  /**
   * The variables.
   *
   * @param block how many columns share a factor; -1 for all
   */
  static Int4Table create(BuildContext ctx, String name, Shape shape, int block) {
    int rows = shape.dim(0);
    int columns = shape.dim(1);
    Variable packed =
        ctx.addStandIn(name, Shape.of(rows, Nibbles.bytes(columns)), DType.INT8, Zeros.of());
    if (block < 0) {
      return new Int4Table(shape, packed, factors(ctx, name, Shape.of(rows)), null);
    }
    Shape scales = Shape.of(rows, Groups.count(columns, block));
    Groups groups = Groups.create(ctx, name, scales, DType.INT8, columns);
    return new Int4Table(shape, packed, null, groups);
  }

  private static Variable factors(BuildContext ctx, String of, Shape shape) {
    return ctx.addState(of + "_scale", shape, ctx.variableDType(), Ones.of());
  }

  private Tensor levels(CallContext ctx) {
    return Nibbles.signed(ctx.readExact(packed), shape.dim(1));
  }

  @Override
  public Tensor take(CallContext ctx, Tensor indices) {
    Tensor rows = IndexOps.take(levels(ctx), indices, 0);
    if (groups == null) {
      Tensor factors = IndexOps.take(ctx.read(scale), indices, 0);
      return MathOps.divide(
          DTypes.cast(rows, ctx.computeDType()), ShapeOps.expandDims(factors, -1));
    }
    return groups.weights(
        ctx,
        rows,
        IndexOps.take(ctx.read(groups.scale()), indices, 0),
        IndexOps.take(ctx.readExact(groups.zero()), indices, 0),
        -1);
  }

  /** With the transposed table as the way back. */
  ReversibleTable tied(Quantizer quantizer) {
    return groups == null
        ? QuantizedReversibleTable.ofLevels(
            this, quantizer, ctx -> ShapeOps.transpose(levels(ctx)), ctx -> ctx.read(scale))
        : QuantizedReversibleTable.ofWeights(
            this,
            quantizer,
            ctx ->
                groups.weights(
                    ctx,
                    ShapeOps.transpose(levels(ctx)),
                    ShapeOps.transpose(ctx.read(groups.scale())),
                    ShapeOps.transpose(ctx.readExact(groups.zero())),
                    0));
  }

  /** With a kernel of its own as the way back, packed along its columns. */
  ReversibleTable untied(BuildContext ctx, String name, Quantizer quantizer) {
    int rows = shape.dim(0);
    int columns = shape.dim(1);
    String reverse = "reverse_" + name;
    // No stand-in: files have it behind the table's factors.
    Variable kernel =
        ctx.addState(reverse, Shape.of(Nibbles.bytes(columns), rows), DType.INT8, Zeros.of());
    if (groups == null) {
      Variable factors = factors(ctx, reverse, Shape.of(rows));
      return QuantizedReversibleTable.ofLevels(
          this, quantizer, call -> unpacked(call, kernel, columns), call -> call.read(factors));
    }
    Shape scales = Shape.of(groups.scale().shape().dim(1), rows);
    Variable factors = factors(ctx, reverse, scales);
    // As in Keras, these zero points are floats.
    Variable zeros = ctx.addState(reverse + "_zero", scales, ctx.variableDType(), Zeros.of());
    return QuantizedReversibleTable.ofWeights(
        this,
        quantizer,
        call ->
            groups.weights(
                call, unpacked(call, kernel, columns), call.read(factors), call.read(zeros), 0));
  }

  private static Tensor unpacked(CallContext ctx, Variable packed, int columns) {
    return ShapeOps.transpose(Nibbles.signed(ShapeOps.transpose(ctx.readExact(packed)), columns));
  }
}
