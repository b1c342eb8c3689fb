package org.keras4j.op;

import static org.keras4j.op.Emit.cast;
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
 * {@code x - log(sum(exp(x)))} along one axis. Keras: {@code keras.ops.log_softmax}.
 *
 * @param axis counted from the front
 */
public record LogSoftmax(int axis) implements CompositeOp {
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
    Tensor shifted = subtract(x, largest);
    Tensor logSum = UnaryOp.LOG.on(sum(UnaryOp.EXP.on(shifted), true, axis));
    return List.of(cast(subtract(shifted, logSum), inputs.get(0).dtype()));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    Tensor g = wide(v.grad());
    Tensor softmax = UnaryOp.EXP.on(wide(v.out()));
    return List.of(cast(subtract(g, multiply(softmax, sum(g, true, axis))), v.in(0).dtype()));
  }
}
