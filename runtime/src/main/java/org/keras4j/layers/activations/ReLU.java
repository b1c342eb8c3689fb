package org.keras4j.layers.activations;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;

/**
 * Rectified linear unit: {@code max_value} above it, x between {@code threshold} and it, else
 * {@code negative_slope * (x - threshold)}. Keras: {@code keras.layers.ReLU}.
 */
public final class ReLU extends Layer {
  /** The greatest output; null (the default) for no limit. */
  public static final Arg<Double> MAX_VALUE =
      Arg.number("max_value", null).that(value -> value >= 0, "a float that is not negative");

  /** Slope below the threshold; default 0. */
  public static final Arg<Double> NEGATIVE_SLOPE =
      Arg.number("negative_slope", 0.0).that(value -> value >= 0, "a float that is not negative");

  /** Where the linear part begins; default 0. */
  public static final Arg<Double> THRESHOLD =
      Arg.number("threshold", 0.0).that(value -> value >= 0, "a float that is not negative");

  public static final LayerType<ReLU> TYPE =
      LayerType.of("keras.layers", "ReLU", ReLU::new, MAX_VALUE, NEGATIVE_SLOPE, THRESHOLD);

  private ReLU(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    double slope = get(NEGATIVE_SLOPE);
    double threshold = get(THRESHOLD);
    if (slope != 0 && threshold == 0 && get(MAX_VALUE) == null) {
      return NnOps.leakyRelu(input, slope);
    }
    Tensor positive = positive(input, threshold);
    if (get(MAX_VALUE) != null) {
      positive = MathOps.minimum(positive, get(MAX_VALUE)); // it is not below zero
    }
    if (slope == 0) {
      return positive;
    }
    Tensor negative = MathOps.negative(input);
    Tensor below = NnOps.relu(threshold == 0 ? negative : MathOps.add(negative, threshold));
    return MathOps.subtract(positive, MathOps.multiply(below, slope));
  }

  private static Tensor positive(Tensor input, double threshold) {
    return threshold == 0
        ? NnOps.relu(input)
        : LogicOps.where(LogicOps.greater(input, threshold), input, 0);
  }

  /** Sets the arguments of a {@link ReLU}. */
  public static final class Builder extends LayerBuilder<Builder, ReLU> {
    private Builder() {
      super(TYPE);
    }

    /** The greatest output; default no limit. */
    public Builder maxValue(double value) {
      return set(MAX_VALUE, value);
    }

    /** Slope below the threshold; default 0. */
    public Builder negativeSlope(double value) {
      return set(NEGATIVE_SLOPE, value);
    }

    /** Where the linear part begins; default 0. */
    public Builder threshold(double value) {
      return set(THRESHOLD, value);
    }
  }
}
