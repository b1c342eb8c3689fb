package org.keras4j.layers.augmentation;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.TrigOps;

/**
 * Turns each image by a random angle in training. Keras: {@code keras.layers.RandomRotation}.
 *
 * <pre>{@code
 * RandomRotation.factor(0.1).fillMode(WarpOps.FillMode.CONSTANT).build() // up to 36 degrees
 * }</pre>
 */
public final class RandomRotation extends AffineAugmentation {
  /** The angle as a fraction of the full circle. */
  public static final Arg<Factor> FACTOR = Arg.required("factor", Factor.codec(-1, 1));

  public static final LayerType<RandomRotation> TYPE =
      LayerType.of(
          "keras.layers",
          "RandomRotation",
          RandomRotation::new,
          DATA_FORMAT,
          FACTOR,
          FILL_MODE,
          FILL_VALUE,
          INTERPOLATION,
          SEED,
          BOUNDING_BOX_FORMAT);

  private RandomRotation(Config config) {
    super(TYPE, config);
  }

  /** A builder for angles up to this fraction of the full circle, either way. */
  public static Builder factor(double factor) {
    return factor(-Math.abs(factor), Math.abs(factor));
  }

  /** A builder for angles between these fractions of the full circle. */
  public static Builder factor(double lower, double upper) {
    return new Builder().set(FACTOR, new Factor(lower, upper));
  }

  @Override
  int keys() {
    return 1;
  }

  @Override
  Tensor draw(Draws draws, Batch batch) {
    Factor factor = get(FACTOR);
    Tensor degrees = draws.uniform(factor.lower() * 360, factor.upper() * 360, batch.size(), 1);
    Tensor angle = MathOps.multiply(degrees, Math.PI / 180);
    Tensor cos = TrigOps.cos(angle);
    Tensor sin = TrigOps.sin(angle);
    double x = 0.5 * (batch.width() - 1);
    double y = 0.5 * (batch.height() - 1);
    Tensor left = MathOps.multiply(MathOps.subtract(1, cos), x);
    Tensor top = MathOps.multiply(MathOps.subtract(1, cos), y);
    return matrix(
        batch.size(),
        cos,
        MathOps.negative(sin),
        MathOps.add(left, MathOps.multiply(sin, y)),
        sin,
        cos,
        MathOps.subtract(top, MathOps.multiply(sin, x)),
        0,
        0);
  }

  /** Sets the arguments of a {@link RandomRotation}. */
  public static final class Builder extends AffineBuilder<Builder, RandomRotation> {
    private Builder() {
      super(TYPE);
    }
  }
}
