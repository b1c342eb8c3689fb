package org.keras4j.layers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** One trainable variable for each weight. */
final class PlainWeights implements WeightScheme {
  @Override
  public Projection projection(
      BuildContext ctx, String name, Shape shape, WeightArgs args, Contraction contraction) {
    return new Kernel(ctx.addWeight(name, shape, args), contraction);
  }

  @Override
  public LookupTable table(BuildContext ctx, String name, Shape shape, WeightArgs args) {
    Variable table = ctx.addWeight(name, shape, args);
    return (call, indices) -> rows(call, table, indices);
  }

  /** The rows that are taken are cast, not the whole table. */
  private static Tensor rows(CallContext call, Variable table, Tensor indices) {
    return DTypes.cast(IndexOps.take(call.readExact(table), indices, 0), call.computeDType());
  }

  @Override
  public ReversibleTable reversibleTable(
      BuildContext ctx, String name, Shape shape, WeightArgs args, boolean tied) {
    Variable table = ctx.addWeight(name, shape, args);
    Shape turned = Shape.of(shape.dim(1), shape.dim(0));
    WeightArgs begun = WeightArgs.of(args.initializer()); // Keras gives it nothing else
    return new BothWays(table, tied ? null : ctx.addWeight("reverse_" + name, turned, begun));
  }

  /**
   * A table and its way back.
   *
   * @param reverse the kernel of the way back; null for the transposed table
   */
  private record BothWays(Variable table, Variable reverse) implements ReversibleTable {
    @Override
    public Tensor take(CallContext ctx, Tensor indices) {
      return rows(ctx, table, indices);
    }

    @Override
    public Tensor scores(CallContext ctx, Tensor vectors, DType dtype) {
      Tensor kernel = reverse == null ? ShapeOps.transpose(ctx.read(table)) : ctx.read(reverse);
      return dtype == null
          ? ProductOps.matmul(vectors, kernel)
          : ProductOps.matmul(DTypes.cast(vectors, dtype), DTypes.cast(kernel, dtype));
    }
  }

  private record Kernel(Variable kernel, Contraction contraction) implements Projection {
    @Override
    public Tensor apply(CallContext ctx, Tensor inputs, Variable bias) {
      Tensor x = contraction.product(inputs, ctx.read(kernel));
      return bias == null ? x : MathOps.add(x, ctx.read(bias));
    }

    @Override
    public Shape shape() {
      return kernel.shape();
    }
  }
}
