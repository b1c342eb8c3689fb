package org.keras4j.layers.core;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.ReduceOps;

/**
 * Masks the timesteps of which every feature equals a value, and sets them to zero. Keras: {@code
 * keras.layers.Masking}.
 *
 * <p>Input and output {@code (batch, timesteps, features)}; the mask is {@code (batch, timesteps)}.
 */
public final class Masking extends Layer {
  /** The value of masked features; default 0. */
  public static final Arg<Double> MASK_VALUE =
      Arg.optional("mask_value", Codecs.of("a number", Masking::readNumber, value -> value), 0.0);

  public static final LayerType<Masking> TYPE =
      LayerType.of("keras.layers", "Masking", Masking::new, MASK_VALUE);

  private Masking(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer that masks timesteps of only this value. */
  public static Builder maskValue(double value) {
    return new Builder().set(MASK_VALUE, value);
  }

  /** A number as it stands, or as Keras serializes an array. */
  private static Double readNumber(Object json, ReadContext context) {
    if (json instanceof Map<?, ?> map && map.get("config") instanceof Map<?, ?> array) {
      return readNumber(array.get("value"), context);
    }
    return json instanceof Number number ? (Double) number.doubleValue() : null;
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return counts((Tensor) arguments.inputs(), false);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return LogicOps.where(counts(input, true), input, 0);
  }

  private Tensor counts(Tensor input, boolean keepDims) {
    Tensor differs = LogicOps.notEqual(input, get(MASK_VALUE));
    return ReduceOps.any(differs, List.of(-1), keepDims);
  }

  /** Sets the arguments of a {@link Masking}. */
  public static final class Builder extends LayerBuilder<Builder, Masking> {
    private Builder() {
      super(TYPE);
    }
  }
}
