package org.keras4j.layers.preprocessing;

import static org.keras4j.layers.preprocessing.LookupArgs.FLOATS;
import static org.keras4j.layers.preprocessing.LookupArgs.IDF_WEIGHTS;
import static org.keras4j.layers.preprocessing.LookupArgs.INVERT;
import static org.keras4j.layers.preprocessing.LookupArgs.MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.NUM_OOV_INDICES;
import static org.keras4j.layers.preprocessing.LookupArgs.OUTPUT_MODE;
import static org.keras4j.layers.preprocessing.LookupArgs.PAD_TO_MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.VOCABULARY_SIZE;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.config.Codec;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.VocabularyLayer;
import org.keras4j.op.LookupIndices;
import org.keras4j.op.LookupTokens;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.text.StringHash;
import org.keras4j.text.TokenCounter;
import org.keras4j.text.TokenLookup;

/**
 * Tokens as their indices in a vocabulary, or the other way round: what {@link StringLookup} and
 * {@link IntegerLookup} have in common.
 *
 * <p>The vocabulary is an argument, or learned by {@link #adapt(NDArray)}, or set. It may be
 * replaced at any time, and the next prediction follows it; only its size may not change where the
 * shape of the output depends on it.
 */
public abstract class IndexLookup extends Layer implements VocabularyLayer {
  private final LookupState state;
  private final TokenCounter counter = new TokenCounter();

  IndexLookup(LayerType<?> type, Config config) {
    super(type, config);
    checkArguments();
    state = new LookupState(config, maskToken(), oovToken());
    if (givenVocabulary() != null) {
      assignVocabulary(givenVocabulary(), get(IDF_WEIGHTS));
    }
  }

  private void checkArguments() {
    Encoding mode = get(OUTPUT_MODE);
    if (get(PAD_TO_MAX_TOKENS) && get(MAX_TOKENS) == null) {
      throw new ConfigException(
          "If pad_to_max_tokens is True, must set `max_tokens`. Received: max_tokens=None");
    }
    if (get(INVERT) && mode != Encoding.INT) {
      throw new ConfigException(
          "`output_mode` must be `'int'` when `invert` is true. Received: output_mode=" + mode);
    }
    if (get(INVERT) && oovToken() == null) {
      throw new ConfigException("`oov_token` must be set when `invert` is true. Received: None");
    }
    if (get(IDF_WEIGHTS) != null && mode != Encoding.TF_IDF) {
      throw new ConfigException(
          "`idf_weights` should only be set if `output_mode` is `'tf_idf'`. Received: output_mode="
              + mode);
    }
    if (givenVocabulary() != null && mode == Encoding.TF_IDF && get(IDF_WEIGHTS) == null) {
      throw new ConfigException(
          "When specifying the `vocabulary` argument, in TF-IDF output mode, the `idf_weights`"
              + " argument must also be provided.");
    }
  }

  // ---- what the two layers differ in

  /** The argument {@code mask_token}. */
  abstract Object maskToken();

  /** The argument {@code oov_token}. */
  abstract Object oovToken();

  /** The argument {@code vocabulary}. */
  abstract List<Object> givenVocabulary();

  /** How tokens out of the vocabulary are spread; null for the remainder of integers. */
  abstract StringHash oovHash();

  /** A token of this layer as it stands in a text file. */
  abstract Codec<Object> tokenCodec();

  /** Inputs as tokens. */
  abstract Tensor tokens(Tensor input);

  /** The tokens of a batch to learn from. */
  abstract List<?> tokens(NDArray batch);

  // ---- the vocabulary

  /** Number of tokens, the mask token and those for unknown ones included. */
  public final int vocabularySize() {
    return state.vocabularySize();
  }

  /**
   * Learns the vocabulary: all tokens of the data, the most frequent first. A row is a document.
   *
   * @throws KerasException when the vocabulary was an argument
   */
  public final void adapt(NDArray data) {
    resetState();
    updateState(data.shape().rank() == 1 ? data.reshape(Shape.of(data.size(), 1)) : data);
    finalizeState();
  }

  /** Learns the vocabulary from batches; a batch of rank 1 is one document. */
  public final void adapt(Iterable<NDArray> batches) {
    resetState();
    batches.forEach(this::updateState);
    finalizeState();
  }

  /** Counts the tokens of a batch, for {@link #finalizeState()}. */
  public final void updateState(NDArray batch) {
    List<?> tokens = tokens(batch);
    int documents = batch.shape().rank() < 2 ? 1 : batch.shape().dim(0);
    int length = documents == 0 ? 0 : tokens.size() / documents;
    for (int i = 0; i < documents; i++) {
      count(tokens.subList(i * length, (i + 1) * length));
    }
  }

  final synchronized void count(List<?> document) {
    if (givenVocabulary() != null) {
      throw new KerasException(
          "Cannot adapt layer '"
              + name()
              + "' after setting a static vocabulary via `vocabulary` argument or"
              + " `set_vocabulary()` method.");
    }
    counter.add(document);
  }

