package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/**
 * Moves each image in training. Keras: {@code keras.layers.RandomTranslation}.
 *
 * <pre>{@code
 * RandomTranslation.factors(0.1, 0.2).build() // up to 10% of the height, 20% of the width
 * }</pre>
 */
public final class RandomTranslation extends AffineAugmentation {
  /** How far down, as a fraction of the height. */
  public static final Arg<List<Double>> HEIGHT_FACTOR = factor("height_factor");

  /** How far to the right, as a fraction of the width. */
  public static final Arg<List<Double>> WIDTH_FACTOR = factor("width_factor");

  public static final LayerType<RandomTranslation> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomTranslation",
          RandomTranslation::new,
          DATA_FORMAT,
          HEIGHT_FACTOR,
          WIDTH_FACTOR,
          FILL_MODE,
          INTERPOLATION,
          SEED,
          FILL_VALUE,
          BOUNDING_BOX_FORMAT);

  private RandomTranslation(Config config) {
    super(TYPE, config);
  }

  private static Arg<List<Double>> factor(String key) {
    return Arg.required(key, Codecs.FLOATS)
        .that(
            value -> Factor.fits(value, -1, 1),
            "a number (or a list of two numbers) in the range [-1.0, 1.0]");
  }

  /** A builder for moves of up to these fractions of height and width, either way. */
  public static Builder factors(double height, double width) {
    return new Builder().heightFactor(-height, height).widthFactor(-width, width);
  }

  @Override
  int keys() {
    return 2;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    int images = batch.size();
    Tensor down = draws.uniform(Factor.symmetric(get(HEIGHT_FACTOR)), images, 1);
    Tensor right = draws.uniform(Factor.symmetric(get(WIDTH_FACTOR)), images, 1);
    return matrix(
        images,
        1,
        0,
        MathOps.negative(MathOps.multiply(right, batch.width())),
        0,
        1,
        MathOps.negative(MathOps.multiply(down, batch.height())),
        0,
        0);
  }

  /** Sets the arguments of a {@link RandomTranslation}. */
  public static final class Builder extends AffineBuilder<Builder, RandomTranslation> {
    private Builder() {
      super(TYPE);
    }

    /** How far down, between two fractions of the height. */
    public Builder heightFactor(double lower, double upper) {
      return set(HEIGHT_FACTOR, List.of(lower, upper));
    }

    /** How far to the right, between two fractions of the width. */
    public Builder widthFactor(double lower, double upper) {
      return set(WIDTH_FACTOR, List.of(lower, upper));
    }
  }
}
