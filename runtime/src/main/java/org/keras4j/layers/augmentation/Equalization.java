package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.HistogramOps;
import org.keras4j.ops.MathOps;

/**
 * Spreads the values of each channel evenly over the range in training. Keras: {@code
 * keras.layers.Equalization}. As there, all images of a batch share one histogram.
 */
public final class Equalization extends ColorAugmentation<Void> {
  /** Number of values that are told apart; default 256. */
  public static final Arg<Integer> BINS =
      Arg.integer("bins", 256).that(value -> value > 0, "a positive integer");

  public static final LayerType<Equalization> TYPE =
      LayerType.of(
          "keras.layers",
          "Equalization",
          Equalization::new,
          DATA_FORMAT,
          VALUE_RANGE,
          BINS,
          BOUNDING_BOX_FORMAT);

  private Equalization(Config config) {
    super(TYPE, config);
  }

  /** A builder for values between two numbers. */
  public static Builder range(double low, double high) {
    return new Builder().valueRange(low, high);
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return 0;
  }

  @Override
  Void draw(Draws draws, Batch batch) {
    return null;
  }

  @Override
  Tensor images(Tensor images, Void nothing) {
    Tensor bytes = scaled(images, get(VALUE_RANGE), BYTES);
    return scaled(HistogramOps.equalized(bytes, get(BINS)), BYTES, get(VALUE_RANGE));
  }

  private static Tensor scaled(Tensor x, List<Double> from, List<Double> to) {
    double scale = (to.get(1) - to.get(0)) / (from.get(1) - from.get(0));
    return MathOps.add(MathOps.multiply(x, scale), to.get(0) - from.get(0) * scale);
  }

  /** Sets the arguments of a {@link Equalization}. */
  public static final class Builder extends ColorBuilder<Builder, Equalization> {
    private Builder() {
      super(TYPE);
    }

    /** Number of values that are told apart; default 256. */
    public Builder bins(int value) {
      return set(BINS, value);
    }
  }
}
