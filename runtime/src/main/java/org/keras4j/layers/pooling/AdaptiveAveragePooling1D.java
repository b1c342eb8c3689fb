package org.keras4j.layers.pooling;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean of windows over steps, chosen so that the output has a given size. Keras: {@code
 * keras.layers.AdaptiveAveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output the same with the length {@code outputSize}.
 *
 * <pre>{@code
 * AdaptiveAveragePooling1D.outputSize(4).build()
 * }</pre>
 */
public final class AdaptiveAveragePooling1D extends BaseAdaptivePooling {
  public static final Arg<List<Integer>> OUTPUT_SIZE = outputSize(1);

  public static final LayerType<AdaptiveAveragePooling1D> TYPE =
      LayerType.of(
          "keras.layers",
          "AdaptiveAveragePooling1D",
          AdaptiveAveragePooling1D::new,
          OUTPUT_SIZE,
          DATA_FORMAT);

  private AdaptiveAveragePooling1D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, OUTPUT_SIZE);
  }

  /** A builder for a layer of this size: one for each spatial axis, or one for all. */
  public static Builder outputSize(int... sizes) {
    return new Builder().set(OUTPUT_SIZE, PoolArgs.perAxis(1, sizes));
  }

  /** Sets the arguments of an {@link AdaptiveAveragePooling1D}. */
  public static final class Builder
      extends AdaptivePoolingBuilder<Builder, AdaptiveAveragePooling1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
