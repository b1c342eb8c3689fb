package org.keras4j.layers.preprocessing;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.DTypePolicy;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.op.CompareOp;
import org.keras4j.op.HashBuckets;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.text.StringHash;

/**
 * Strings or integers as the bucket that a hash puts them in: FarmHash's fingerprint, or SipHash
 * where there is a {@code salt}. Keras: {@code keras.layers.Hashing}.
 *
 * <p>Input: strings or numbers of any shape; floats are truncated. Output, by {@code output_mode}:
 * {@code "int"} (the default), int64 of the same shape; {@code "one_hot"}, a vector of {@code
 * num_bins} for each; {@code "multi_hot"} or {@code "count"}, one for each row.
 *
 * <pre>{@code
 * Hashing.bins(1000).salt(133, 137).build()
 * }</pre>
 */
public final class Hashing extends Layer {
  /** Number of buckets, that of the mask value included. */
  public static final Arg<Integer> NUM_BINS = Arg.positiveInt("num_bins");

  /** Two numbers that give other buckets; null (the default) for none. */
  public static final Arg<List<Long>> SALT = Arg.optional("salt", TextCodecs.SALT, null);

  /** What goes to bucket 0 alone; null (the default) for nothing. */
  public static final Arg<Object> MASK_VALUE = Arg.optional("mask_value", Codecs.ANY, null);

  static final Arg<Encoding> OUTPUT_MODE =
      Arg.choice("output_mode", Encoding.class, Encoding::toString, Encoding.INT)
          .that(mode -> mode != Encoding.TF_IDF, "one of 'int', 'one_hot', 'multi_hot', 'count'");

  public static final LayerType<Hashing> TYPE =
      LayerType.of(
          "keras.layers",
          "Hashing",
          config -> new Hashing(typed(config)),
          NUM_BINS,
          SALT,
          MASK_VALUE,
          OUTPUT_MODE,
          LookupArgs.SPARSE);

  private Hashing(Config config) {
    super(TYPE, config);
    DType dtype = variableDType();
    if (get(OUTPUT_MODE) == Encoding.INT && dtype != DType.INT32 && dtype != DType.INT64) {
      throw new ConfigException(
          "When `output_mode=\"int\"`, `dtype` should be an integer type, 'int32' or 'int64'."
              + " Received: dtype="
              + dtypePolicy());
    }
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
  protected Tensor call(CallContext ctx, Tensor input) {
    Encoding mode = get(OUTPUT_MODE);
    boolean single = mode == Encoding.ONE_HOT && input.rank() > 0 && input.dim(-1) == 1;
    Tensor buckets = buckets(single ? ShapeOps.squeeze(input, -1) : input);
    return mode.encode(buckets, get(NUM_BINS), variableDType(), null);
  }

  private Tensor buckets(Tensor values) {
    StringHash hash = get(SALT) == null ? StringHash.FARM : new StringHash(get(SALT));
    Tensor hashed = values.dtype().isFloating() ? DTypes.cast(values, DType.INT64) : values;
    if (get(MASK_VALUE) == null || get(NUM_BINS) == 1) {
      return new HashBuckets(get(NUM_BINS), hash).on(hashed);
    }
    Tensor buckets = new HashBuckets(get(NUM_BINS) - 1, hash).on(hashed);
    Tensor isMask = CompareOp.EQUAL.on(values, mask(values.dtype()));
    return LogicOps.where(isMask, MathOps.multiply(buckets, 0), MathOps.add(buckets, 1));
  }

  private Tensor mask(DType dtype) {
    Object value = get(MASK_VALUE);
    if (dtype == DType.STRING && value instanceof String text) {
      return Constant.of(NDArray.of(new String[] {text}).reshape(Shape.SCALAR));
    }
    if (dtype != DType.STRING && value instanceof Number number) {
      return Constant.scalar(dtype, number.doubleValue());
    }
    throw new KerasException(
        "`mask_value` must be of the inputs' type. Received: mask_value="
            + value
            + " for inputs of dtype "
            + dtype);
  }

  /** Sets the arguments of a {@link Hashing}. */
  public static final class Builder extends LayerBuilder<Builder, Hashing> {
    private Builder() {
      super(TYPE);
    }

    /** Two numbers that give other buckets; default none. */
    public Builder salt(long first, long second) {
      return set(SALT, List.of(first, second));
    }

    /** A string or number that goes to bucket 0 alone; default none. */
    public Builder maskValue(Object value) {
      return set(MASK_VALUE, value);
    }

    /** {@code "int"} (the default), {@code "one_hot"}, {@code "multi_hot"} or {@code "count"}. */
    public Builder outputMode(String mode) {
      return set(OUTPUT_MODE, TextCodecs.OUTPUT_MODE.read(mode, ReadContext.standard()));
    }
  }
}
