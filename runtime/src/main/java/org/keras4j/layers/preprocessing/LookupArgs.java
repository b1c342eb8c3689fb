package org.keras4j.layers.preprocessing;

import java.util.List;
import java.util.Locale;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;

/** Arguments that layers with a vocabulary share. */
final class LookupArgs {
  /** Size of the vocabulary at most, special tokens included; null for any. */
  static final Arg<Integer> MAX_TOKENS =
      Arg.integer("max_tokens", null).that(value -> value > 1, "an integer greater than 1");

  /** How many indices stand for tokens that are out of the vocabulary. */
  static final Arg<Integer> NUM_OOV_INDICES =
      Arg.integer("num_oov_indices", 1).that(value -> value >= 0, "an integer >= 0");

  static final Arg<Encoding> OUTPUT_MODE =
      Arg.optional("output_mode", TextCodecs.OUTPUT_MODE, Encoding.INT);

  static final Arg<Boolean> PAD_TO_MAX_TOKENS = Arg.bool("pad_to_max_tokens", false);

  static final Arg<Boolean> INVERT = Arg.bool("invert", false);

  /** Changes nothing: a dense array takes the place of the sparse tensor. */
  static final Arg<Boolean> SPARSE = Arg.bool("sparse", false);

  /** Inverse document frequencies, one for each token of the vocabulary. */
  static final Arg<List<Double>> IDF_WEIGHTS =
      Arg.optional("idf_weights", Codecs.list(Codecs.FLOAT), null);

  /** Size of a vocabulary that the config does not hold, so that shapes are known before it is. */
  static final Arg<Integer> VOCABULARY_SIZE =
      Arg.integer("vocabulary_size", null).that(value -> value >= 0, "an integer >= 0");

  /** How integers are spread over several indices for what is out of the vocabulary. */
  static final Arg<OovMethod> OOV_METHOD =
      Arg.choice("oov_method", OovMethod.class, OovMethod::toString, OovMethod.FLOORMOD);

  /** Key of the hash of tokens out of the vocabulary; null for one without a key. */
  static final Arg<List<Long>> SALT = Arg.optional("salt", TextCodecs.SALT, null);

  /**
   * How Python decodes bytes where it shows the vocabulary. Strings are UTF-8 to Keras' calls,
   * whatever this says, and Unicode here.
   */
  static final Arg<String> ENCODING = Arg.string("encoding", "utf-8");

  /** Whether vectors are floats, as in files by Keras before 3, and not integers. */
  static final Arg<Boolean> FLOATS = Arg.bool("keras4j_floats", false).beside();

  enum OovMethod {
    FLOORMOD,
    FARMHASH;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private LookupArgs() {}
}
