package org.keras4j.layers.regularization;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.RandomOps;
import org.keras4j.tensor.Shape;

/**
 * Sets values to zero at random in training, and scales the others by {@code 1 / (1 - rate)} so
 * that the expected sum stays. Keras: {@code keras.layers.Dropout}.
 */
public final class Dropout extends NoiseLayer {
  /** Shape of the mask, such as {@code (batch, 1, features)} for one mask for all timesteps. */
  public static final Arg<Shape> NOISE_SHAPE = noiseShape();

  public static final LayerType<Dropout> TYPE =
      LayerType.of("keras.layers", "Dropout", Dropout::new, RATE, SEED, NOISE_SHAPE);

  private Dropout(Config config) {
    super(TYPE, config, RATE);
  }

  /** A builder for a layer that drops this fraction of its inputs. */
  public static Builder rate(double rate) {
    return new Builder().set(RATE, rate);
  }

  @Override
  Tensor disturb(Tensor key, Tensor input, double rate) {
    return RandomOps.dropout(key, input, rate, get(NOISE_SHAPE));
  }

  /** Sets the arguments of a {@link Dropout}. */
  public static final class Builder extends NoiseBuilder<Builder, Dropout> {
    private Builder() {
      super(TYPE);
    }

    /** Shape of the mask: 1 where one draw counts for a whole axis; default the input's shape. */
    public Builder noiseShape(Shape value) {
      return set(NOISE_SHAPE, value);
    }
  }
}
