package org.keras4j.layers.preprocessing;

import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.op.CrossBuckets;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Several features as one: the bucket that a hash of all of them gives. Keras: {@code
 * keras.layers.HashedCrossing}.
 *
 * <p>Inputs: a list of two or more tensors, strings or integers, all of shape (), (batch) or
 * (batch, 1). Output: int64 of that shape, or with {@code output_mode="one_hot"} vectors of {@code
 * num_bins}.
 *
 * <pre>{@code
 * HashedCrossing.bins(100).build().apply(List.of(city, hour))
 * }</pre>
 */
public final class HashedCrossing extends Layer {
  /** Number of buckets. */
  public static final Arg<Integer> NUM_BINS = Arg.positiveInt("num_bins");

  static final Arg<Encoding> OUTPUT_MODE =
      Arg.choice("output_mode", Encoding.class, Encoding::toString, Encoding.INT)
          .that(
              mode -> mode == Encoding.INT || mode == Encoding.ONE_HOT, "one of 'int', 'one_hot'");

  public static final LayerType<HashedCrossing> TYPE =
      LayerType.of(
          "keras.layers",
          "HashedCrossing",
          config -> new HashedCrossing(typed(config)),
          NUM_BINS,
          OUTPUT_MODE,
          LookupArgs.SPARSE);

  private HashedCrossing(Config config) {
    super(TYPE, config);
  }

  /** Indices are int64 unless told otherwise, vectors float32. */
  private static Config typed(Config config) {
    boolean isOpen = config.get(DTYPE) == null && config.get(OUTPUT_MODE) == Encoding.INT;
    return isOpen ? config.with(DTYPE, DTypePolicy.of("int64")) : config;
  }

  /** A builder for this many buckets. */
  public static Builder bins(int count) {
    return new Builder().set(NUM_BINS, count);
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    var inputs = Structures.tensors(arguments.inputs());
    if (inputs.size() < 2) {
      throw new KerasException(
          "`HashedCrossing` should be called on at least two inputs. Received: inputs="
              + Structures.shapes(arguments.inputs()));
    }
    for (Tensor input : inputs) {
      Shape shape = input.shape();
      if (shape.rank() > 2 || shape.rank() == 2 && shape.isKnown(1) && shape.dim(1) != 1) {
        throw new KerasException(
            "All `HashedCrossing` inputs should have shape `()`, `(batch_size)` or `(batch_size,"
                + " 1)`. Received: inputs="
                + Structures.shapes(arguments.inputs()));
      }
      if (input.dtype() != DType.STRING && !input.dtype().isInteger()) {
        throw new KerasException(
            "All `HashedCrossing` inputs should have an integer or string dtype. Received: "
                + input.dtype());
      }
    }
    Tensor buckets = new CrossBuckets(get(NUM_BINS)).on(inputs.toArray(Tensor[]::new));
    return get(OUTPUT_MODE).encode(buckets, get(NUM_BINS), variableDType(), null);
  }

  /** As Keras writes it: without {@code trainable}, and the dtype as a plain name. */
  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = super.configMap();
    map.remove(TRAINABLE.key());
    map.put(DTYPE.key(), variableDType().kerasName());
    return map;
  }

  /** Sets the arguments of a {@link HashedCrossing}. */
  public static final class Builder extends LayerBuilder<Builder, HashedCrossing> {
    private Builder() {
      super(TYPE);
    }

    /** Whether the output is a vector for each bucket instead of its index; default false. */
    public Builder oneHot(boolean value) {
      return set(OUTPUT_MODE, value ? Encoding.ONE_HOT : Encoding.INT);
    }
  }
}
