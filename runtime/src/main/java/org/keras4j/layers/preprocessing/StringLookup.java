package org.keras4j.layers.preprocessing;

import static org.keras4j.layers.preprocessing.LookupArgs.ENCODING;
import static org.keras4j.layers.preprocessing.LookupArgs.FLOATS;
import static org.keras4j.layers.preprocessing.LookupArgs.IDF_WEIGHTS;
import static org.keras4j.layers.preprocessing.LookupArgs.INVERT;
import static org.keras4j.layers.preprocessing.LookupArgs.MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.NUM_OOV_INDICES;
import static org.keras4j.layers.preprocessing.LookupArgs.OOV_METHOD;
import static org.keras4j.layers.preprocessing.LookupArgs.OUTPUT_MODE;
import static org.keras4j.layers.preprocessing.LookupArgs.PAD_TO_MAX_TOKENS;
import static org.keras4j.layers.preprocessing.LookupArgs.SALT;
import static org.keras4j.layers.preprocessing.LookupArgs.SPARSE;
import static org.keras4j.layers.preprocessing.LookupArgs.VOCABULARY_SIZE;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.text.StringHash;

/**
 * Strings as their indices in a vocabulary, or the other way round. Keras: {@code
 * keras.layers.StringLookup}.
 *
 * <p>Input: strings of any shape; with {@code invert} integers. Output, by {@code output_mode}:
 *
 * <ul>
 *   <li>{@code "int"} (the default): int64 of the same shape. Index 0 is the mask token if there is
 *       one, then come {@code num_oov_indices} for unknown strings, then the vocabulary;
 *   <li>{@code "one_hot"}: a vector for each string (int64);
 *   <li>{@code "multi_hot"}, {@code "count"}: a vector for each row (int64); {@code "tf_idf"}: the
 *       counts times {@code idf_weights} (float32).
 * </ul>
 *
 * <pre>{@code
 * StringLookup lookup = StringLookup.vocabulary(List.of("red", "green", "blue")).build();
 *
 * StringLookup learned = StringLookup.builder().build();
 * learned.adapt(NDArray.of(colours));
 * learned.getVocabulary();
 * }</pre>
 */
public final class StringLookup extends IndexLookup {
  /** A string that stands for nothing; null (the default) for none. */
  public static final Arg<Object> MASK_TOKEN = Arg.optional("mask_token", TextCodecs.STRING, null);

  /** What unknown indices become with {@code invert}; default {@code "[UNK]"}. */
  public static final Arg<Object> OOV_TOKEN =
      Arg.<Object>optional("oov_token", TextCodecs.STRING, "[UNK]").orNone();

  /** The tokens; null for a layer that learns them. */
  public static final Arg<List<Object>> VOCABULARY =
      Arg.optional("vocabulary", TextCodecs.vocabulary(TextCodecs.STRING), null);

  public static final LayerType<StringLookup> TYPE =
      LayerType.of(
          "keras.layers",
          "StringLookup",
          StringLookup::new,
          INVERT,
          MAX_TOKENS,
          NUM_OOV_INDICES,
          OOV_TOKEN,
          MASK_TOKEN,
          OUTPUT_MODE,
          SPARSE,
          PAD_TO_MAX_TOKENS,
          IDF_WEIGHTS,
          VOCABULARY,
          VOCABULARY_SIZE,
          OOV_METHOD,
          SALT,
          ENCODING,
          FLOATS);

  private StringLookup(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer that learns its vocabulary. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder for this vocabulary. */
  public static Builder vocabulary(List<String> tokens) {
    return new Builder().set(VOCABULARY, List.copyOf(tokens));
  }

  /** Replaces the vocabulary. */
  public void setVocabulary(List<String> tokens) {
    assignVocabulary(List.copyOf(tokens), null);
  }

  /** Replaces the vocabulary and the weights of its tokens, for mode {@code "tf_idf"}. */
  public void setVocabulary(List<String> tokens, List<Double> idfWeights) {
    assignVocabulary(List.copyOf(tokens), idfWeights);
  }

  /** The tokens by index, special ones included. */
  public List<String> getVocabulary() {
    return getVocabulary(true);
  }

  /** The tokens, with or without the mask token and those for unknown ones. */
  public List<String> getVocabulary(boolean includeSpecialTokens) {
    return Collections.unmodifiableList(
        Arrays.asList(currentVocabulary(includeSpecialTokens).toArray(String[]::new)));
  }

  @Override
  Object maskToken() {
    return get(MASK_TOKEN);
  }

  @Override
  Object oovToken() {
    return get(OOV_TOKEN);
  }

  @Override
  List<Object> givenVocabulary() {
    return get(VOCABULARY);
  }

  @Override
  StringHash oovHash() {
    return get(SALT) == null ? StringHash.FARM : new StringHash(get(SALT));
  }

  @Override
  Codec<Object> tokenCodec() {
    return TextCodecs.STRING;
  }

  @Override
  Tensor tokens(Tensor input) {
    if (input.dtype() != DType.STRING) {
      throw new KerasException("StringLookup takes strings. Received: " + input.spec());
    }
    return input;
  }

  @Override
  List<?> tokens(NDArray batch) {
    return Arrays.asList(batch.strings());
  }

  /** Sets the arguments of a {@link StringLookup}. */
  public static final class Builder extends LookupBuilder<Builder, StringLookup> {
    private Builder() {
      super(TYPE);
    }

    /** A string that stands for nothing; default none. */
    public Builder maskToken(String token) {
      return set(MASK_TOKEN, token);
    }

    /** What unknown indices become with {@code invert}; default {@code "[UNK]"}. */
    public Builder oovToken(String token) {
      return set(OOV_TOKEN, token);
    }
  }
}
