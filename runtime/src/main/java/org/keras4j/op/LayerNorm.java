package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.cast;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Emit.subtract;
import static org.keras4j.op.Expr.wide;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Normalises over {@code axes} to mean 0 and variance 1, then scales and shifts. Keras: {@code
 * keras.ops.layer_normalization}.
 *
 * <p>Inputs: x, then gamma if {@code scale}, then beta if {@code center}; both have one dimension
 * for each of {@code axes}.
 *
 * @param axes counted from the front, ascending
 */
public record LayerNorm(List<Integer> axes, double epsilon, boolean scale, boolean center)
    implements CompositeOp {
  public LayerNorm {
    axes = List.copyOf(axes);
  }

  /** Shape that lets a weight over {@code axes} broadcast against {@code x}. */
  static Shape weightShape(Shape x, List<Integer> axes, Shape weight) {
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    for (int i = 0; i < axes.size(); i++) {
      dims[axes.get(i)] = weight.dim(i);
    }
    return Shape.of(dims);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 1 + (scale ? 1 : 0) + (center ? 1 : 0));
    Expect.floats(this, inputs, 0, inputs.size());
    Shape x = Expect.minRank(this, inputs, 0, 1 + axes.get(axes.size() - 1));
    Shape weights = Shape.of(axes.stream().mapToInt(x::dim).toArray());
    for (int i = 1; i < inputs.size(); i++) {
      Expect.shape(this, inputs, i, weights);
    }
    return List.of(inputs.get(0));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor x = wide(inputs.get(0));
    Tensor centered = subtract(x, Expr.mean(x, axes));
    Tensor variance = Expr.mean(UnaryOp.SQUARE.on(centered), axes);
    Tensor y = multiply(centered, UnaryOp.RSQRT.on(add(variance, epsilon)));
    int next = 1;
    if (scale) {
      y = multiply(y, weight(x, inputs.get(next++)));
    }
    if (center) {
      y = add(y, weight(x, inputs.get(next)));
    }
    return List.of(cast(y, inputs.get(0).dtype()));
  }

  private Tensor weight(Tensor x, Tensor weight) {
    return Emit.reshape(wide(weight), weightShape(x.shape(), axes, weight.shape()));
  }
}
