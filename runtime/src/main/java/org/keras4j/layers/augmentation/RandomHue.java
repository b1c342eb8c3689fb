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
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/** Turns the colours of each image in training. Keras: {@code keras.layers.RandomHue}. */
public final class RandomHue extends ColorAugmentation<Tensor> {
  /** How far the hue is turned, either way: 1 is half the circle of colours. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(0, 1));

  public static final LayerType<RandomHue> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomHue",
          RandomHue::new,
          FACTOR,
          VALUE_RANGE,
          DATA_FORMAT,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomHue(Config config) {
    super(TYPE, config);
  }

  /** A builder for turns of up to this factor. */
  public static Builder factor(double factor) {
    return new Builder().set(FACTOR, new Factor(0, factor));
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
    Tensor back = LogicOps.greater(draws.uniform(0, 1, batch.size()), 0.5);
    Tensor turn = MathOps.multiply(draws.uniform(get(FACTOR), batch.size()), 0.5);
    return Draws.perImage(LogicOps.where(back, MathOps.negative(turn), turn));
  }

  @Override
  Tensor images(Tensor images, Tensor turn) {
    Tensor unit = rescaled(images, get(VALUE_RANGE), UNIT);
    List<Tensor> hsv = JoinOps.split(ImageOps.rgbToHsv(unit, DataFormat.CHANNELS_LAST), 3, -1);
    Tensor hue = MathOps.add(hsv.get(0), DTypes.cast(turn, images.dtype()));
    hue = LogicOps.where(LogicOps.greater(hue, 1), MathOps.subtract(hue, 1), hue);
    hue = LogicOps.where(LogicOps.less(hue, 0), MathOps.add(hue, 1), hue);
    Tensor turned = JoinOps.concatenate(List.of(hue, hsv.get(1), hsv.get(2)), -1);
    Tensor rgb = ImageOps.hsvToRgb(turned, DataFormat.CHANNELS_LAST);
    return rescaled(MathOps.clip(rgb, 0, 1), UNIT, get(VALUE_RANGE));
  }

  /** Sets the arguments of a {@link RandomHue}. */
  public static final class Builder extends ColorBuilder<Builder, RandomHue> {
    private Builder() {
      super(TYPE);
    }
  }
}
