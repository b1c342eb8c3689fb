package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ImageOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.tensor.DType;

/**
 * Takes the colours from images chosen at random in training. Keras: {@code
 * keras.layers.RandomGrayscale}.
 */
public final class RandomGrayscale extends Augmentation<Tensor> {
  /** How probable a change is; default 0.5. */
  public static final Arg<Double> FACTOR =
      Arg.number("factor", 0.5).that(value -> value >= 0 && value <= 1, "between 0 and 1");

  /** A fixed seed; Keras does not write it. */
  private static final Arg<Integer> OWN_SEED = SEED.unwritten();

  public static final LayerType<RandomGrayscale> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomGrayscale",
          RandomGrayscale::new,
          DATA_FORMAT,
          FACTOR,
          OWN_SEED,
          BOUNDING_BOX_FORMAT);

  private RandomGrayscale(Config config) {
    super(TYPE, config);
  }

  /** A builder for a probability. */
  public static Builder factor(double factor) {
    return new Builder().set(FACTOR, factor);
  }

  @Override
  Integer seed() {
    return get(OWN_SEED);
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return 1;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    return LogicOps.less(draws.uniform(0, 1, batch.size(), 1, 1, 1), get(FACTOR));
  }

  @Override
  Tensor images(Tensor images, Tensor chosen) {
    return LogicOps.where(
        chosen, ImageOps.rgbToGrayscale(images, DataFormat.CHANNELS_LAST), images);
  }

  /** Integers stay integers. */
  @Override
  Tensor inOutputType(Tensor images, DType given) {
    return given.isFloating() ? images : DTypes.cast(images, given);
  }

  /** Sets the arguments of a {@link RandomGrayscale}. */
  public static final class Builder extends LayerBuilder<Builder, RandomGrayscale> {
    private Builder() {
      super(TYPE);
    }

    /** A fixed seed, which is not saved; by default it depends on the layer's path. */
    public Builder seed(int value) {
      return set(OWN_SEED, value);
    }

    /** Where the channels stand; default last. */
    public Builder dataFormat(DataFormat value) {
      return set(DATA_FORMAT, value);
    }
  }
}
