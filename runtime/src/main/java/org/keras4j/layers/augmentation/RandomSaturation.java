package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.ImageOps;
import org.keras4j.ops.JoinOps;
import org.keras4j.ops.MathOps;

/**
 * Makes the colours of each image stronger or weaker in training. Keras: {@code
 * keras.layers.RandomSaturation}.
 */
public final class RandomSaturation extends ColorAugmentation<Tensor> {
  /** Keras' default fuzz factor, {@code keras.config.epsilon()}. */
  private static final double EPSILON = 1e-7;

  /** 0 for grey, 0.5 for no change, 1 for full colours. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(-1, 1));

  public static final LayerType<RandomSaturation> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomSaturation",
          RandomSaturation::new,
          FACTOR,
          VALUE_RANGE,
          DATA_FORMAT,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomSaturation(Config config) {
    super(TYPE, config);
  }

  /** A builder for factors between two numbers, each from 0 to 1. */
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
    Tensor factor = draws.uniform(get(FACTOR), batch.size());
    Tensor rest = MathOps.add(MathOps.subtract(1, factor), EPSILON);
    return Draws.perImage(MathOps.divide(factor, rest));
  }

  @Override
  Tensor images(Tensor images, Tensor factor) {
    List<Tensor> hsv = JoinOps.split(ImageOps.rgbToHsv(images, DataFormat.CHANNELS_LAST), 3, -1);
    Tensor saturation = MathOps.multiply(hsv.get(1), DTypes.cast(factor, images.dtype()));
    Tensor changed = JoinOps.concatenate(List.of(hsv.get(0), clipped(saturation), hsv.get(2)), -1);
    return ImageOps.hsvToRgb(changed, DataFormat.CHANNELS_LAST);
  }

  /** Sets the arguments of a {@link RandomSaturation}. */
  public static final class Builder extends ColorBuilder<Builder, RandomSaturation> {
    private Builder() {
      super(TYPE);
    }
  }
}
