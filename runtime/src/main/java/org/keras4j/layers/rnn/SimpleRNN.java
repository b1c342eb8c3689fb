package org.keras4j.layers.rnn;

import org.keras4j.config.Config;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerType;

/**
 * Fully connected recurrent net: the output of a step is an input of the next. Keras: {@code
 * keras.layers.SimpleRNN}.
 *
 * <p>Input {@code (batch, steps, features)}; output {@code (batch, units)}, or {@code (batch,
 * steps, units)} with {@code return_sequences}; state {@code (batch, units)}. Weights are those of
 * {@link SimpleRNNCell}. See {@link RecurrentLayer} for masks and initial states.
 *
 * <p>{@code activity_regularizer} has its effect here; Keras 3.15 takes the argument and drops it.
 */
public final class SimpleRNN extends RecurrentLayer {
  public static final LayerType<SimpleRNN> TYPE =
      LayerType.of(
          "keras.layers",
          "SimpleRNN",
          SimpleRNN::new,
          RnnArgs.sequence(RnnArgs.dense(ACTIVITY_REGULARIZER, RnnArgs.UNWRITTEN_SEED)));

  private SimpleRNN(Config config) {
    super(TYPE, config, cell(config), InputSpec.rank(3));
  }

  private static SimpleRNNCell cell(Config config) {
    Config cell = cellConfig("simple_rnn_cell", SimpleRNNCell.TYPE, config);
    Integer seed = config.get(RnnArgs.UNWRITTEN_SEED);
    return SimpleRNNCell.TYPE.create(cell.with(RnnArgs.SEED, seed));
  }

  /** A builder for a layer with this many outputs. */
  public static Builder units(int units) {
    return new Builder().set(RnnArgs.UNITS, units);
  }

  /** Sets the arguments of a {@link SimpleRNN}. */
  public static final class Builder extends SimpleRnnBuilder<Builder, SimpleRNN>
      implements SequenceSetters<Builder> {
    private Builder() {
      super(TYPE);
    }

    /** Seed of the dropout; as in Keras, it is not part of the config. */
    public Builder seed(int seed) {
      return set(RnnArgs.UNWRITTEN_SEED, seed);
    }
  }
}
