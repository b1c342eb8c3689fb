package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.cast;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Expr.wide;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Divides by the root of the mean square over {@code axes}, then scales. Keras: {@code
 * keras.ops.rms_normalization}.
 *
 * <p>Inputs: x, then if {@code scale} a weight that has one dimension for each of {@code axes}.
 *
 * @param axes counted from the front, ascending
 */
public record RmsNorm(List<Integer> axes, double epsilon, boolean scale) implements CompositeOp {
  public RmsNorm {
    axes = List.copyOf(axes);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, scale ? 2 : 1);
    Expect.floats(this, inputs, 0, inputs.size());
    Shape x = Expect.minRank(this, inputs, 0, 1 + axes.get(axes.size() - 1));
    if (scale) {
      Expect.shape(this, inputs, 1, Shape.of(axes.stream().mapToInt(x::dim).toArray()));
    }
    return List.of(inputs.get(0));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor x = wide(inputs.get(0));
    Tensor meanSquare = Expr.mean(UnaryOp.SQUARE.on(x), axes);
    Tensor y = multiply(x, UnaryOp.RSQRT.on(add(meanSquare, epsilon)));
    if (scale) {
      Tensor weight = inputs.get(1);
      Shape shape = LayerNorm.weightShape(x.shape(), axes, weight.shape());
      y = multiply(y, Emit.reshape(wide(weight), shape));
    }
    return List.of(cast(y, inputs.get(0).dtype()));
  }
}
