package org.keras4j.op;

import static org.keras4j.op.Emit.cast;
import static org.keras4j.op.Emit.divide;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Emit.subtract;
import static org.keras4j.op.Expr.sum;
import static org.keras4j.op.Expr.wide;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.TensorSpec;

/**
 * {@code exp(x) / sum(exp(x))} along one axis. Keras: {@code keras.ops.softmax}.
 *
 * @param axis counted from the front
 */
public record Softmax(int axis) implements CompositeOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1);
    Expect.floats(this, inputs, 0, 1);
    Expect.minRank(this, inputs, 0, axis + 1);
    return inputs;
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor x = wide(inputs.get(0));
    Tensor largest = new StopGradient().on(new Reduce(ReduceKind.MAX, List.of(axis), true).on(x));
    Tensor exp = UnaryOp.EXP.on(subtract(x, largest));
    return List.of(cast(divide(exp, sum(exp, true, axis)), inputs.get(0).dtype()));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor y = wide(v.out());
    Tensor weighted = multiply(y, wide(v.grad()));
    Tensor dx = subtract(weighted, multiply(y, sum(weighted, true, axis)));
    return List.of(cast(dx, v.in(0).dtype()));
  }
}
