package org.keras4j.layers.preprocessing;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.tensor.KerasException;

/**
 * Integers below {@code num_tokens} as vectors of that length. Keras: {@code
 * keras.layers.CategoryEncoding}.
 *
 * <p>Call argument {@code count_weights}: how much each integer counts, with mode {@code "count"}.
 */
public final class CategoryEncoding extends Layer {
  /** Number of categories; must be given, though Keras declares a default. */
  public static final Arg<Integer> NUM_TOKENS =
      Arg.integer("num_tokens", null).that(value -> value >= 1, "an integer >= 1");

  static final Arg<Encoding> OUTPUT_MODE =
      Arg.choice("output_mode", Encoding.class, Encoding::toString, Encoding.MULTI_HOT)
          .that(
              mode -> mode != Encoding.INT && mode != Encoding.TF_IDF,
              "one of 'count', 'one_hot', 'multi_hot'");

  private static final Arg<Boolean> SPARSE = LayerArgs.unwritten(LookupArgs.SPARSE);

  public static final LayerType<CategoryEncoding> TYPE =
      LayerType.of(
          "keras.layers",
          "CategoryEncoding",
          CategoryEncoding::new,
          NUM_TOKENS,
          OUTPUT_MODE,
          SPARSE);

  private CategoryEncoding(Config config) {
    super(TYPE, config);
    if (get(NUM_TOKENS) == null) {
      throw new ConfigException(
          "num_tokens must be set to use this layer. If the number of tokens is not known"
              + " beforehand, use the IntegerLookup layer instead.");
    }
  }

  /** A builder for this many categories; one is set for each that occurs in a row. */
  public static Builder multiHot(int numTokens) {
    return new Builder(numTokens, Encoding.MULTI_HOT);
  }

  /** A builder for this many categories; one for each element. */
  public static Builder oneHot(int numTokens) {
    return new Builder(numTokens, Encoding.ONE_HOT);
  }

  /** A builder for this many categories, counted in each row. */
  public static Builder count(int numTokens) {
    return new Builder(numTokens, Encoding.COUNT);
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    Tensor weights = arguments.tensor(1, "count_weights");
    if (weights != null && get(OUTPUT_MODE) != Encoding.COUNT) {
      throw new KerasException(
          "`count_weights` is not used when `output_mode` is not `'count'`. Received"
              + " `count_weights="
              + weights
              + "`.");
    }
    return get(OUTPUT_MODE)
        .encode(
            arguments.tensor(0, "inputs"),
            get(NUM_TOKENS),
            computeDType(),
            weights == null ? null : DTypes.cast(weights, computeDType()));
  }

  /** Sets the arguments of a {@link CategoryEncoding}. */
  public static final class Builder extends LayerBuilder<Builder, CategoryEncoding> {
    private Builder(int numTokens, Encoding mode) {
      super(TYPE);
      set(NUM_TOKENS, numTokens);
      set(OUTPUT_MODE, mode);
    }
  }
}
