package org.keras4j.layers.rnn;

import java.util.Map;
import org.keras4j.activations.Activation;
import org.keras4j.activations.Activations;
import org.keras4j.op.RnnActivation;

/** Which activations the recurrent sequence ops know. */
final class FusedActivations {
  private static final Map<Activation, RnnActivation> KNOWN =
      Map.of(
          Activations.LINEAR, RnnActivation.LINEAR,
          Activations.TANH, RnnActivation.TANH,
          Activations.SIGMOID, RnnActivation.SIGMOID,
          Activations.RELU, RnnActivation.RELU,
          Activations.HARD_SIGMOID, RnnActivation.HARD_SIGMOID,
          Activations.SOFTSIGN, RnnActivation.SOFTSIGN,
          Activations.SOFTPLUS, RnnActivation.SOFTPLUS,
          Activations.EXPONENTIAL, RnnActivation.EXPONENTIAL,
          Activations.SILU, RnnActivation.SILU);

  private FusedActivations() {}

  /** The sequence ops' form of an activation; null if they do not know it. */
  static RnnActivation of(Activation activation) {
    return KNOWN.get(activation);
  }
}
