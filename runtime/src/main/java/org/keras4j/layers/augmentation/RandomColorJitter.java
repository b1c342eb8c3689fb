package org.keras4j.layers.augmentation;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;

/**
 * Changes brightness, contrast, saturation and hue of each image in training, in this order. Keras:
 * {@code keras.layers.RandomColorJitter}.
 */
public final class RandomColorJitter extends ColorAugmentation<List<Drawn<?>>> {
  /** As of {@link RandomBrightness}; null (the default) for no change. */
  public static final Arg<List<Double>> BRIGHTNESS_FACTOR = factor("brightness_factor", -1);

  /** As of {@link RandomContrast}; null (the default) for no change. */
  public static final Arg<List<Double>> CONTRAST_FACTOR = factor("contrast_factor", 0);

  /** As of {@link RandomSaturation}; null (the default) for no change. */
  public static final Arg<List<Double>> SATURATION_FACTOR = factor("saturation_factor", -1);

  /** As of {@link RandomHue}; null (the default) for no change. */
  public static final Arg<List<Double>> HUE_FACTOR = factor("hue_factor", 0);

  public static final LayerType<RandomColorJitter> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomColorJitter",
          RandomColorJitter::new,
          DATA_FORMAT,
          VALUE_RANGE,
          BRIGHTNESS_FACTOR,
          CONTRAST_FACTOR,
          SATURATION_FACTOR,
          HUE_FACTOR,
          SEED,
          BOUNDING_BOX_FORMAT);

  private final List<Augmentation<?>> layers;

  private RandomColorJitter(Config config) {
    super(TYPE, config);
    List<Augmentation<?>> made = new ArrayList<>();
    add(made, RandomBrightness.TYPE, RandomBrightness.FACTOR, BRIGHTNESS_FACTOR, -1);
    add(made, RandomContrast.TYPE, RandomContrast.FACTOR, CONTRAST_FACTOR, 0);
    add(made, RandomSaturation.TYPE, RandomSaturation.FACTOR, SATURATION_FACTOR, -1);
    add(made, RandomHue.TYPE, RandomHue.FACTOR, HUE_FACTOR, 0);
    layers = parts(made.stream());
  }

  private static Arg<List<Double>> factor(String key, double low) {
    return Arg.numbers(key, null)
        .that(
            value -> Factor.fits(value, low, 1),
            "a number (or a list of two numbers) in the range [" + low + ", 1]");
  }

  private <L extends Augmentation<?>> void add(
      List<Augmentation<?>> made,
      LayerType<L> type,
      Arg<Factor> argument,
      Arg<List<Double>> given,
      double low) {
    if (get(given) != null) {
      made.add(
          type.builder()
              .set(argument, Factor.within(low, get(given)))
              .set(VALUE_RANGE, get(VALUE_RANGE))
              .set(DTYPE, dtypePolicy())
              .build());
    }
  }

  /** A builder for values between two numbers. */
  public static Builder range(double low, double high) {
    return new Builder().valueRange(low, high);
  }

  @Override
  boolean castsAtInference() {
    return false;
  }

  @Override
  int keys() {
    return layers.stream().mapToInt(Augmentation::keys).sum();
  }

  @Override
  List<Drawn<?>> draw(Draws draws, Batch batch) {
    return layers.stream().<Drawn<?>>map(layer -> Drawn.of(layer, draws, batch)).toList();
  }

  @Override
  Tensor images(Tensor images, List<Drawn<?>> drawn) {
    Tensor changed = images;
    for (Drawn<?> layer : drawn) {
      changed = layer.images(changed);
    }
    return changed;
  }

  /** Sets the arguments of a {@link RandomColorJitter}. */
  public static final class Builder extends ColorBuilder<Builder, RandomColorJitter> {
    private Builder() {
      super(TYPE);
    }

    /** Between two numbers, each from -1 to 1; see {@link RandomBrightness}. */
    public Builder brightnessFactor(double lower, double upper) {
      return set(BRIGHTNESS_FACTOR, List.of(lower, upper));
    }

    /** Between two numbers, each from 0 to 1; see {@link RandomContrast}. */
    public Builder contrastFactor(double lower, double upper) {
      return set(CONTRAST_FACTOR, List.of(lower, upper));
    }

    /** Between two numbers, each from 0 to 1; see {@link RandomSaturation}. */
    public Builder saturationFactor(double lower, double upper) {
      return set(SATURATION_FACTOR, List.of(lower, upper));
    }

    /** Between two numbers, each from 0 to 1; see {@link RandomHue}. */
    public Builder hueFactor(double lower, double upper) {
      return set(HUE_FACTOR, List.of(lower, upper));
    }
  }
}
