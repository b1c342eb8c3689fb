package org.keras4j.layers.preprocessing;

import static org.keras4j.layers.preprocessing.LookupArgs.IDF_WEIGHTS;
import static org.keras4j.layers.preprocessing.LookupArgs.INVERT;
import static org.keras4j.layers.preprocessing.LookupArgs.MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.NUM_OOV_INDICES;
import static org.keras4j.layers.preprocessing.LookupArgs.OUTPUT_MODE;
import static org.keras4j.layers.preprocessing.LookupArgs.PAD_TO_MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.VOCABULARY_SIZE;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.keras4j.config.Config;
import org.keras4j.tensor.KerasException;
import org.keras4j.text.TokenCounter;
import org.keras4j.text.Vocabulary;
import org.keras4j.text.VocabularyTable;

/** The vocabulary of a lookup layer, its size, and the weights of its tokens. */
final class LookupState {
  private final VocabularyTable table = new VocabularyTable();
  private final TokenWeights weights = new TokenWeights(this::depth);
  private final SpecialTokens special;
  private final Encoding mode;
  private final Integer maxTokens;
  private final boolean pads;
  private final boolean inverts;
  private Integer size; // null while it is not known

  LookupState(Config config, Object mask, Object oov) {
    this.mode = config.get(OUTPUT_MODE);
    this.maxTokens = config.get(MAX_TOKENS);
    this.pads = config.get(PAD_TO_MAX_TOKENS);
    this.inverts = config.get(INVERT);
    int maskIndices = mask != null && mode == Encoding.INT ? 1 : 0;
    this.special = new SpecialTokens(mask, maskIndices, oov, config.get(NUM_OOV_INDICES));
    Integer stored = config.get(VOCABULARY_SIZE);
    // A layer that has learned nothing says how many special tokens there are.
    this.size = stored == null || stored <= special.count() ? null : stored;
    if (config.get(IDF_WEIGHTS) != null && hasWeights()) {
      weights.assign(config.get(IDF_WEIGHTS));
    }
  }

  VocabularyTable table() {
    return table;
  }

  SpecialTokens special() {
    return special;
  }

  TokenWeights weights() {
    return weights;
  }

  /** Whether there are weights of tokens, or will be when they are loaded. */
  boolean hasWeights() {
    return mode == Encoding.TF_IDF && depthIfKnown() != null;
  }

  /** Number of tokens, special ones included. */
  int vocabularySize() {
    Vocabulary vocabulary = table.vocabulary();
    return (vocabulary == null ? 0 : vocabulary.size()) + special.count();
  }

  /** The size that configs say; null while it is not known. */
  synchronized Integer recordedSize() {
    return size;
  }

  /** Length of the output's last axis in all modes but {@code "int"}. */
  int depth() {
    Integer depth = depthIfKnown();
    if (depth == null) {
      throw new KerasException(
          "When using `output_mode="
              + mode
              + "` and `pad_to_max_tokens=False`, you must set the layer's vocabulary before calling"
              + " it. Either pass a `vocabulary` argument to the layer, or call `adapt` with some"
              + " sample data.");
    }
    return depth;
  }

  private synchronized Integer depthIfKnown() {
    return pads ? maxTokens : size;
  }

  /**
   * Replaces the vocabulary.
   *
   * @param idf a weight for each token of {@code vocabulary}; null for none
   */
  void assign(List<Object> vocabulary, List<Double> idf) {
    if (vocabulary.isEmpty()) {
      throw new KerasException("Cannot set an empty vocabulary. Received: vocabulary=[]");
    }
    if (idf != null && idf.size() != vocabulary.size()) {
      throw new KerasException(
          "`idf_weights` must be the same length as vocabulary. len(idf_weights) is "
              + idf.size()
              + "; len(vocabulary) is "
              + vocabulary.size());
    }
    boolean hasSpecial = special.areAtTheFrontOf(vocabulary);
    List<Object> tokens =
        hasSpecial ? vocabulary.subList(special.count(), vocabulary.size()) : vocabulary;
    special.requireNotIn(tokens, inverts);
    replace(distinct(tokens));
    if (idf != null) {
      weights.assign(idf, hasSpecial ? 0 : special.count());
    }
  }

  /** Takes the tokens that were counted. */
  void learn(TokenCounter counter) {
    int limit = maxTokens == null ? Integer.MAX_VALUE : Math.max(0, maxTokens - special.count());
    List<Object> tokens = counter.tokens(special.named(), limit);
    replace(Vocabulary.of(tokens));
    if (mode == Encoding.TF_IDF) {
      List<Double> idf = new ArrayList<>();
      tokens.forEach(token -> idf.add((double) (float) counter.inverseDocumentFrequency(token)));
      weights.assign(idf, special.count());
    }
  }

  /**
   * Takes the tokens that a file has, special ones at the front. Where it has more lines than the
   * vocabulary is long, empty ones at the end say nothing, as in Keras.
   */
  void restore(List<Object> lines) {
    int count = lines.size();
    while (count > 0 && lines.get(count - 1).equals("") && !Objects.equals(recordedSize(), count)) {
      count--;
    }
    if (count > special.count()) {
      replace(distinct(lines.subList(special.count(), count)));
    }
  }

  private static Vocabulary distinct(List<Object> tokens) {
    try {
      return Vocabulary.of(tokens);
    } catch (IllegalArgumentException e) {
      throw new KerasException(e.getMessage(), e);
    }
  }

  private synchronized void replace(Vocabulary vocabulary) {
    int newSize = special.count() + vocabulary.size();
    if (maxTokens != null && newSize > maxTokens) {
      throw new KerasException(
          "Attempted to set a vocabulary larger than the maximum vocab size. Received vocabulary"
              + " size is "
              + newSize
              + "; `max_tokens` is "
              + maxTokens
              + ".");
    }
    if (mode != Encoding.INT && !pads && size != null && size != newSize) {
      throw new KerasException(
          "When using `output_mode="
              + mode
              + "` and `pad_to_max_tokens=False`, the vocabulary size cannot be changed after the"
              + " layer is called. Old vocab size is "
              + size
              + ", new vocab size is "
              + newSize);
    }
    size = newSize;
    table.assign(vocabulary);
  }

  /** The tokens by index; null stands for a special token that the layer does not name. */
  List<Object> vocabulary(boolean includeSpecialTokens) {
    List<Object> tokens = new ArrayList<>(includeSpecialTokens ? special.list() : List.of());
    if (table.vocabulary() != null) {
      tokens.addAll(table.vocabulary().tokens());
    }
    return Collections.unmodifiableList(tokens);
  }
}
