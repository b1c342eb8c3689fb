package org.keras4j.layers;

import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
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
    // The rows that are taken are cast, not the whole table.
    return (call, indices) ->
        DTypes.cast(IndexOps.take(call.readExact(table), indices, 0), call.computeDType());
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
