package org.keras4j.quantizers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.Contraction;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.Projection;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.WeightScheme;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Weights as GPTQ and AWQ leave them: kernels transposed, in levels from zero up, with factors and
 * zero points for groups of rows. Tables stay as they are.
 *
 * @param bits of a level; two levels of 4 bits share a byte
 * @param groupSize rows that share a factor; -1 for all
 * @param scaled whether rows were multiplied by factors of their own before (AWQ)
 */
record CalibratedWeights(int bits, int groupSize, boolean scaled) implements WeightScheme {
  @Override
  public Projection projection(
      BuildContext ctx, String name, Shape shape, WeightArgs args, Contraction contraction) {
    Matrix matrix = matrix(ctx, shape);
    int columns = matrix.columns();
    boolean isPacked = bits == 4;
    Variable levels =
        ctx.addState(
            name,
            Shape.of(isPacked ? Nibbles.bytes(columns) : columns, matrix.rows()),
            DType.UINT8,
            Zeros.of());
    Shape scales = Shape.of(columns, Groups.count(matrix.rows(), groupSize));
    Variable scale = ctx.addState(name + "_scale", scales, ctx.variableDType(), Ones.of());
    Variable zero = ctx.addState(name + "_zero", scales, DType.UINT8, Zeros.of());
    Variable rowScale =
        scaled
            ? ctx.addState("awq_scales", Shape.of(matrix.rows()), ctx.variableDType(), Ones.of())
            : null;
    Groups groups = new Groups(scale, zero, Groups.index(ctx, matrix.rows()));
    return new QuantizedProjection(
        shape,
        (call, inputs) -> {
          Tensor turned = ShapeOps.transpose(call.readExact(levels));
          Tensor weights =
              groups.weights(
                  call,
                  isPacked ? Nibbles.unsigned(turned, columns) : turned,
                  ShapeOps.transpose(call.read(scale)),
                  ShapeOps.transpose(call.readExact(zero)),
                  0);
          if (rowScale != null) {
            weights = MathOps.divide(weights, ShapeOps.expandDims(call.read(rowScale), -1));
          }
          return contraction.product(
              DTypes.cast(inputs, call.computeDType()), ShapeOps.reshape(weights, shape));
        });
  }

  /** Keras takes a kernel of three dimensions apart at the greatest. */
  private static Matrix matrix(BuildContext ctx, Shape kernel) {
    if (kernel.rank() == 2) {
      return new Matrix(kernel.dim(0), kernel.dim(1));
    }
    if (kernel.rank() != 3) {
      throw new KerasException(
          "Layer '"
              + ctx.path()
              + "': GPTQ and AWQ know kernels of 2 or 3 dimensions. Received: shape "
              + kernel);
    }
    boolean isFirst = kernel.dim(0) >= Math.max(kernel.dim(1), kernel.dim(2));
    return isFirst
        ? new Matrix(kernel.dim(0), kernel.dim(1) * kernel.dim(2))
        : new Matrix(kernel.dim(0) * kernel.dim(1), kernel.dim(2));
  }

  @Override
  public LookupTable table(BuildContext ctx, String name, Shape shape, WeightArgs args) {
    throw UnsupportedMode.table(ctx, scaled ? "awq" : "gptq");
  }

  @Override
  public ReversibleTable reversibleTable(
      BuildContext ctx, String name, Shape shape, WeightArgs args, boolean tied) {
    throw UnsupportedMode.table(ctx, scaled ? "awq" : "gptq");
  }
}
