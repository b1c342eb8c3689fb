package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/** Slants each image in training. Keras: {@code keras.layers.RandomShear}. */
public final class RandomShear extends AffineAugmentation {
  /**
   * Keras writes {@code [-0.2, 0.2]} for 0.2, and refuses to read it: what is symmetric is written
   * as the number that it was.
   */
  private static final Codec<Factor> SYMMETRIC =
      Codecs.of(
          "a number (or a list of two numbers) in the range [0, 1.0]",
          (json, context) -> Factor.codec(-1, 1).read(json, context),
          factor -> factor.lower() == -factor.upper() ? factor.upper() : (Object) factor.written());

  /** How much the image is slanted sideways; default 0. */
  public static final Arg<Factor> X_FACTOR = Arg.optional("x_factor", SYMMETRIC, new Factor(0, 0));

  /** How much the image is slanted up and down; default 0. */
  public static final Arg<Factor> Y_FACTOR = Arg.optional("y_factor", SYMMETRIC, new Factor(0, 0));

  public static final LayerType<RandomShear> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomShear",
          RandomShear::new,
          DATA_FORMAT,
          X_FACTOR,
          Y_FACTOR,
          FILL_MODE,
          INTERPOLATION,
          SEED,
          FILL_VALUE,
          BOUNDING_BOX_FORMAT);

  private RandomShear(Config config) {
    super(TYPE, config);
  }

  /** A builder for slants of up to these fractions, either way. */
  public static Builder factors(double x, double y) {
    return new Builder().set(X_FACTOR, new Factor(-x, x)).set(Y_FACTOR, new Factor(-y, y));
  }

  @Override
  int keys() {
    return 3;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    int images = batch.size();
    Tensor inverted = LogicOps.greater(draws.uniform(0, 1, images, 1), 0.5);
    Tensor y = draws.uniform(get(Y_FACTOR), images, 1);
    Tensor x = draws.uniform(get(X_FACTOR), images, 1);
    Tensor sideways = LogicOps.where(inverted, MathOps.negative(x), x);
    Tensor upright = LogicOps.where(inverted, MathOps.negative(y), y);
    return matrix(images, 1, sideways, 0, upright, 1, 0, 0, 0);
  }

  /** Sets the arguments of a {@link RandomShear}. */
  public static final class Builder extends AffineBuilder<Builder, RandomShear> {
    private Builder() {
      super(TYPE);
    }
  }
}
