package org.keras4j.quantizers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Contraction;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.Projection;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.WeightScheme;
import org.keras4j.op.Surrogate;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Weights as 8-bit integers, with a factor for each column of a kernel and each row of a table. The
 * inputs of a kernel are quantized at each call, with a factor for each row, and whole numbers are
 * multiplied.
 */
record Int8Weights() implements WeightScheme {
  @Override
  public Projection projection(
      BuildContext ctx, String name, Shape shape, WeightArgs args, Contraction contraction) {
    Variable kernel = ctx.addStandIn(name, shape, DType.INT8, Zeros.of());
    Variable scale =
        ctx.addState(
            name + "_scale", contraction.scaleShape(shape), ctx.variableDType(), Ones.of());
    Quantizer inputs =
        BaseQuantizationConfig.activationQuantizer(ctx.quantizationConfig(), AbsMaxQuantizer.of());
    return new QuantizedProjection(shape, new Product(kernel, scale, contraction, inputs)::apply);
  }

  @Override
  public LookupTable table(BuildContext ctx, String name, Shape shape, WeightArgs args) {
    return Table.create(ctx, name, shape);
  }

  @Override
  public ReversibleTable reversibleTable(
      BuildContext ctx, String name, Shape shape, WeightArgs args, boolean tied) {
    Table table = Table.create(ctx, name, shape);
    Quantizer quantizer =
        BaseQuantizationConfig.activationQuantizer(ctx.quantizationConfig(), AbsMaxQuantizer.of());
    if (tied) {
      return QuantizedReversibleTable.ofLevels(
          table,
          quantizer,
          call -> ShapeOps.transpose(call.readExact(table.levels)),
          call -> call.read(table.scale));
    }
    // No stand-in: files have it behind the table's factors.
    Shape turned = Shape.of(shape.dim(1), shape.dim(0));
    Variable reverse = ctx.addState("reverse_" + name, turned, DType.INT8, Zeros.of());
    Variable scale = scale(ctx, "reverse_" + name, shape.dim(0));
    return QuantizedReversibleTable.ofLevels(
        table, quantizer, call -> call.readExact(reverse), call -> call.read(scale));
  }

  private static Variable scale(BuildContext ctx, String of, int count) {
    return ctx.addState(of + "_scale", Shape.of(count), ctx.variableDType(), Ones.of());
  }

  /** Rows with a factor each. */
  private record Table(Variable levels, Variable scale) implements LookupTable {
    static Table create(BuildContext ctx, String name, Shape shape) {
      Variable levels = ctx.addStandIn(name, shape, DType.INT8, Zeros.of());
      return new Table(levels, Int8Weights.scale(ctx, name, shape.dim(0)));
    }

    @Override
    public Tensor take(CallContext ctx, Tensor indices) {
      Tensor rows = IndexOps.take(ctx.readExact(levels), indices, 0);
      Tensor factors = IndexOps.take(ctx.read(scale), indices, 0);
      return MathOps.divide(
          DTypes.cast(rows, ctx.computeDType()), ShapeOps.expandDims(factors, -1));
    }
  }

  /**
   * The product of inputs and such a kernel.
   *
   * @param quantizer of the inputs; null for none
   */
  private record Product(
      Variable kernel, Variable scale, Contraction contraction, Quantizer quantizer) {
    Tensor apply(CallContext ctx, Tensor given) {
      Tensor inputs = DTypes.cast(given, ctx.computeDType());
      Tensor levels = ctx.readExact(kernel);
      Tensor factors = ctx.read(scale);
      Tensor exact =
          MathOps.divide(
              DTypes.cast(levels, ctx.computeDType()),
              contraction.alongKernel(factors, kernel.shape()));
      // As in Keras the gradient takes no notice of the inputs' rounding.
      return new Surrogate()
          .on(product(ctx, inputs, levels, factors), contraction.product(inputs, exact));
    }

    private Tensor product(CallContext ctx, Tensor inputs, Tensor levels, Tensor factors) {
      if (quantizer == null) {
        Tensor sums = contraction.product(inputs, DTypes.cast(levels, ctx.computeDType()));
        return MathOps.divide(sums, factors);
      }
      Quantizer.Quantized rows = quantizer.quantize(inputs, contraction.inputAxes(inputs.rank()));
      // Floats hold sums of these products exactly up to 2^24: whatever 1,024 terms may give.
      Tensor sums =
          contraction.product(
              DTypes.cast(rows.values(), DType.FLOAT32), DTypes.cast(levels, DType.FLOAT32));
      return MathOps.divide(
          DTypes.cast(sums, ctx.computeDType()),
          MathOps.multiply(factors, contraction.alongOutputs(rows.scale())));
    }
  }
}
