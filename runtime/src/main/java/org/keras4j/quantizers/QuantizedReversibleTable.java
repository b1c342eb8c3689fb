package org.keras4j.quantizers;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.tensor.DType;

/**
 * A table for both directions that is kept in some other form. As in Keras the gradient of the way
 * back is that of rounded inputs: it has only what their factors add.
 *
 * @param rows the way there
 * @param product the way back
 */
record QuantizedReversibleTable(LookupTable rows, BiFunction<CallContext, Tensor, Tensor> product)
    implements ReversibleTable {
  /**
   * A table whose way back multiplies whole numbers.
   *
   * @param quantizer of the vectors; null for none
   * @param levels {@code (columns, rows)}
   * @param factors one a row
   */
  static QuantizedReversibleTable ofLevels(
      LookupTable rows,
      Quantizer quantizer,
      Function<CallContext, Tensor> levels,
      Function<CallContext, Tensor> factors) {
    return new QuantizedReversibleTable(
        rows,
        (ctx, vectors) -> {
          if (quantizer == null) {
            Tensor sums = ProductOps.matmul(vectors, levels.apply(ctx));
            return MathOps.divide(DTypes.cast(sums, ctx.computeDType()), factors.apply(ctx));
          }
          Quantizer.Quantized rounded = quantizer.quantize(vectors, lastAxis(vectors));
          Tensor sums =
              ProductOps.matmul(
                  DTypes.cast(rounded.values(), DType.FLOAT32),
                  DTypes.cast(levels.apply(ctx), DType.FLOAT32));
          return MathOps.divide(
              DTypes.cast(sums, ctx.computeDType()),
              MathOps.multiply(rounded.scale(), factors.apply(ctx)));
        });
  }

  /**
   * A table whose way back multiplies with the weights that its levels mean.
   *
   * @param quantizer of the vectors; null for none
   * @param weights {@code (columns, rows)}
   */
  static QuantizedReversibleTable ofWeights(
      LookupTable rows, Quantizer quantizer, Function<CallContext, Tensor> weights) {
    return new QuantizedReversibleTable(
        rows,
        (ctx, vectors) -> {
          Tensor kernel = weights.apply(ctx);
          if (quantizer == null) {
            return ProductOps.matmul(vectors, kernel);
          }
          Quantizer.Quantized rounded = quantizer.quantize(vectors, lastAxis(vectors));
          return MathOps.divide(
              ProductOps.matmul(DTypes.cast(rounded.values(), kernel.dtype()), kernel),
              rounded.scale());
        });
  }

  private static List<Integer> lastAxis(Tensor vectors) {
    return List.of(vectors.rank() - 1);
  }

  @Override
  public Tensor take(CallContext ctx, Tensor indices) {
    return rows.take(ctx, indices);
  }

  @Override
  public Tensor scores(CallContext ctx, Tensor vectors, DType dtype) {
    return product.apply(ctx, vectors);
  }
}