  /** Makes the vocabulary of the tokens that were counted. */
  public final synchronized void finalizeState() {
    if (!counter.isEmpty()) {
      state.learn(counter);
      counter.clear();
    }
  }

  /** Forgets the tokens that were counted. */
  public final synchronized void resetState() {
    counter.clear();
  }

  final void assignVocabulary(List<Object> vocabulary, List<Double> idf) {
    boolean weighs = get(OUTPUT_MODE) == Encoding.TF_IDF;
    if (weighs && idf == null) {
      throw new KerasException("`idf_weights` must be set if output_mode is 'tf_idf'.");
    }
    if (!weighs && idf != null) {
      throw new KerasException(
          "`idf_weights` should only be set if output_mode is `'tf_idf'`. Received: output_mode="
              + get(OUTPUT_MODE));
    }
    state.assign(vocabulary, idf);
  }

  final List<Object> currentVocabulary(boolean includeSpecialTokens) {
    return state.vocabulary(includeSpecialTokens);
  }

  // ---- the call

  @Override
  protected final boolean autocast() {
    return false;
  }

  @Override
  protected final Tensor call(CallContext ctx, Tensor input) {
    if (get(INVERT)) {
      return new LookupIndices(lookup(), oovToken()).on(DTypes.cast(input, DType.INT64));
    }
    Tensor indices = new LookupTokens(lookup()).on(tokens(input));
    Encoding mode = get(OUTPUT_MODE);
    if (mode == Encoding.INT) {
      return indices;
    }
    return weigh(ctx, mode.encode(indices, depth(), DType.INT64, null));
  }

  /** Counts of tokens times their weights, where there are such. */
  final Tensor weigh(CallContext ctx, Tensor counts) {
    if (get(OUTPUT_MODE) != Encoding.TF_IDF) {
      return get(FLOATS) ? DTypes.cast(counts, DType.FLOAT32) : counts;
    }
    Tensor weights = ctx.readExact(state.weights().variable());
    return MathOps.multiply(DTypes.cast(counts, DType.FLOAT32), weights);
  }

  final int depth() {
    return state.depth();
  }

  /** How tokens become indices. In all modes but {@code "int"} the mask token does not count. */
  final TokenLookup lookup() {
    long maskIndex = get(OUTPUT_MODE) == Encoding.INT ? 0 : Long.MAX_VALUE;
    return new TokenLookup(
        name(),
        state.table(),
        maskToken(),
        maskIndex,
        state.special().maskIndices(),
        get(NUM_OOV_INDICES),
        oovHash());
  }

  // ---- files

  @Override
  public final Map<String, Variable> namedVariables() {
    return state.hasWeights() ? Map.of("idf_weights", state.weights().variable()) : Map.of();
  }

  @Override
  public final Optional<List<String>> vocabularyLines() {
    if (givenVocabulary() != null) {
      return Optional.empty();
    }
    List<String> lines = new ArrayList<>();
    // A special token without a name is written as Python writes it.
    state.vocabulary(true).forEach(token -> lines.add(token == null ? "None" : token.toString()));
    return Optional.of(lines);
  }

  @Override
  public final void loadVocabularyLines(List<String> lines) {
    if (givenVocabulary() == null) {
      int end = lines.size();
      while (end > 0 && lines.get(end - 1).isEmpty()) {
        end--;
      }
      List<Object> tokens = new ArrayList<>();
      for (int i = 0; i < lines.size(); i++) {
        boolean isPlain = i < state.special().count() || i >= end;
        tokens.add(isPlain ? lines.get(i) : TextCodecs.parse(lines.get(i), tokenCodec()));
      }
      state.restore(tokens);
    }
  }

  @Override
  public final Map<String, Object> inlineConfig() {
    Map<String, Object> config = configMap();
    List<Object> tokens = state.vocabulary(true);
    if (givenVocabulary() == null && tokens.size() > state.special().count()) {
      // Python finds special tokens only where it knows their names.
      int from = tokens.contains(null) ? state.special().count() : 0;
      config.put("vocabulary", tokens.subList(from, tokens.size()));
      if (state.hasWeights()) {
        List<Double> weights = new ArrayList<>();
        for (int i = from; i < tokens.size(); i++) {
          weights.add(state.weights().variable().value().getDouble(i));
        }
        config.put("idf_weights", weights);
      }
    }
    return config;
  }

  /** Keras takes no dtype here and writes its default, and adds the size of the vocabulary. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.put(DTYPE.key(), DTypePolicy.CODEC.write(DTypePolicy.FLOAT32));
    map.put(VOCABULARY_SIZE.key(), state.recordedSize());
    return map;
  }

  /** Keras keeps no shapes. */
  @Override
  public final Map<String, Object> descriptionExtras() {
    return Map.of("build_config", Map.of());
  }
}
