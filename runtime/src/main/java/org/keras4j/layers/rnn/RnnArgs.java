package org.keras4j.layers.rnn;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.initializers.Orthogonal;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.WeightArgs;

/** Arguments that recurrent layers and cells share. */
public final class RnnArgs {
  /** Whether the output is every step's, {@code (batch, steps, ...)}, and not the last step's. */
  public static final Arg<Boolean> RETURN_SEQUENCES = Arg.bool("return_sequences", false);

  /** Whether the last states are returned after the output. */
  public static final Arg<Boolean> RETURN_STATE = Arg.bool("return_state", false);

  /**
   * Whether steps are taken from the last to the first; outputs come in the order of computation.
   */
  public static final Arg<Boolean> GO_BACKWARDS = Arg.bool("go_backwards", false);

  /** Whether the last states of a batch are the first states of the next. */
  public static final Arg<Boolean> STATEFUL = Arg.bool("stateful", false);

  /** Asks for a known number of steps; the numbers are the same either way. */
  public static final Arg<Boolean> UNROLL = Arg.bool("unroll", false);

  /** Whether the output of a masked step is zeros, and not the output before it. */
  public static final Arg<Boolean> ZERO_OUTPUT_FOR_MASK = Arg.bool("zero_output_for_mask", false);

  public static final Arg<Integer> UNITS = Arg.positiveInt("units");
  public static final Arg<Activation> ACTIVATION =
      LayerArgs.activation("activation", Activations.TANH);
  public static final Arg<Activation> RECURRENT_ACTIVATION =
      LayerArgs.activation("recurrent_activation", Activations.SIGMOID);
  public static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);
  public static final Arg<WeightArgs> KERNEL = WeightArgs.arg("kernel", glorotUniform());
  public static final Arg<WeightArgs> RECURRENT =
      WeightArgs.arg("recurrent", Orthogonal.TYPE.create());
  public static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());

  /** Whether the bias of the forget gate starts as ones. */
  public static final Arg<Boolean> UNIT_FORGET_BIAS = Arg.bool("unit_forget_bias", true);

  /** Whether the reset gate is applied after the product with the recurrent kernel. */
  public static final Arg<Boolean> RESET_AFTER = Arg.bool("reset_after", true);

  /** Share of the inputs that is dropped in training; clipped to 0 to 1, as in Keras. */
  public static final Arg<Double> DROPOUT = Arg.optional("dropout", rate(), 0.0);

  /** Share of the states that is dropped in training, before the recurrent product. */
  public static final Arg<Double> RECURRENT_DROPOUT =
      Arg.optional("recurrent_dropout", rate(), 0.0);

  /** Seed of the dropout. */
  public static final Arg<Integer> SEED = Arg.integer("seed", null);

  /** {@link #SEED} of a layer whose {@code get_config()} leaves it out. */
  public static final Arg<Integer> UNWRITTEN_SEED = LayerArgs.unwritten(Arg.integer("seed", null));

  /**
   * {@code "auto"}, true or false: accepted, without effect; the kernels are this library's own.
   */
  public static final Arg<Object> USE_CUDNN =
      LayerArgs.unwritten(
          Arg.<Object>optional("use_cudnn", Codecs.ANY, "auto")
              .that(
                  value -> value instanceof Boolean || "auto".equals(value),
                  "one of {'auto', True, False}"));

  private RnnArgs() {}

  /** The arguments of a layer that goes over a sequence, and more. */
  static Arg<?>[] sequence(Arg<?>... more) {
    return concat(
        List.of(
            RETURN_SEQUENCES, RETURN_STATE, GO_BACKWARDS, STATEFUL, UNROLL, ZERO_OUTPUT_FOR_MASK),
        more);
  }

  /** The arguments of a cell with matrix products, or of a layer that makes one, and more. */
  static Arg<?>[] dense(Arg<?>... more) {
    return concat(List.of(UNITS), weights(more));
  }

  /** The arguments of any cell with gates after those for its size, and more. */
  static Arg<?>[] weights(Arg<?>... more) {
    return concat(
        List.of(ACTIVATION, USE_BIAS, KERNEL, RECURRENT, BIAS, DROPOUT, RECURRENT_DROPOUT), more);
  }

  private static Arg<?>[] concat(List<Arg<?>> first, Arg<?>... more) {
    return Stream.concat(first.stream(), Arrays.stream(more)).toArray(Arg<?>[]::new);
  }

  private static Codec<Double> rate() {
    return Codecs.of(
        "a number",
        (json, context) -> Math.min(1.0, Math.max(0.0, Codecs.FLOAT.read(json, context))),
        value -> value);
  }
}
