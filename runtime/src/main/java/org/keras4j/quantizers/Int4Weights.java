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
    int rows = shape.dim(0);
    int columns = shape.dim(1);
    int block = blockSize(ctx.quantizationConfig());
    Variable packed =
        ctx.addStandIn(name, Shape.of(rows, Nibbles.bytes(columns)), DType.INT8, Zeros.of());
    if (block < 0) {
      Variable scale =
          ctx.addState(name + "_scale", Shape.of(rows), ctx.variableDType(), Ones.of());
      return (call, indices) -> {
        Tensor levels = levels(call, packed, columns, indices);
        Tensor factors = IndexOps.take(call.read(scale), indices, 0);
        return MathOps.divide(
            DTypes.cast(levels, call.computeDType()), ShapeOps.expandDims(factors, -1));
      };
    }
    Shape scales = Shape.of(rows, Groups.count(columns, block));
    Groups groups = Groups.create(ctx, name, scales, DType.INT8, columns);
    return (call, indices) ->
        groups.weights(
            call,
            levels(call, packed, columns, indices),
            IndexOps.take(call.read(groups.scale()), indices, 0),
            IndexOps.take(call.readExact(groups.zero()), indices, 0),
            -1);
  }

  private static Tensor levels(CallContext ctx, Variable packed, int columns, Tensor indices) {
    return IndexOps.take(Nibbles.signed(ctx.readExact(packed), columns), indices, 0);
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
