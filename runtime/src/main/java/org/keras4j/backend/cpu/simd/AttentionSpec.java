package org.keras4j.backend.cpu.simd;

/**
 * Sizes and layout of scaled dot-product attention: {@code softmax(scale · Q · Kᵀ + mask) · V} for
 * every sample and head.
 *
 * <p>Each array is described by the distances between samples, heads and positions; its last axis
 * is dense. So {@code (batch, position, head, size)}, as Keras has it, and {@code (batch, head,
 * position, size)} are both read in place, and heads of K and V may be shared (distance 0, or
 * {@code headsPerKey}).
 *
 * @param batch number of samples
 * @param heads number of query heads
 * @param queries number of query positions
 * @param keys number of key and value positions
 * @param size length of a query and a key
 * @param valueSize length of a value
 * @param headsPerKey query heads that share one head of K and V; 1 unless grouped-query
 * @param scale factor on the scores
 * @param causal true if position {@code i} sees key positions up to {@code i} only
 */
public record AttentionSpec(
    int batch,
    int heads,
    int queries,
    int keys,
    int size,
    int valueSize,
    int headsPerKey,
    float scale,
    boolean causal,
    Strides q,
    Strides k,
    Strides v,
    Strides output) {

  /** Distances between samples, heads and positions of one array. */
  public record Strides(int batch, int head, int position) {
    /** Layout {@code (batch, position, head, size)}. */
    public static Strides positionMajor(int positions, int heads, int size) {
      return new Strides(positions * heads * size, size, heads * size);
    }

    /** Layout {@code (batch, head, position, size)}. */
    public static Strides headMajor(int positions, int heads, int size) {
      return new Strides(heads * positions * size, positions * size, size);
    }
  }

  /** Checks the sizes. */
  public AttentionSpec {
    if (batch < 0 || heads < 1 || queries < 0 || keys < 1 || size < 1 || valueSize < 1) {
      throw new IllegalArgumentException(
          "Impossible attention: batch="
              + batch
              + ", heads="
              + heads
              + ", queries="
              + queries
              + ", keys="
              + keys
              + ", size="
              + size
              + ", valueSize="
              + valueSize);
    }
    if (headsPerKey < 1 || heads % headsPerKey != 0) {
      throw new IllegalArgumentException(
          "headsPerKey must divide heads, received headsPerKey="
              + headsPerKey
              + ", heads="
              + heads);
    }
  }
}
