package org.keras4j.layers.preprocessing;

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
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.preprocessing.LookupArgs.OovMethod;
import org.keras4j.ops.DTypes;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.text.StringHash;

/**
 * Integers as their indices in a vocabulary, or the other way round. Keras: {@code
 * keras.layers.IntegerLookup}.
 *
 * <p>Input: integers of any shape. Output: as of {@link StringLookup}. Several indices for unknown
 * integers are taken in turn (the remainder), or by a hash with {@code oov_method="farmhash"}.
 *
 * <pre>{@code
 * IntegerLookup lookup = IntegerLookup.vocabulary(12, 36, 1138, 42).build();
 * }</pre>
 */
public final class IntegerLookup extends IndexLookup {
  /** An integer that stands for nothing; null (the default) for none. */
  public static final Arg<Object> MASK_TOKEN = Arg.optional("mask_token", TextCodecs.INTEGER, null);

  /** What unknown indices become with {@code invert}; default -1. */
  public static final Arg<Object> OOV_TOKEN =
      Arg.<Object>optional("oov_token", TextCodecs.INTEGER, -1L).orNone();

  /** The tokens; null for a layer that learns them. */
  public static final Arg<List<Object>> VOCABULARY =
      Arg.optional("vocabulary", TextCodecs.vocabulary(TextCodecs.INTEGER), null);

  private static final Arg<String> VOCABULARY_DTYPE =
      Arg.string("vocabulary_dtype", "int64").that("int64"::equals, "'int64'");

  public static final LayerType<IntegerLookup> TYPE =
      LayerType.of(
          "keras.layers",
          "IntegerLookup",
          IntegerLookup::new,
          INVERT,
          MAX_TOKENS,
          NUM_OOV_INDICES,
          OOV_TOKEN,
          MASK_TOKEN,
          OUTPUT_MODE,
          SPARSE,
          PAD_TO_MAX_TOKENS,
          VOCABULARY_DTYPE,
          IDF_WEIGHTS,
          VOCABULARY,
          VOCABULARY_SIZE,
          OOV_METHOD,
          SALT,
          FLOATS);

  private IntegerLookup(Config config) {
    super(TYPE, config);
    if (get(SALT) != null && get(OOV_METHOD) != OovMethod.FARMHASH) {
      throw new ConfigException(
          "`salt` can only be used when `oov_method='farmhash'`. Received: oov_method="
              + get(OOV_METHOD));
    }
  }

  /** A builder for a layer that learns its vocabulary. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder for this vocabulary. */
  public static Builder vocabulary(long... tokens) {
    return new Builder().set(VOCABULARY, boxed(tokens));
  }

  private static List<Object> boxed(long[] tokens) {
    return Arrays.stream(tokens).mapToObj(token -> (Object) token).toList();
  }

  /** Replaces the vocabulary. */
  public void setVocabulary(long... tokens) {
    assignVocabulary(boxed(tokens), null);
  }

  /** Replaces the vocabulary and the weights of its tokens, for mode {@code "tf_idf"}. */
  public void setVocabulary(long[] tokens, List<Double> idfWeights) {
    assignVocabulary(boxed(tokens), idfWeights);
  }

  /** The tokens by index, special ones included. */
  public List<Long> getVocabulary() {
    return getVocabulary(true);
  }

  /** The tokens, with or without the mask token and those for unknown ones. */
  public List<Long> getVocabulary(boolean includeSpecialTokens) {
    return Collections.unmodifiableList(
        Arrays.asList(currentVocabulary(includeSpecialTokens).toArray(Long[]::new)));
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
    if (get(OOV_METHOD) == OovMethod.FLOORMOD) {
      return null;
    }
    return get(SALT) == null ? StringHash.FARM : new StringHash(get(SALT));
  }

  @Override
  Codec<Object> tokenCodec() {
    return TextCodecs.INTEGER;
  }

  @Override
  Tensor tokens(Tensor input) {
    if (input.dtype() == DType.STRING) {
      throw new KerasException("IntegerLookup takes integers. Received: " + input.spec());
    }
    return DTypes.cast(input, DType.INT64);
  }

  @Override
  List<?> tokens(NDArray batch) {
    return IntStream.range(0, batch.size()).mapToObj(batch::getLong).toList();
  }

  /** Sets the arguments of an {@link IntegerLookup}. */
  public static final class Builder extends LookupBuilder<Builder, IntegerLookup> {
    private Builder() {
      super(TYPE);
    }

    /** An integer that stands for nothing; default none. */
    public Builder maskToken(long token) {
      return set(MASK_TOKEN, token);
    }

    /** What unknown indices become with {@code invert}; default -1. */
    public Builder oovToken(long token) {
      return set(OOV_TOKEN, token);
    }

    /** Whether unknown integers are spread over several indices by a hash; default false. */
    public Builder hashOov(boolean value) {
      return set(OOV_METHOD, value ? OovMethod.FARMHASH : OovMethod.FLOORMOD);
    }
  }
}
