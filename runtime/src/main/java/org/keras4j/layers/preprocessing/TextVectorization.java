package org.keras4j.layers.preprocessing;

import static org.keras4j.layers.preprocessing.LookupArgs.ENCODING;
import static org.keras4j.layers.preprocessing.LookupArgs.FLOATS;
import static org.keras4j.layers.preprocessing.LookupArgs.IDF_WEIGHTS;
import static org.keras4j.layers.preprocessing.LookupArgs.MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.OUTPUT_MODE;
import static org.keras4j.layers.preprocessing.LookupArgs.PAD_TO_MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.SPARSE;
import static org.keras4j.layers.preprocessing.LookupArgs.VOCABULARY_SIZE;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.VocabularyLayer;
import org.keras4j.op.CountTokens;
import org.keras4j.op.JoinStrings;
import org.keras4j.op.MapStrings;
import org.keras4j.op.SplitStrings;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.text.Standardization;
import org.keras4j.text.TextSplit;
import org.keras4j.text.Tokenizer;

/**
 * Texts as the indices of their words, or as counts of them. Keras: {@code
 * keras.layers.TextVectorization}.
 *
 * <p>Each text is standardized, split, joined to n-grams, and looked up: index 0 is padding, 1
 * stands for unknown tokens, then comes the vocabulary.
 *
 * <p>Input: strings of shape (batch) or (batch, 1). Output, by {@code output_mode}: {@code "int"}
 * (the default), int64 of shape (batch, {@code output_sequence_length}), or as long as the longest
 * text, which makes plans slow, as their shapes depend on data; {@code "multi_hot"} and {@code
 * "count"}, int64 of shape (batch, tokens), where padding does not count; {@code "tf_idf"}, counts
 * times {@code idf_weights}, float32.
 *
 * <pre>{@code
 * TextVectorization vectorize =
 *     TextVectorization.builder().maxTokens(20_000).outputSequenceLength(200).build();
 * vectorize.adapt(NDArray.of(texts));
 * }</pre>
 */
public final class TextVectorization extends Layer implements VocabularyLayer {
  /** What is done to the text first; null for nothing. */
  public static final Arg<UnaryOperator<String>> STANDARDIZE =
      Arg.optional(
              "standardize",
              TextCodecs.STANDARDIZE,
              (UnaryOperator<String>) Standardization.LOWER_AND_STRIP_PUNCTUATION)
          .orNone();

  /** What the text is split into; null for inputs that are tokens. */
  public static final Arg<Function<String, List<String>>> SPLIT =
      Arg.optional("split", TextCodecs.SPLIT, (Function<String, List<String>>) TextSplit.WHITESPACE)
          .orNone();

  private static final Arg<Ngrams> NGRAMS = Arg.optional("ngrams", Ngrams.CODEC, null);

  /** How many indices there are for each text; null for as many as the longest has. */
  public static final Arg<Integer> OUTPUT_SEQUENCE_LENGTH =
      Arg.integer("output_sequence_length", null).that(value -> value >= 0, "an integer >= 0");

  private static final Arg<Boolean> RAGGED =
      Arg.bool("ragged", false).that(value -> !value, "False: ragged tensors are not supported");

  /** The tokens; null for a layer that learns them. */
  public static final Arg<List<Object>> VOCABULARY = StringLookup.VOCABULARY;

  public static final LayerType<TextVectorization> TYPE =
      LayerType.of(
          "keras.layers",
          "TextVectorization",
          TextVectorization::new,
          MAX_TOKENS,
          STANDARDIZE,
          SPLIT,
          NGRAMS,
          OUTPUT_MODE,
          OUTPUT_SEQUENCE_LENGTH,
          PAD_TO_MAX_TOKENS,
          SPARSE,
          RAGGED,
          VOCABULARY,
          IDF_WEIGHTS,
          ENCODING,
          VOCABULARY_SIZE,
          FLOATS);

  /** Shared by all calls: the vocabulary is its. */
  private final StringLookup lookup;

  private TextVectorization(Config config) {
    super(TYPE, config);
    if (get(OUTPUT_MODE) != Encoding.INT && get(OUTPUT_SEQUENCE_LENGTH) != null) {
      throw new ConfigException(
          "`output_sequence_length` must not be set if `output_mode` is not 'int'. Received"
              + " output_sequence_length="
              + get(OUTPUT_SEQUENCE_LENGTH)
              + ".");
    }
    if (get(OUTPUT_MODE) == Encoding.ONE_HOT && get(SPLIT) != null) {
      throw new ConfigException(
          "`output_mode='one_hot'` gives a ragged tensor when texts are split, which is not"
              + " supported. Use 'int' with `output_sequence_length`, or 'multi_hot'");
    }
    lookup = child("_lookup_layer", StringLookup.TYPE.create(lookupConfig()));
  }

