package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.ImageOps;
import org.keras4j.ops.MathOps;

/** Blurs or sharpens each image in training. Keras: {@code keras.layers.RandomSharpness}. */
public final class RandomSharpness extends ColorAugmentation<Tensor> {
  /** 0 for blurred, 0.5 for no change, 1 for sharper. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(0, 1));

  public static final LayerType<RandomSharpness> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomSharpness",
          RandomSharpness::new,
          DATA_FORMAT,
          FACTOR,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomSharpness(Config config) {
    super(TYPE, config);
  }

  /** A builder for factors between two numbers, each from 0 to 1. */
  public static Builder factor(double lower, double upper) {
    return new Builder().set(FACTOR, new Factor(lower, upper));
  }

  @Override
  int keys() {
    return 1;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    return MathOps.multiply(draws.uniform(get(FACTOR), batch.size(), 1, 1, 1), 2);
  }

  @Override
  Tensor images(Tensor images, Tensor factor) {
    Tensor smooth = ImageOps.smoothed(images);
    Tensor share = MathOps.subtract(1, DTypes.cast(factor, images.dtype()));
    Tensor change = MathOps.multiply(share, MathOps.subtract(smooth, images));
    return clipped(MathOps.add(images, change));
  }

  /** Sets the arguments of a {@link RandomSharpness}. */
  public static final class Builder extends ColorBuilder<Builder, RandomSharpness> {
    private Builder() {
      super(TYPE);
    }
  }
}
