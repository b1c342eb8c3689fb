package org.keras4j.layers.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.SummarizedLayer;
import org.keras4j.ops.SortOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Numbers as the index of the interval they are in. Keras: {@code keras.layers.Discretization}.
 *
 * <p>The ends of the intervals are an argument, or learned by {@link #adapt(NDArray)}, which may
 * come later than the model; predictions follow it.
 */
public final class Discretization extends Layer implements SummarizedLayer {
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

  /** Whether indices are int64, as in files by Keras before 3.11. */
  private static final Arg<Boolean> INT64 = Arg.bool("keras4j_int64", false).beside();

  public static final LayerType<Discretization> TYPE =
      LayerType.of(
          "keras.layers",
          "Discretization",
          Discretization::new,
          BIN_BOUNDARIES,
          NUM_BINS,
          EPSILON,
          OUTPUT_MODE,
          LookupArgs.SPARSE,
          INT64);

  /** Where intervals end, infinite where there are fewer; null where they cannot change. */
  private final Variable boundaries;

  private volatile List<Double> learned;

  private Discretization(Config config) {
    super(TYPE, config);
    if (get(NUM_BINS) == null && get(BIN_BOUNDARIES) == null) {
      throw new ConfigException("You need to set either `num_bins` or `bin_boundaries`.");
    }
    learned = get(BIN_BOUNDARIES);
    boundaries = get(NUM_BINS) == null ? null : boundaries(categories() - 1);
  }

  private Variable boundaries(int count) {
    return new Variable(
        "bin_boundaries",
        "bin_boundaries",
        new TensorSpec(DType.FLOAT64, Shape.of(Math.max(0, count))),
        false,
        () -> filled(learned));
  }

  /** How many intervals there are, at most. */
  private int categories() {
    List<Double> given = get(BIN_BOUNDARIES);
    return given == null ? Math.max(1, get(NUM_BINS)) : given.size() + 1;
  }

  private NDArray filled(List<Double> ends) {
    if (ends == null) {
      throw new KerasException(
          "You need to either pass the `bin_boundaries` argument at construction time or call"
              + " `adapt(dataset)` before you can start using the `Discretization` layer.");
    }
    double[] values = new double[categories() - 1];
    Arrays.fill(values, Double.POSITIVE_INFINITY);
    for (int i = 0; i < Math.min(values.length, ends.size()); i++) {
      values[i] = ends.get(i);
    }
    return NDArray.of(values, values.length);
  }

  /** A builder for the boundaries between intervals, ascending. */
  public static Builder binBoundaries(List<Double> boundaries) {
    return new Builder().set(BIN_BOUNDARIES, boundaries);
  }

  /** A builder for this many intervals, whose ends {@link #adapt(NDArray)} learns. */
  public static Builder numBins(int count) {
    return new Builder().set(NUM_BINS, count);
  }

  /** Where intervals end, ascending; null while the layer has not learned it. */
  public List<Double> getBinBoundaries() {
    return learned;
  }

  /** Learns intervals that hold equally much of the data. Keras: {@code adapt(data)}. */
  public void adapt(NDArray data) {
    adapt(List.of(data));
  }

  /** Learns intervals from batches of data. */
  public synchronized void adapt(Iterable<NDArray> batches) {
    if (get(NUM_BINS) == null) {
      throw new KerasException(
          "Cannot adapt a Discretization layer that has been initialized with `bin_boundaries`, use"
              + " `num_bins` instead.");
    }
    QuantileSummary summary = QuantileSummary.EMPTY;
    for (NDArray batch : batches) {
      summary = QuantileSummary.of(batch, get(EPSILON)).merge(summary, get(EPSILON));
    }
    learn(summary.boundaries(get(NUM_BINS)));
  }

  private void learn(List<Double> ends) {
    learned = ends;
    boundaries.assign(filled(ends));
  }

  @Override
  public boolean hasSummary() {
    return get(NUM_BINS) != null && get(BIN_BOUNDARIES) == null;
  }

  @Override
  public Runnable learned(NDArray summary) {
    List<Double> ends = QuantileSummary.stored(summary).boundaries(get(NUM_BINS));
    if (get(OUTPUT_MODE) != Encoding.INT && ends.size() + 1 != categories()) {
      throw new KerasException(
          "The summary of layer '"
              + name()
              + "' is of too little data: it makes "
              + (ends.size() + 1)
              + " bins, and the width of the layer's output is num_bins="
              + categories()
              + ". Give the layer `bin_boundaries` instead");
    }
    return () -> learn(ends);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    DType index = get(INT64) ? DType.INT64 : DType.INT32;
    DType dtype = get(OUTPUT_MODE) == Encoding.INT ? index : computeDType();
    Tensor indices =
        boundaries == null
            ? SortOps.digitize(input, get(BIN_BOUNDARIES))
            : SortOps.digitize(input, ctx.readExact(boundaries));
    return get(OUTPUT_MODE).encode(indices, categories(), dtype, null);
  }

  /** As Keras writes it: without {@code trainable}, and the dtype as a plain name. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(TRAINABLE.key());
    map.put(DTYPE.key(), variableDType().kerasName());
    map.put(BIN_BOUNDARIES.key(), learned);
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
