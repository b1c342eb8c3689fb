package org.keras4j.layers;

import org.keras4j.config.Configurable;

/**
 * A dtype policy under which weights are quantized: {@code keras.dtype_policies} other than {@code
 * DTypePolicy}.
 */
public interface Quantization extends Configurable {
  /** Such as {@code int8_from_float32}. */
  String name();

  /** The policy before quantization, such as {@code float32}. */
  String sourceName();

  /** How the weights are kept. */
  WeightScheme weights();
}
