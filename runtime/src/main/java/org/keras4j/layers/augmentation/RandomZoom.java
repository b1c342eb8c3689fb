package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;

/**
 * Makes each image smaller or larger in training. Keras: {@code keras.layers.RandomZoom}.
 *
 * <pre>{@code
 * RandomZoom.heightFactor(-0.2, 0.3).build() // 20% closer to 30% farther, both ways alike
 * }</pre>
 */
public final class RandomZoom extends AffineAugmentation {
  private static final String EXPECTED =
      "a number (or a list of two numbers) in the range (-1.0, 1.0]";

  /** How much more of the image's height is seen: negative comes closer. */
  public static final Arg<List<Double>> HEIGHT_FACTOR =
      Arg.required("height_factor", Codecs.FLOATS).that(RandomZoom::fits, EXPECTED);

  /** The same for the width; null (the default) for that of the height. */
  public static final Arg<List<Double>> WIDTH_FACTOR =
      Arg.numbers("width_factor", null).that(RandomZoom::fits, EXPECTED);

  public static final LayerType<RandomZoom> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomZoom",
          RandomZoom::new,
          DATA_FORMAT,
          HEIGHT_FACTOR,
          WIDTH_FACTOR,
          FILL_MODE,
          INTERPOLATION,
          SEED,
          FILL_VALUE,
          BOUNDING_BOX_FORMAT);

  private RandomZoom(Config config) {
    super(TYPE, config);
  }

  private static boolean fits(List<Double> factor) {
    return Factor.fits(factor, Math.nextUp(-1.0), 1);
  }

  /** A builder for zooming out and in by up to this fraction. */
  public static Builder heightFactor(double factor) {
    return new Builder().set(HEIGHT_FACTOR, List.of(factor));
  }

  /** A builder for zooming by fractions between these. */
  public static Builder heightFactor(double lower, double upper) {
    return new Builder().set(HEIGHT_FACTOR, List.of(lower, upper));
  }

  @Override
  int keys() {
    return get(WIDTH_FACTOR) == null ? 1 : 2;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    Tensor tall = zoom(draws, get(HEIGHT_FACTOR), batch.size());
    Tensor wide = get(WIDTH_FACTOR) == null ? tall : zoom(draws, get(WIDTH_FACTOR), batch.size());
    return matrix(
        batch.size(),
        wide,
        0,
        MathOps.multiply(MathOps.subtract(1, wide), (batch.width() - 1) / 2.0),
        0,
        tall,
        MathOps.multiply(MathOps.subtract(1, tall), (batch.height() - 1) / 2.0),
        0,
        0);
  }

  private static Tensor zoom(Draws draws, List<Double> given, int images) {
    Factor factor = Factor.symmetric(given);
    return draws.uniform(1 + factor.lower(), 1 + factor.upper(), images, 1);
  }

  /** Sets the arguments of a {@link RandomZoom}. */
  public static final class Builder extends AffineBuilder<Builder, RandomZoom> {
    private Builder() {
      super(TYPE);
    }

    /** How much wider the image becomes at most, either way; default as the height. */
    public Builder widthFactor(double factor) {
      return set(WIDTH_FACTOR, List.of(factor));
    }

    /** How much wider the image becomes, between two fractions; default as the height. */
    public Builder widthFactor(double lower, double upper) {
      return set(WIDTH_FACTOR, List.of(lower, upper));
    }
  }
}
