package org.keras4j.quantizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.QuantizationConfig;

/** Arguments and what follows from them. */
abstract class BaseQuantizationConfig implements QuantizationConfig {
  /** What quantized the weights; null for the mode's own way. */
  static final Arg<Quantizer> WEIGHT_QUANTIZER =
      Arg.optional("weight_quantizer", new ObjectCodec<>(Quantizer.class), null);

  /** What quantizes the inputs at each call; null for none. */
  static final Arg<Quantizer> ACTIVATION_QUANTIZER =
      Arg.optional("activation_quantizer", new ObjectCodec<>(Quantizer.class), null);

  private final ObjectType<?> type;
  private final Config config;

  BaseQuantizationConfig(ObjectType<?> type, Config config) {
    this.type = type;
    this.config = config;
  }

  @Override
  public final ObjectType<?> type() {
    return type;
  }

  @Override
  public final Config config() {
    return config;
  }

  /** What quantizes the inputs of a layer: {@code otherwise} where it was told nothing. */
  static Quantizer activationQuantizer(QuantizationConfig config, Quantizer otherwise) {
    return config == null
        ? otherwise
        : config.config().args().contains(ACTIVATION_QUANTIZER)
            ? config.config().get(ACTIVATION_QUANTIZER)
            : null;
  }
}
