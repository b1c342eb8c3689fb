package org.keras4j.layers.preprocessing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.SortOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;

/** Numbers as the index of the interval they are in. Keras: {@code keras.layers.Discretization}. */
public final class Discretization extends Layer {
  /** Where intervals end, ascending; null for a layer that has not been adapted. */
  public static final Arg<List<Double>> BIN_BOUNDARIES =
      Arg.optional("bin_boundaries", Codecs.list(Codecs.FLOAT), null);

  /** How many intervals adapting makes. */
  private static final Arg<Integer> NUM_BINS =
      Arg.integer("num_bins", null).that(value -> value >= 0, "greater than or equal to 0");

  private static final Arg<Double> EPSILON = Arg.number("epsilon", 0.01);

  static final Arg<Encoding> OUTPUT_MODE =
      Arg.choice("output_mode", Encoding.class, Encoding::toString, Encoding.INT)
          .that(mode -> mode != Encoding.TF_IDF, "one of 'int', 'one_hot', 'multi_hot', 'count'");

  private static final Arg<Boolean> SPARSE =
      Arg.bool("sparse", false).that(value -> !value, "False: sparse tensors are not supported");

  /** Whether indices are int64, as in files by Keras before 3.11. */
  private static final Arg<Boolean> INT64 = Arg.bool("keras4j_int64", false).unwritten();

  public static final LayerType<Discretization> TYPE =
      LayerType.of(
          "keras.layers",
          "Discretization",
          Discretization::new,
          BIN_BOUNDARIES,
          NUM_BINS,
          EPSILON,
          OUTPUT_MODE,
          SPARSE,
          INT64);

  private Discretization(Config config) {
    super(TYPE, config);
    if (get(NUM_BINS) == null && get(BIN_BOUNDARIES) == null) {
      throw new ConfigException("You need to set either `num_bins` or `bin_boundaries`.");
    }
  }

  /** A builder for the boundaries between intervals, ascending. */
  public static Builder binBoundaries(List<Double> boundaries) {
    return new Builder().set(BIN_BOUNDARIES, boundaries);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    List<Double> boundaries = get(BIN_BOUNDARIES);
    if (boundaries == null) {
      throw new KerasException(
          "You need to pass the `bin_boundaries` argument at construction time before you can"
              + " start using the `Discretization` layer; adapt it in Keras and save it.");
    }
    DType index = get(INT64) ? DType.INT64 : DType.INT32;
    DType dtype = get(OUTPUT_MODE) == Encoding.INT ? index : computeDType();
    Tensor indices = SortOps.digitize(input, boundaries);
    return get(OUTPUT_MODE).encode(indices, boundaries.size() + 1, dtype, null);
  }

  /** As Keras writes it: without {@code trainable}, and the dtype as a plain name. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(TRAINABLE.key());
    map.put(DTYPE.key(), dtypePolicy().name());
    return map;
  }

  /** Sets the arguments of a {@link Discretization}. */
  public static final class Builder extends LayerBuilder<Builder, Discretization> {
    private Builder() {
      super(TYPE);
    }

    /** {@code "int"} (the default), {@code "one_hot"}, {@code "multi_hot"} or {@code "count"}. */
    public Builder outputMode(String mode) {
      return set(OUTPUT_MODE, Encoding.valueOf(mode.toUpperCase(Locale.ROOT)));
    }
  }
}
