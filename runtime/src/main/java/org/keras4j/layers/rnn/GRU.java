package org.keras4j.layers.rnn;

import org.keras4j.config.Config;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerType;

/**
 * Gated recurrent unit. Keras: {@code keras.layers.GRU}.
 *
 * <p>Input {@code (batch, steps, features)}; output {@code (batch, units)}, or {@code (batch,
 * steps, units)} with {@code return_sequences}; state {@code (batch, units)}. Weights are those of
 * {@link GRUCell}. See {@link RecurrentLayer} for masks and initial states.
 */
public final class GRU extends RecurrentLayer {
  public static final LayerType<GRU> TYPE =
      LayerType.of(
          "keras.layers",
          "GRU",
          GRU::new,
          RnnArgs.sequence(
              RnnArgs.dense(
                  RnnArgs.RECURRENT_ACTIVATION,
                  RnnArgs.RESET_AFTER,
                  ACTIVITY_REGULARIZER,
                  RnnArgs.SEED,
                  RnnArgs.USE_CUDNN)));

  private GRU(Config config) {
    super(
        TYPE,
        config,
        GRUCell.TYPE.create(cellConfig("gru_cell", GRUCell.TYPE, config)),
        InputSpec.rank(3));
  }

  /** A builder for a layer with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(RnnArgs.UNITS, units);
  }

  /** Sets the arguments of a {@link GRU}. */
  public static final class Builder extends GatedBuilder<Builder, GRU>
      implements SequenceSetters<Builder> {
    private Builder() {
      super(TYPE);
    }

    /** Whether the reset gate comes after the recurrent product; default true. */
    public Builder resetAfter(boolean value) {
      return set(RnnArgs.RESET_AFTER, value);
    }
  }
}
