package org.keras4j.layers.rnn;

import org.keras4j.config.Config;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerType;

/**
 * Long short-term memory. Keras: {@code keras.layers.LSTM}.
 *
 * <p>Input {@code (batch, steps, features)}; output {@code (batch, units)}, or {@code (batch,
 * steps, units)} with {@code return_sequences}; states h and c {@code (batch, units)}. Weights are
 * those of {@link LSTMCell}. See {@link RecurrentLayer} for masks and initial states.
 *
 * <pre>{@code
 * LSTM.units(64).returnSequences(true).build()
 * }</pre>
 */
public final class LSTM extends RecurrentLayer {
  public static final LayerType<LSTM> TYPE =
      LayerType.of(
          "keras.layers",
          "LSTM",
          LSTM::new,
          RnnArgs.sequence(
              RnnArgs.dense(
                  RnnArgs.RECURRENT_ACTIVATION,
                  RnnArgs.UNIT_FORGET_BIAS,
                  ACTIVITY_REGULARIZER,
                  RnnArgs.SEED,
                  RnnArgs.USE_CUDNN)));

  private LSTM(Config config) {
    super(
        TYPE,
        config,
        LSTMCell.TYPE.create(cellConfig("lstm_cell", LSTMCell.TYPE, config)),
        InputSpec.rank(3));
  }

  /** A builder for a layer with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(RnnArgs.UNITS, units);
  }

  /** Sets the arguments of an {@link LSTM}. */
  public static final class Builder extends GatedBuilder<Builder, LSTM>
      implements SequenceSetters<Builder> {
    private Builder() {
      super(TYPE);
    }

    /** Whether the bias of the forget gate starts as ones; default true. */
    public Builder unitForgetBias(boolean value) {
      return set(RnnArgs.UNIT_FORGET_BIAS, value);
    }
  }
}
