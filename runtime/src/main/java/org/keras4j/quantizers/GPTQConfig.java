package org.keras4j.quantizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.QuantizationConfig;

/** How GPTQ calibrated the weights. Keras: {@code keras.quantizers.GPTQConfig}. */
public final class GPTQConfig extends BaseQuantizationConfig {
  public static final ObjectType<GPTQConfig> TYPE =
      ObjectType.of(
          QuantizationConfig.class,
          "keras.quantizers",
          "GPTQConfig",
          GPTQConfig::new,
          CalibrationArgs.with(
              Arg.bool("per_channel", true),
              Arg.number("hessian_damping", 0.01),
              Arg.bool("symmetric", false),
              Arg.bool("activation_order", false)));

  private GPTQConfig(Config config) {
    super(TYPE, config);
  }
}
