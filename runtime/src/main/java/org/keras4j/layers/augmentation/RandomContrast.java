package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/**
 * Moves the values of each image's channel towards its mean or away from it in training. Keras:
 * {@code keras.layers.RandomContrast}.
 */
public final class RandomContrast extends ColorAugmentation<Tensor> {
  /** How much contrast is taken at most, and how much is added; a number only adds. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(0, 1));

  public static final LayerType<RandomContrast> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomContrast",
          RandomContrast::new,
          DATA_FORMAT,
          FACTOR,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomContrast(Config config) {
    super(TYPE, config);
  }

  /** A builder for a contrast between {@code 1 - lower} and {@code 1 + upper}. */
  public static Builder factor(double lower, double upper) {
    return new Builder().set(FACTOR, new Factor(lower, upper));
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
    Factor factor = get(FACTOR);
    return draws.uniform(1 - factor.lower(), 1 + factor.upper(), batch.size(), 1, 1, 1);
  }

  @Override
  Tensor images(Tensor images, Tensor contrast) {
    Tensor mean = ReduceOps.mean(images, List.of(1, 2), true);
    Tensor distance = MathOps.subtract(images, mean);
    Tensor changed = MathOps.multiply(distance, DTypes.cast(contrast, images.dtype()));
    return clipped(MathOps.add(changed, mean));
  }

  /** Sets the arguments of a {@link RandomContrast}. */
  public static final class Builder extends ColorBuilder<Builder, RandomContrast> {
    private Builder() {
      super(TYPE);
    }
  }
}
