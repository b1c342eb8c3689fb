package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ImageOps;
import org.keras4j.ops.MathOps;

/**
 * Takes part of the colours from each image in training. Keras: {@code
 * keras.layers.RandomColorDegeneration}.
 */
public final class RandomColorDegeneration extends ColorAugmentation<Tensor> {
  /** 0 for no change, 1 for grey. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(-1, 1));

  public static final LayerType<RandomColorDegeneration> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomColorDegeneration",
          RandomColorDegeneration::new,
          DATA_FORMAT,
          FACTOR,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomColorDegeneration(Config config) {
    super(TYPE, config);
  }

  /** A builder for factors between two numbers. */
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
    return draws.uniform(get(FACTOR), batch.size(), 1, 1, 1);
  }

  @Override
  Tensor images(Tensor images, Tensor factor) {
    Tensor gray = ImageOps.rgbToGrayscale(images, DataFormat.CHANNELS_LAST);
    Tensor change = MathOps.subtract(gray, images);
    Tensor share = DTypes.cast(factor, images.dtype());
    return clipped(MathOps.add(images, MathOps.multiply(share, change)));
  }

  /** Sets the arguments of a {@link RandomColorDegeneration}. */
  public static final class Builder extends ColorBuilder<Builder, RandomColorDegeneration> {
    private Builder() {
      super(TYPE);
    }
  }
}
