package org.keras4j.layers.regularization;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.RandomOps;
import org.keras4j.tensor.Shape;

/**
 * Dropout that keeps mean and variance of its input, for nets of SELU units. Keras: {@code
 * keras.layers.AlphaDropout}.
 */
public final class AlphaDropout extends NoiseLayer {
  /** Shape of the mask: 1 where one draw counts for a whole axis. */
  public static final Arg<Shape> NOISE_SHAPE = noiseShape();

  public static final LayerType<AlphaDropout> TYPE =
      LayerType.of("keras.layers", "AlphaDropout", AlphaDropout::new, RATE, SEED, NOISE_SHAPE);

  /** What a SELU unit gives at minus infinity: {@code -alpha * scale}. */
  private static final double SATURATED = -1.6732632423543772 * 1.0507009873554805;

  private AlphaDropout(Config config) {
    super(TYPE, config, RATE);
  }

  /** A builder for a layer that drops this fraction of its inputs. */
  public static Builder rate(double rate) {
    return new Builder().set(RATE, rate);
  }

  @Override
  Tensor disturb(Tensor key, Tensor input, double rate) {
    Tensor unit = RandomOps.uniformLike(key, input, get(NOISE_SHAPE));
    Tensor kept = LogicOps.greaterEqual(unit, rate);
    Tensor dropped = Constant.scalar(input.dtype(), SATURATED);
    double scale = Math.pow((1 - rate) * (1 + rate * SATURATED * SATURATED), -0.5);
    Tensor mixed = MathOps.multiply(LogicOps.where(kept, input, dropped), scale);
    return MathOps.add(mixed, -scale * SATURATED * rate);
  }

  /** Sets the arguments of an {@link AlphaDropout}. */
  public static final class Builder extends NoiseBuilder<Builder, AlphaDropout> {
    private Builder() {
      super(TYPE);
    }

    /** Shape of the mask: 1 where one draw counts for a whole axis; default the input's shape. */
    public Builder noiseShape(Shape value) {
      return set(NOISE_SHAPE, value);
    }
  }
}