  private Config lookupConfig() {
    Map<Arg<?>, Object> values = new IdentityHashMap<>();
    for (Arg<?> arg :
        List.of(
            MAX_TOKENS,
            OUTPUT_MODE,
            PAD_TO_MAX_TOKENS,
            VOCABULARY,
            IDF_WEIGHTS,
            VOCABULARY_SIZE,
            FLOATS)) {
      values.put(arg, get(arg));
    }
    values.put(StringLookup.MASK_TOKEN, "");
    return Config.of(StringLookup.TYPE.args(), values);
  }

  /** A builder for a layer that learns its vocabulary. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder for this vocabulary. */
  public static Builder vocabulary(List<String> tokens) {
    return new Builder().set(VOCABULARY, List.copyOf(tokens));
  }

  // ---- the vocabulary

  /** Replaces the vocabulary. */
  public void setVocabulary(List<String> tokens) {
    lookup.setVocabulary(tokens);
  }

  /** Replaces the vocabulary and the weights of its tokens, for mode {@code "tf_idf"}. */
  public void setVocabulary(List<String> tokens, List<Double> idfWeights) {
    lookup.setVocabulary(tokens, idfWeights);
  }

  /** The tokens by index, special ones included. */
  public List<String> getVocabulary() {
    return lookup.getVocabulary();
  }

  /** The tokens, with or without padding and the one for unknown tokens. */
  public List<String> getVocabulary(boolean includeSpecialTokens) {
    return lookup.getVocabulary(includeSpecialTokens);
  }

  /** Number of tokens, padding and the one for unknown tokens included. */
  public int vocabularySize() {
    return lookup.vocabularySize();
  }

  /** Learns the vocabulary: all tokens of these texts, the most frequent first. */
  public void adapt(NDArray texts) {
    resetState();
    updateState(texts.shape().rank() == 1 ? texts.reshape(Shape.of(texts.size(), 1)) : texts);
    finalizeState();
  }

  /** Learns the vocabulary from batches of texts. */
  public void adapt(Iterable<NDArray> batches) {
    resetState();
    batches.forEach(this::updateState);
    finalizeState();
  }

  /** Counts the tokens of a batch, for {@link #finalizeState()}; each text is a document. */
  public void updateState(NDArray batch) {
    if (get(SPLIT) != null) {
      for (String text : batch.strings()) {
        lookup.count(tokenizer().tokens(standardized(text)));
      }
      return;
    }
    int documents = batch.shape().rank() < 2 ? 1 : batch.shape().dim(0);
    int length = documents == 0 ? 0 : batch.size() / documents;
    List<String> tokens = Arrays.stream(batch.strings()).map(this::standardized).toList();
    for (int i = 0; i < documents; i++) {
      lookup.count(Tokenizer.runs(tokens.subList(i * length, (i + 1) * length), ngrams()));
    }
  }

  /** Makes the vocabulary of the tokens that were counted. */
  public void finalizeState() {
    lookup.finalizeState();
  }

  /** Forgets the tokens that were counted. */
  public void resetState() {
    lookup.resetState();
  }

  private String standardized(String text) {
    return get(STANDARDIZE) == null ? text : get(STANDARDIZE).apply(text);
  }

  private List<Integer> ngrams() {
    return get(NGRAMS) == null ? List.of() : get(NGRAMS).lengths();
  }

  private Tokenizer tokenizer() {
    return new Tokenizer(get(SPLIT), ngrams());
  }

