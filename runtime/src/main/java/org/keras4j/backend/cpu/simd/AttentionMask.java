package org.keras4j.backend.cpu.simd;

/**
 * What is added to, or hidden from, the scores of {@link Attention}. Distances may be 0, which
 * broadcasts.
 *
 * @param additive values added to scaled scores, or null
 * @param visible bytes, 0 where a score is replaced by {@code hidden}; or null
 * @param at index of the first element
 * @param batch distance between samples
 * @param head distance between heads
 * @param query distance between query positions; keys are dense
 * @param hidden score of what may not be seen; finite, so that a query that sees nothing gets the
 *     mean of all values, as in Keras
 */
public record AttentionMask(
    float[] additive, byte[] visible, int at, int batch, int head, int query, float hidden) {

  /** Score that {@code keras.ops.dot_product_attention} gives to what is masked. */
  public static final float HIDDEN = -0.7f * Float.MAX_VALUE;

  /** No mask. */
  public static final AttentionMask NONE = new AttentionMask(null, null, 0, 0, 0, 0, HIDDEN);

  /** A mask that is added. */
  public static AttentionMask additive(float[] values, int at, int batch, int head, int query) {
    return new AttentionMask(values, null, at, batch, head, query, HIDDEN);
  }

  /** A mask of bytes, 1 for what may be seen. */
  public static AttentionMask visible(byte[] values, int at, int batch, int head, int query) {
    return new AttentionMask(null, values, at, batch, head, query, HIDDEN);
  }

  boolean isNone() {
    return additive == null && visible == null;
  }
}
