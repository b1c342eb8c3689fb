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
 * Normalises with given statistics: {@code (x - mean) / sqrt(variance + epsilon) * gamma + beta}.
 * Keras: {@code keras.ops.batch_normalization}.
 *
 * <p>Inputs: x, mean, variance, then gamma if {@code scale}, then beta if {@code center}; all but x
 * are vectors as long as {@code axis}.
 *
 * @param axis the channel axis, counted from the front
 */
public record BatchNormInference(int axis, double epsilon, boolean scale, boolean center)
    implements CompositeOp {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 3 + (scale ? 1 : 0) + (center ? 1 : 0));
    Expect.floats(this, inputs, 0, inputs.size());
    Shape x = Expect.minRank(this, inputs, 0, axis + 1);
    for (int i = 1; i < inputs.size(); i++) {
      Expect.shape(this, inputs, i, Shape.of(x.dim(axis)));
    }
    return List.of(inputs.get(0));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor x = wide(inputs.get(0));
    Tensor mean = wide(inputs.get(1));
    Tensor factor = UnaryOp.RSQRT.on(add(wide(inputs.get(2)), epsilon));
    int next = 3;
    if (scale) {
      factor = multiply(factor, wide(inputs.get(next++)));
    }
    Tensor shift = multiply(mean, factor);
    shift = center ? subtract(wide(inputs.get(next)), shift) : UnaryOp.NEGATE.on(shift);
    Tensor y = add(multiply(x, alongAxis(x, factor)), alongAxis(x, shift));
    return List.of(cast(y, inputs.get(0).dtype()));
  }

  private Tensor alongAxis(Tensor x, Tensor vector) {
    if (axis == x.rank() - 1) {
      return vector;
    }
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    dims[axis] = vector.dim(0);
    return Emit.reshape(vector, Shape.of(dims));
  }
}
