package org.keras4j.layers.pooling;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean of windows over rows and columns, chosen so that the output has a given size. Keras: {@code
 * keras.layers.AdaptiveAveragePooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output the same with the sizes {@code
 * outputSize}.
 *
 * <pre>{@code
 * AdaptiveAveragePooling2D.outputSize(4).build()
 * }</pre>
 */
public final class AdaptiveAveragePooling2D extends BaseAdaptivePooling {
  public static final Arg<List<Integer>> OUTPUT_SIZE = outputSize(2);

  public static final LayerType<AdaptiveAveragePooling2D> TYPE =
      LayerType.of(
          "keras.layers",
          "AdaptiveAveragePooling2D",
          AdaptiveAveragePooling2D::new,
          OUTPUT_SIZE,
          DATA_FORMAT);

  private AdaptiveAveragePooling2D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, OUTPUT_SIZE);
  }

  /** A builder for a layer of this size: one for each spatial axis, or one for all. */
  public static Builder outputSize(int... sizes) {
    return new Builder().set(OUTPUT_SIZE, PoolArgs.perAxis(2, sizes));
  }

  /** Sets the arguments of an {@link AdaptiveAveragePooling2D}. */
  public static final class Builder
      extends AdaptivePoolingBuilder<Builder, AdaptiveAveragePooling2D> {
    private Builder() {
      super(TYPE);
    }
  }
}
