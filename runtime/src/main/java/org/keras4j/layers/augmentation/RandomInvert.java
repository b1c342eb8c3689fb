package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/**
 * Exchanges light and dark in images chosen at random. Keras: {@code keras.layers.RandomInvert}.
 */
public final class RandomInvert extends ColorAugmentation<Tensor> {
  /** How probable a change is; default 1. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 1));

  public static final LayerType<RandomInvert> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomInvert",
          RandomInvert::new,
          DATA_FORMAT,
          FACTOR,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomInvert(Config config) {
    super(TYPE, config);
  }

  /** A builder for a probability between two numbers. */
  public static Builder factor(double lower, double upper) {
    return new Builder().set(FACTOR, new Factor(lower, upper));
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return 2;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    return draws.chosen(get(FACTOR), batch.size());
  }

  @Override
  Tensor images(Tensor images, Tensor chosen) {
    return LogicOps.where(chosen, MathOps.subtract(high(), images), images);
  }

  /** Sets the arguments of a {@link RandomInvert}. */
  public static final class Builder extends ColorBuilder<Builder, RandomInvert> {
    private Builder() {
      super(TYPE);
    }
  }
}
