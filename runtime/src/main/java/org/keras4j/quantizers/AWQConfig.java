package org.keras4j.quantizers;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.layers.QuantizationConfig;

/** How AWQ calibrated the weights. Keras: {@code keras.quantizers.AWQConfig}. */
public final class AWQConfig extends BaseQuantizationConfig {
  public static final ObjectType<AWQConfig> TYPE =
      ObjectType.of(
          QuantizationConfig.class,
          "keras.quantizers",
          "AWQConfig",
          AWQConfig::new,
          CalibrationArgs.with(Arg.integer("num_grid_points", 20)));

  private AWQConfig(Config config) {
    super(TYPE, config);
  }
}
