package org.keras4j.ops;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ScaledDotProductAttention;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Attention. Keras: {@code keras.ops.dot_product_attention}. */
public final class AttentionOps {
  private AttentionOps() {}

  /**
   * Scaled dot-product attention of each head.
   *
   * @param query {@code (B, T, N, H)}
   * @param key {@code (B, S, K, H)}; K divides N, each key head serving N / K query heads
   * @param value {@code (B, S, K, V)}
   * @param bias added to the logits, broadcast to {@code (B, N, T, S)}; {@code null} for none
   * @param mask bool, true where to attend, broadcast as the bias; {@code null} for none
   * @param scale of the logits; {@code null} for {@code 1 / sqrt(H)}
   * @param isCausal whether position t sees only positions up to t
   */
  public static Tensor dotProductAttention(
      Tensor query,
      Tensor key,
      Tensor value,
      Tensor bias,
      Tensor mask,
      Double scale,
      boolean isCausal) {
    Arith.require(
        query.rank() == 4 && key.rank() == 4 && value.rank() == 4,
        "`dot_product_attention` only supports 4D inputs. Received: query.shape="
            + query.shape()
            + ", key.shape="
            + key.shape()
            + ", value.shape="
            + value.shape()
            + ".");
    DType dtype = DTypes.floatType(DTypes.resultType(query.dtype(), key.dtype(), value.dtype()));
    int heads = query.dim(2);
    List<Tensor> inputs = new ArrayList<>();
    inputs.add(DTypes.cast(query, dtype));
    inputs.add(repeatHeads(DTypes.cast(key, dtype), heads));
    inputs.add(repeatHeads(DTypes.cast(value, dtype), heads));
    if (bias != null) {
      inputs.add(DTypes.cast(bias, dtype));
    }
    if (mask != null) {
      inputs.add(ControlOps.truth(mask));
    }
    // TensorFlow rounds the factor to float32, which shows in float64.
    float factor = (float) (scale != null ? scale : 1 / Math.sqrt(size(key)));
    return new ScaledDotProductAttention(factor, isCausal, bias != null, mask != null)
        .on(inputs.toArray(Tensor[]::new));
  }

  private static int size(Tensor key) {
    Arith.require(
        key.shape().isKnown(-1),
        "`dot_product_attention` needs `scale` when the last axis of `key` is unknown. Received:"
            + " key.shape="
            + key.shape());
    return key.dim(-1);
  }

  private static Tensor repeatHeads(Tensor x, int heads) {
    int own = x.dim(2);
    if (own == heads || own == Shape.UNKNOWN || heads == Shape.UNKNOWN) {
      return x;
    }
    Arith.require(
        own > 0 && heads % own == 0,
        "The number of query heads must be a multiple of the number of key heads. Received: "
            + heads
            + " and "
            + own);
    int[] source = new int[heads];
    for (int i = 0; i < heads; i++) {
      source[i] = i / (heads / own);
    }
    return Arith.take(x, 2, source);
  }
}
