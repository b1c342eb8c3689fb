package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.BlurOps;
import org.keras4j.ops.CreationOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.ops.WarpOps;
import org.keras4j.ops.WarpOps.FillMode;
import org.keras4j.tensor.DType;

/**
 * Distorts images chosen at random in training, as if they were made of rubber. Keras: {@code
 * keras.layers.RandomElasticTransform}. A segmentation mask is distorted as its image is, where
 * Keras distorts it anew.
 */
public final class RandomElasticTransform
    extends ColorAugmentation<RandomElasticTransform.Distortion> {
  /** How probable a change is; default 1. */
  public static final Arg<Factor> FACTOR =
      Arg.optional("factor", Factor.codec(0, 1), new Factor(0, 1));

  /** How strong it is; default 1. */
  public static final Arg<Factor> SCALE =
      Arg.optional("scale", Factor.codec(0, 1), new Factor(0, 1));

  /** What is read between pixels; default bilinear. */
  public static final Arg<Sampling> INTERPOLATION =
      Arg.choice("interpolation", Sampling.class, Sampling::toString, Sampling.BILINEAR);

  /** What is read outside the image; default reflect. */
  public static final Arg<FillMode> FILL_MODE =
      Arg.choice("fill_mode", FillMode.class, FillMode::toString, FillMode.REFLECT);

  /** What is outside the image with a constant fill mode; default 0. */
  public static final Arg<Double> FILL_VALUE = Arg.number("fill_value", 0.0);

  public static final LayerType<RandomElasticTransform> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomElasticTransform",
          RandomElasticTransform::new,
          DATA_FORMAT,
          FACTOR,
          SCALE,
          INTERPOLATION,
          FILL_MODE,
          FILL_VALUE,
          VALUE_RANGE,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomElasticTransform(Config config) {
    super(TYPE, config);
  }

  /** A builder for a strength between two numbers, each from 0 to 1. */
  public static Builder scale(double lower, double upper) {
    return new Builder().set(SCALE, new Factor(lower, upper));
  }

  /** Which images are changed, and how far each pixel moves: {@code (images, height, width)}. */
  record Distortion(Tensor chosen, Tensor moves) {}

  private boolean never() {
    return get(SCALE).upper() == 0 || get(FACTOR).upper() == 0;
  }

  @Override
  int keys() {
    return never() ? 0 : 4;
  }

  @Override
  Distortion draw(Draws draws, Batch batch) {
    if (never()) {
      return null;
    }
    Tensor chosen = draws.chosen(get(FACTOR), batch.size());
    Tensor strength = draws.uniform(get(SCALE));
    double reach = 0.05 * Math.min(batch.height(), batch.width());
    Tensor sigma = MathOps.multiply(strength, reach);
    // Keras draws the moves down and to the right with one key, so that they are the same.
    Tensor noise =
        MathOps.multiply(draws.normal(batch.size(), batch.height(), batch.width(), 1), sigma);
    Tensor smooth = BlurOps.wideBlur(noise, sigma, get(SCALE).upper() * reach);
    Tensor alpha = MathOps.multiply(strength, 0.1 * Math.max(batch.height(), batch.width()));
    return new Distortion(chosen, MathOps.multiply(ShapeOps.squeeze(smooth, 3), alpha));
  }

  @Override
  Tensor images(Tensor images, Distortion distortion) {
    return changed(images, distortion, get(INTERPOLATION));
  }

  @Override
  Tensor masks(Tensor masks, Distortion distortion) {
    return changed(DTypes.cast(masks, computeDType()), distortion, Sampling.NEAREST);
  }

  @Override
  Boxes boxes(Boxes boxes, Distortion distortion, Batch batch) {
    throw Boxes.refused(type());
  }

  private Tensor changed(Tensor images, Distortion distortion, Sampling sampling) {
    if (distortion == null) {
      return images;
    }
    Tensor y = CreationOps.arange(images.dim(1), DType.FLOAT32);
    Tensor x = CreationOps.arange(images.dim(2), DType.FLOAT32);
    Tensor distorted =
        WarpOps.sampled(
            images,
            MathOps.add(ShapeOps.reshape(y, 1, images.dim(1), 1), distortion.moves()),
            MathOps.add(ShapeOps.reshape(x, 1, 1, images.dim(2)), distortion.moves()),
            sampling.order(),
            get(FILL_MODE),
            get(FILL_VALUE));
    Tensor result = DTypes.cast(distorted, images.dtype());
    return clipped(LogicOps.where(distortion.chosen(), result, images));
  }

  /** Sets the arguments of a {@link RandomElasticTransform}. */
  public static final class Builder extends ColorBuilder<Builder, RandomElasticTransform> {
    private Builder() {
      super(TYPE);
    }

    /** How probable a change is, between two numbers; default 0 to 1. */
    public Builder factor(double lower, double upper) {
      return set(FACTOR, new Factor(lower, upper));
    }

    /** What is read outside the image; default reflect. */
    public Builder fillMode(FillMode value) {
      return set(FILL_MODE, value);
    }
  }
}
