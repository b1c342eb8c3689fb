package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/**
 * Exchanges light and dark in the bright parts of images in training. Keras: {@code
 * keras.layers.Solarization}.
 */
public final class Solarization extends ColorAugmentation<Solarization.Limits> {
  /** What is added before, of 255; default 0. */
  public static final Arg<List<Double>> ADDITION_FACTOR = factor("addition_factor");

  /** From which value on a pixel is exchanged, of 255; default 0. */
  public static final Arg<List<Double>> THRESHOLD_FACTOR = factor("threshold_factor");

  public static final LayerType<Solarization> TYPE =
      LayerType.of(
          "keras.layers",
          "Solarization",
          Solarization::new,
          DATA_FORMAT,
          VALUE_RANGE,
          ADDITION_FACTOR,
          THRESHOLD_FACTOR,
          SEED,
          BOUNDING_BOX_FORMAT);

  private Solarization(Config config) {
    super(TYPE, config);
  }

  /** A number counts from 0 on. */
  private static Arg<List<Double>> factor(String key) {
    return Arg.optional(
            key,
            Codecs.of(
                "a number (or a list of two numbers)",
                (json, context) -> {
                  List<Double> given = Codecs.FLOATS.read(json, context);
                  return given.size() == 1 ? List.of(0.0, given.get(0)) : given;
                },
                value -> value.stream().sorted().toList()),
            List.of(0.0, 0.0))
        .that(
            value -> value.size() == 2 && Factor.fits(value, 0, 1),
            "a number (or a list of two numbers) in the range [0, 1]");
  }

  /** A builder for a threshold of up to this part of the range. */
  public static Builder threshold(double factor) {
    return new Builder().set(THRESHOLD_FACTOR, List.of(0.0, factor));
  }

  /** What is added to each image, and from where on it is exchanged. */
  record Limits(Tensor additions, Tensor thresholds) {}

  @Override
  int keys() {
    return 2;
  }

  @Override
  Limits draw(Draws draws, Batch batch) {
    return new Limits(
        bytes(draws, get(ADDITION_FACTOR), batch), bytes(draws, get(THRESHOLD_FACTOR), batch));
  }

  /** Keras takes the upper end of 255, and the lower end as it is. */
  private static Tensor bytes(Draws draws, List<Double> given, Batch batch) {
    Factor factor = Factor.symmetric(given);
    return draws.uniform(factor.lower(), factor.upper() * 255, batch.size(), 1, 1, 1);
  }

  @Override
  Tensor images(Tensor images, Limits limits) {
    Tensor bytes = rescaled(images, get(VALUE_RANGE), BYTES);
    Tensor added = MathOps.add(bytes, DTypes.cast(limits.additions(), images.dtype()));
    Tensor inside = MathOps.clip(added, 0, 255);
    Tensor dark = LogicOps.less(inside, DTypes.cast(limits.thresholds(), images.dtype()));
    Tensor result = LogicOps.where(dark, inside, MathOps.subtract(255, inside));
    return rescaled(result, BYTES, get(VALUE_RANGE));
  }

  /** Sets the arguments of a {@link Solarization}. */
  public static final class Builder extends ColorBuilder<Builder, Solarization> {
    private Builder() {
      super(TYPE);
    }

    /** What is added before, up to this part of the range; default 0. */
    public Builder addition(double factor) {
      return set(ADDITION_FACTOR, List.of(0.0, factor));
    }
  }
}
