package org.keras4j.quantizers;

import org.keras4j.layers.BuildContext;
import org.keras4j.tensor.KerasException;

/** Modes that a kind of weights does not have, in Keras either. */
final class UnsupportedMode {
  private UnsupportedMode() {}

  static KerasException table(BuildContext ctx, String mode) {
    return new KerasException(
        "Layer '"
            + ctx.path()
            + "': Invalid quantization mode. Expected one of ('int8', 'int4'). Received:"
            + " quantization_mode="
            + mode);
  }
}
