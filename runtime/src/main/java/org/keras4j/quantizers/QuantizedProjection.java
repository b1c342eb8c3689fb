package org.keras4j.quantizers;

import java.util.function.BiFunction;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Projection;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.Shape;

/**
 * A kernel that is kept in some other form.
 *
 * @param shape of the kernel as the layer sees it
 * @param product the inputs times the kernel
 */
record QuantizedProjection(Shape shape, BiFunction<CallContext, Tensor, Tensor> product)
    implements Projection {
  @Override
  public Tensor apply(CallContext ctx, Tensor inputs, Variable bias) {
    Tensor x = product.apply(ctx, inputs);
    return bias == null ? x : MathOps.add(x, ctx.read(bias));
  }
}