  // ---- the call

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    if (input.dtype() != DType.STRING) {
      throw new KerasException("TextVectorization takes strings. Received: " + input.spec());
    }
    Tensor texts = get(STANDARDIZE) == null ? input : new MapStrings(get(STANDARDIZE)).on(input);
    return get(SPLIT) == null ? tokens(ctx, texts) : split(ctx, single(texts));
  }

  /** Without a last axis of size 1. */
  private static Tensor single(Tensor texts) {
    if (texts.rank() <= 1) {
      return texts;
    }
    if (texts.shape().isKnown(-1) && texts.dim(-1) != 1) {
      throw new KerasException(
          "When using `TextVectorization` to tokenize strings, the input rank must be 1 or the last"
              + " shape dimension must be 1. Received: inputs.shape="
              + texts.shape()
              + " with rank="
              + texts.rank());
    }
    return ShapeOps.squeeze(texts, -1);
  }

  private Tensor split(CallContext ctx, Tensor texts) {
    if (get(OUTPUT_MODE) == Encoding.INT) {
      Integer length = get(OUTPUT_SEQUENCE_LENGTH);
      return ctx.call(
          lookup, new SplitStrings(tokenizer(), length == null ? Shape.UNKNOWN : length).on(texts));
    }
    boolean binary = get(OUTPUT_MODE) == Encoding.MULTI_HOT;
    return lookup.weigh(
        ctx, new CountTokens(tokenizer(), lookup.lookup(), lookup.depth(), binary).on(texts));
  }

  /** Inputs that are tokens already, which stand along the last axis. */
  private Tensor tokens(CallContext ctx, Tensor texts) {
    Tensor joined = ngrams().isEmpty() ? texts : new JoinStrings(ngrams()).on(texts);
    Tensor indices = ctx.call(lookup, joined);
    Integer length = get(OUTPUT_SEQUENCE_LENGTH);
    return length == null ? indices : fitted(indices, length);
  }

  /** The first {@code length} elements along the last axis, and zeros where there are fewer. */
  private static Tensor fitted(Tensor indices, int length) {
    if (!indices.shape().isKnown(-1)) {
      throw new KerasException(
          "`output_sequence_length` without `split` needs a known number of tokens. Received: "
              + indices.shape());
    }
    int missing = Math.max(0, length - indices.dim(-1));
    List<Integer> none = Collections.nCopies(indices.rank(), 0);
    List<Integer> after = new ArrayList<>(none);
    after.set(indices.rank() - 1, missing);
    List<Integer> sizes = new ArrayList<>(Collections.nCopies(indices.rank(), -1));
    sizes.set(indices.rank() - 1, length);
    return ShapeOps.slice(ShapeOps.pad(indices, none, after), none, sizes);
  }

  // ---- files

  @Override
  public Map<String, Variable> namedVariables() {
    return lookup.namedVariables();
  }

  @Override
  public Optional<List<String>> vocabularyLines() {
    return lookup.vocabularyLines();
  }

  @Override
  public void loadVocabularyLines(List<String> lines) {
    lookup.loadVocabularyLines(lines);
  }

  @Override
  public Map<String, Object> inlineConfig() {
    Map<String, Object> config = configMap();
    Map<String, Object> inner = lookup.inlineConfig();
    config.put(VOCABULARY.key(), inner.get(VOCABULARY.key()));
    config.put(IDF_WEIGHTS.key(), inner.get(IDF_WEIGHTS.key()));
    return config;
  }

  /** tf.keras gave the dtype {@code "string"}, which Keras 3 does not take back. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    if (!computeDType().isFloating()) {
      map.put(DTYPE.key(), DTypePolicy.CODEC.write(DTypePolicy.FLOAT32));
    }
    map.put(VOCABULARY_SIZE.key(), vocabularySize());
    return map;
  }

  /** Sets the arguments of a {@link TextVectorization}. */
  public static final class Builder extends LayerBuilder<Builder, TextVectorization> {
    private Builder() {
      super(TYPE);
    }

    /** Size of the vocabulary at most, special tokens included; default any. */
    public Builder maxTokens(int count) {
      return set(MAX_TOKENS, count);
    }

    /** What is done to the text first; null for nothing. Default: lower case, no punctuation. */
    public Builder standardize(UnaryOperator<String> function) {
      return set(STANDARDIZE, function);
    }

    /** What the text is split into; null for inputs that are tokens. Default: words. */
    public Builder split(Function<String, List<String>> function) {
      return set(SPLIT, function);
    }

    /** Makes runs of up to so many neighbours tokens too; default 1. */
    public Builder ngrams(int longest) {
      return set(NGRAMS, Ngrams.upTo(longest));
    }

    /** Makes runs of these lengths the tokens. */
    public Builder ngrams(List<Integer> lengths) {
      return set(NGRAMS, new Ngrams(lengths, null));
    }

    /** {@code "int"} (the default), {@code "multi_hot"}, {@code "count"} or {@code "tf_idf"}. */
    public Builder outputMode(String mode) {
      return set(OUTPUT_MODE, TextCodecs.OUTPUT_MODE.read(mode, ReadContext.standard()));
    }

    /** How many indices there are for each text; default as many as the longest text has. */
    public Builder outputSequenceLength(int length) {
      return set(OUTPUT_SEQUENCE_LENGTH, length);
    }

    /** Whether vectors are as long as {@code maxTokens}, however small the vocabulary. */
    public Builder padToMaxTokens(boolean value) {
      return set(PAD_TO_MAX_TOKENS, value);
    }

    /** Weights of the vocabulary's tokens, for mode {@code "tf_idf"}. */
    public Builder idfWeights(List<Double> weights) {
      return set(IDF_WEIGHTS, List.copyOf(weights));
    }
  }
}
