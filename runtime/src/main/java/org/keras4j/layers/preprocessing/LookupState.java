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
import org.keras4j.graph.Variable;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.text.TokenCounter;
import org.keras4j.text.Vocabulary;
import org.keras4j.text.VocabularyTable;

/** The vocabulary of a lookup layer, its size, and the weights of its tokens. */
final class LookupState {
  private final VocabularyTable table = new VocabularyTable();
  private final Encoding mode;
  private final Integer maxTokens;
  private final boolean pads;
  private final boolean inverts;
  private final int oovIndices;
  private final Object mask;
  private final Object oov;
  private Integer size; // null while it is not known
  private Variable idfWeights;

  LookupState(Config config, Object mask, Object oov) {
    this.mode = config.get(OUTPUT_MODE);
    this.maxTokens = config.get(MAX_TOKENS);
    this.pads = config.get(PAD_TO_MAX_TOKENS);
    this.inverts = config.get(INVERT);
    this.oovIndices = config.get(NUM_OOV_INDICES);
    this.mask = mask;
    this.oov = oov;
    Integer stored = config.get(VOCABULARY_SIZE);
    // A layer that has learned nothing says how many special tokens there are.
    this.size = stored == null || stored <= tokenStart() ? null : stored;
    if (config.get(IDF_WEIGHTS) != null && depthIfKnown() != null) {
      keepWeights(config.get(IDF_WEIGHTS));
    }
  }

  VocabularyTable table() {
    return table;
  }

  /** The first index that is not the mask token's. */
  int oovStart() {
    return mask != null && mode == Encoding.INT ? 1 : 0;
  }

  /** The index of the first token of the vocabulary. */
  int tokenStart() {
    return oovStart() + oovIndices;
  }

  /** Number of tokens, special ones included. */
  int vocabularySize() {
    Vocabulary vocabulary = table.vocabulary();
    return (vocabulary == null ? 0 : vocabulary.size()) + tokenStart();
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
    boolean hasSpecial = startsWithSpecialTokens(vocabulary);
    List<Object> tokens =
        hasSpecial ? vocabulary.subList(tokenStart(), vocabulary.size()) : vocabulary;
    requireNoSpecial(tokens, vocabulary);
    replace(distinct(tokens));
    if (mode == Encoding.TF_IDF && idf != null) {
      if (idf.size() != vocabulary.size()) {
        throw new KerasException(
            "`idf_weights` must be the same length as vocabulary. len(idf_weights) is "
                + idf.size()
                + "; len(vocabulary) is "
                + vocabulary.size());
      }
      double average = idf.stream().mapToDouble(w -> w).average().orElse(0);
      List<Double> all = new ArrayList<>(hasSpecial ? List.of() : unseen(average));
      all.addAll(idf);
      keepWeights(all);
    }
  }

  /** Takes the tokens that were counted. */
  void learn(TokenCounter counter) {
    List<Object> special = new ArrayList<>();
    special.add(mask);
    special.add(oov);
    int limit = maxTokens == null ? Integer.MAX_VALUE : Math.max(0, maxTokens - tokenStart());
    List<Object> tokens = counter.tokens(special, limit);
    replace(Vocabulary.of(tokens));
    if (mode == Encoding.TF_IDF) {
      List<Double> idf = new ArrayList<>();
      tokens.forEach(token -> idf.add((double) (float) counter.inverseDocumentFrequency(token)));
      double average = idf.stream().mapToDouble(w -> w).average().orElse(0);
      List<Double> all = new ArrayList<>(unseen(average));
      all.addAll(idf);
      keepWeights(all);
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
    if (count > tokenStart()) {
      replace(distinct(lines.subList(tokenStart(), count)));
    }
  }

  /** What tokens that were not seen count. */
  private List<Double> unseen(double average) {
    return Collections.nCopies(tokenStart(), average);
  }

  private boolean startsWithSpecialTokens(List<Object> vocabulary) {
    return vocabulary.size() >= tokenStart()
        && vocabulary.subList(0, tokenStart()).equals(specialTokens());
  }

  private List<Object> specialTokens() {
    List<Object> special = new ArrayList<>(Collections.nCopies(oovStart(), mask));
    special.addAll(Collections.nCopies(oovIndices, oov));
    return special;
  }

  private void requireNoSpecial(List<Object> tokens, List<Object> vocabulary) {
    if (mask != null && tokens.contains(mask)) {
      throw misplaced("mask", mask, vocabulary);
    }
    // Otherwise the token is not used in lookups.
    if (inverts && oov != null && tokens.contains(oov)) {
      throw misplaced("OOV", oov, vocabulary);
    }
  }

  private KerasException misplaced(String what, Object token, List<Object> vocabulary) {
    return new KerasException(
        "Found reserved "
            + what
            + " token at unexpected location in `vocabulary`. Note that passed `vocabulary` does"
            + " not need to include the OOV and mask tokens. Either remove all mask and OOV tokens,"
            + " or include them only at the start of the vocabulary in precisely this order: "
            + specialTokens()
            + ". Received: "
            + token
            + " at vocabulary index "
            + vocabulary.lastIndexOf(token));
  }

  private static Vocabulary distinct(List<Object> tokens) {
    try {
      return Vocabulary.of(tokens);
    } catch (IllegalArgumentException e) {
      throw new KerasException(e.getMessage(), e);
    }
  }

  private synchronized void replace(Vocabulary vocabulary) {
    int newSize = tokenStart() + vocabulary.size();
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

  /** Weights of the tokens, zero for those that only pad. */
  private void keepWeights(List<Double> weights) {
    int depth = depth();
    NDArray.Builder all = NDArray.builder(DType.FLOAT32, Shape.of(depth));
    for (int i = 0; i < Math.min(depth, weights.size()); i++) {
      all.set(i, weights.get(i));
    }
    idfWeights().assign(all.build());
  }

  /** Inverse document frequencies, as long as the output's last axis. */
  synchronized Variable idfWeights() {
    if (idfWeights == null) {
      idfWeights =
          new Variable(
              "idf_weights",
              "idf_weights",
              new TensorSpec(DType.FLOAT32, Shape.of(depth())),
              false,
              () -> {
                throw new KerasException(
                    "When `output_mode` is `'tf_idf'`, `idf_weights` must be provided.");
              });
    }
    return idfWeights;
  }

  /** Whether there are weights of tokens, or will be when they are loaded. */
  boolean hasWeights() {
    return mode == Encoding.TF_IDF && depthIfKnown() != null;
  }

  /** The tokens by index; null stands for a special token that the layer does not name. */
  List<Object> vocabulary(boolean includeSpecialTokens) {
    List<Object> tokens =
        new ArrayList<>(includeSpecialTokens ? specialTokens() : List.<Object>of());
    if (table.vocabulary() != null) {
      tokens.addAll(table.vocabulary().tokens());
    }
    return Collections.unmodifiableList(tokens);
  }
}
