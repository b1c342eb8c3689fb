package org.keras4j.op;

import static org.keras4j.op.Emit.add;
import static org.keras4j.op.Emit.cast;
import static org.keras4j.op.Emit.multiply;
import static org.keras4j.op.Expr.transpose;
import static org.keras4j.op.Expr.wide;

import java.util.List;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * {@code softmax(query key' * scale + bias) value} for each head. Keras: {@code
 * keras.ops.dot_product_attention}.
 *
 * <p>Inputs: query {@code (B, T, N, H)}, key {@code (B, S, N, H)}, value {@code (B, S, N, V)}, then
 * if {@code hasBias} a bias and if {@code hasMask} a bool mask (true: attend), both broadcast to
 * {@code (B, N, T, S)}. Output: {@code (B, T, N, V)}.
 *
 * @param causal whether position t sees only positions up to t
 */
public record ScaledDotProductAttention(
    double scale, boolean causal, boolean hasBias, boolean hasMask) implements CompositeOp {
  /**
   * What Keras puts in place of a masked logit: large enough to vanish, small enough to be finite.
   */
  private static final double MASKED = 3.38953e38 * -0.7;

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    Expect.count(this, inputs, 3 + (hasBias ? 1 : 0) + (hasMask ? 1 : 0));
    Expect.floats(this, inputs, 0, hasBias ? 4 : 3);
    Shape query = Expect.rank(this, inputs, 0, 4);
    Shape key = Expect.rank(this, inputs, 1, 4);
    Shape value = Expect.rank(this, inputs, 2, 4);
    int batch = Expect.sameDim(this, inputs, "batch sizes", query.dim(0), key.dim(0));
    batch = Expect.sameDim(this, inputs, "batch sizes", batch, value.dim(0));
    int heads = Expect.sameDim(this, inputs, "numbers of heads", query.dim(2), key.dim(2));
    heads = Expect.sameDim(this, inputs, "numbers of heads", heads, value.dim(2));
    int keys = Expect.sameDim(this, inputs, "lengths of key and value", key.dim(1), value.dim(1));
    Expect.sameDim(this, inputs, "sizes of query and key", query.dim(3), key.dim(3));
    Shape logits = Shape.of(batch, heads, query.dim(1), keys);
    for (int i = 3; i < inputs.size(); i++) {
      Shape both = Shape.broadcast(logits, inputs.get(i).shape());
      Expect.check(
          both.isCompatible(logits),
          this,
          "expects input " + i + " to broadcast to " + logits,
          inputs);
    }
    Expect.check(
        !hasMask || inputs.get(inputs.size() - 1).dtype() == DType.BOOL,
        this,
        "expects a mask of dtype bool",
        inputs);
    return List.of(inputs.get(0).withShape(Shape.of(batch, query.dim(1), heads, value.dim(3))));
  }

  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    Tensor query = transpose(wide(inputs.get(0)), 0, 2, 1, 3);
    Tensor key = transpose(wide(inputs.get(1)), 0, 2, 1, 3);
    Tensor value = transpose(wide(inputs.get(2)), 0, 2, 1, 3);
    Tensor logits = multiply(Expr.matmulTb(query, key), scale);
    if (hasBias) {
      logits = add(logits, wide(inputs.get(3)));
    }
    if (hasMask) {
      logits = masked(logits, inputs.get(inputs.size() - 1));
    }
    if (causal) {
      logits = masked(logits, Expr.lowerTriangle(logits.dim(2), logits.dim(3), 0));
    }
    Tensor attended = Expr.matmul(new Softmax(3).on(logits), value);
    return List.of(cast(transpose(attended, 0, 2, 1, 3), inputs.get(0).dtype()));
  }

  private static Tensor masked(Tensor logits, Tensor mask) {
    return Emit.select(mask, logits, Emit.scalar(logits, MASKED));
  }
}
