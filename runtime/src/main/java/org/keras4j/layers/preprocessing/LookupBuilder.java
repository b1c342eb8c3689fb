package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;

/** What the builders of lookup layers have in common. */
public abstract class LookupBuilder<B extends LookupBuilder<B, L>, L extends IndexLookup>
    extends LayerBuilder<B, L> {
  LookupBuilder(LayerType<L> type) {
    super(type);
  }

  /** Size of the vocabulary at most, special tokens included; default any. */
  public final B maxTokens(int count) {
    return set(LookupArgs.MAX_TOKENS, count);
  }

  /** How many indices stand for unknown tokens; default 1, and 0 refuses them. */
  public final B numOovIndices(int count) {
    return set(LookupArgs.NUM_OOV_INDICES, count);
  }

  /** Whether to turn indices into tokens; default false. */
  public final B invert(boolean value) {
    return set(LookupArgs.INVERT, value);
  }

  /**
   * {@code "int"} (the default), {@code "one_hot"}, {@code "multi_hot"}, {@code "count"} or {@code
   * "tf_idf"}.
   */
  public final B outputMode(String mode) {
    return set(LookupArgs.OUTPUT_MODE, TextCodecs.OUTPUT_MODE.read(mode, ReadContext.standard()));
  }

  /** Whether vectors are as long as {@code maxTokens}, however small the vocabulary. */
  public final B padToMaxTokens(boolean value) {
    return set(LookupArgs.PAD_TO_MAX_TOKENS, value);
  }

  /** Weights of the vocabulary's tokens, for mode {@code "tf_idf"}. */
  public final B idfWeights(List<Double> weights) {
    return set(LookupArgs.IDF_WEIGHTS, List.copyOf(weights));
  }

  /** Key of the hash that spreads unknown tokens over several indices; default none. */
  public final B salt(long first, long second) {
    return set(LookupArgs.SALT, List.of(first, second));
  }
}
