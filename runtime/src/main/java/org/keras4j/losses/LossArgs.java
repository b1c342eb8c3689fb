package org.keras4j.losses;

import org.keras4j.config.Arg;
import org.keras4j.layers.LayerArgs;

/** Arguments that several losses have. */
final class LossArgs {
  private LossArgs() {}

  static Arg<Boolean> fromLogits() {
    return Arg.bool("from_logits", false);
  }

  static Arg<Double> labelSmoothing() {
    return Arg.number("label_smoothing", 0.0);
  }

  static Arg<Integer> axis() {
    return Arg.integer("axis", -1);
  }

  /** An axis that Keras' {@code get_config()} leaves out. */
  static Arg<Integer> unwrittenAxis() {
    return LayerArgs.unwritten(axis());
  }
}
