package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;

/**
 * Stretches the values of each image's channel over the whole range, in training and at inference.
 * Keras: {@code keras.layers.AutoContrast}. With channels first Keras stretches each column of
 * pixels instead; so does this.
 */
public final class AutoContrast extends ColorAugmentation<Void> {
  public static final LayerType<AutoContrast> TYPE =
      LayerType.of(
          "keras.layers",
          "AutoContrast",
          AutoContrast::new,
          DATA_FORMAT,
          VALUE_RANGE,
          BOUNDING_BOX_FORMAT);

  private AutoContrast(Config config) {
    super(TYPE, config);
  }

  /** A builder for values between two numbers. */
  public static Builder range(double low, double high) {
    return new Builder().valueRange(low, high);
  }

  @Override
  boolean alwaysApplies() {
    return true;
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
    List<Integer> axes =
        get(DATA_FORMAT) == DataFormat.CHANNELS_LAST ? List.of(1, 2) : List.of(1, 3);
    Tensor bytes = rescaled(images, get(VALUE_RANGE), BYTES);
    Tensor lowest = ReduceOps.min(bytes, axes, true);
    Tensor range = MathOps.subtract(ReduceOps.max(bytes, axes, true), lowest);
    Tensor scale = MathOps.divide(255.0, range);
    Tensor offset = MathOps.multiply(MathOps.negative(lowest), scale);
    Tensor stretched = MathOps.add(MathOps.multiply(bytes, scale), offset);
    Tensor result = rescaled(MathOps.clip(stretched, 0, 255), BYTES, get(VALUE_RANGE));
    return LogicOps.where(LogicOps.isnan(result), images, result);
  }

  /** Sets the arguments of a {@link AutoContrast}. */
  public static final class Builder extends ColorBuilder<Builder, AutoContrast> {
    private Builder() {
      super(TYPE);
    }
  }
}
