package org.keras4j.quantizers;

import java.util.function.Function;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Contraction;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.Projection;
import org.keras4j.layers.QuantizationConfig;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.WeightScheme;
import org.keras4j.op.Surrogate;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Weights as 4-bit integers, two a byte, with a factor for each column of a kernel and each row of
 * a table; or, in blocks, a factor and a zero point for each column or row of a block.
 *
 * @param blockSize rows of a kernel or columns of a table that share a factor; -1 for all
 */
record Int4Weights(int blockSize) implements WeightScheme {
  @Override
  public Projection projection(
      BuildContext ctx, String name, Shape shape, WeightArgs args, Contraction contraction) {
    Matrix matrix = Matrix.of(shape, contraction);
    Variable packed =
        ctx.addStandIn(
            name, Shape.of(matrix.rows(), Nibbles.bytes(matrix.columns())), DType.INT8, Zeros.of());
    Function<CallContext, Tensor> kernel =
        kernel(ctx, name, matrix, packed, blockSize(ctx.quantizationConfig()));
    Quantizer quantizer =
        BaseQuantizationConfig.activationQuantizer(ctx.quantizationConfig(), null);
    return new QuantizedProjection(
        shape,
        (call, given) -> {
          Tensor weights = ShapeOps.reshape(kernel.apply(call), shape);
          Tensor inputs = DTypes.cast(given, call.computeDType());
          Tensor product = contraction.product(inputs, weights);
          if (quantizer == null) {
            return product;
          }
          Quantizer.Quantized rows =
              quantizer.quantize(inputs, contraction.inputAxes(inputs.rank()));
          Tensor sums = contraction.product(rows.values(), weights);
          return new Surrogate()
              .on(MathOps.divide(sums, contraction.alongOutputs(rows.scale())), product);
        });
  }

  /** The kernel as a matrix of floats. */
  private static Function<CallContext, Tensor> kernel(
      BuildContext ctx, String name, Matrix matrix, Variable packed, int block) {
    int columns = matrix.columns();
    if (block < 0) {
      Variable scale =
          ctx.addState(name + "_scale", Shape.of(columns), ctx.variableDType(), Ones.of());
      return call ->
          MathOps.divide(
              DTypes.cast(Nibbles.signed(call.readExact(packed), columns), call.computeDType()),
              call.read(scale));
    }
    Shape scales = Shape.of(Groups.count(matrix.rows(), block), columns);
    Groups groups = Groups.create(ctx, name, scales, DType.INT8, matrix.rows());
    return call ->
        groups.weights(
            call,
            Nibbles.signed(call.readExact(packed), columns),
            call.read(groups.scale()),
            call.readExact(groups.zero()),
            0);
  }

  @Override
  public LookupTable table(BuildContext ctx, String name, Shape shape, WeightArgs args) {
    return Int4Table.create(ctx, name, shape, blockSize(ctx.quantizationConfig()));
  }

  @Override
  public ReversibleTable reversibleTable(
      BuildContext ctx, String name, Shape shape, WeightArgs args, boolean tied) {
    Int4Table table = Int4Table.create(ctx, name, shape, blockSize(ctx.quantizationConfig()));
    Quantizer quantizer =
        BaseQuantizationConfig.activationQuantizer(ctx.quantizationConfig(), AbsMaxQuantizer.of());
    return tied ? table.tied(quantizer) : table.untied(ctx, name, quantizer);
  }

  /** What a layer was told goes before the policy. */
  private int blockSize(QuantizationConfig config) {
    if (config == null || !config.config().args().contains(Int4QuantizationConfig.BLOCK_SIZE)) {
      return blockSize;
    }
    Integer told = config.config().get(Int4QuantizationConfig.BLOCK_SIZE);
    return told == null ? -1 : told;
  }
}
