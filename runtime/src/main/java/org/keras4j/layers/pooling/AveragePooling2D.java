package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean of each window that moves over rows and columns. Keras: {@code
 * keras.layers.AveragePooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output the same with smaller sizes; channels
 * stay apart. Padding does not count in the means. With data format channels first, channels are
 * the second axis of both.
 *
 * <pre>{@code
 * AveragePooling2D.poolSize(2).strides(1).padding(Padding.SAME).build()
 * }</pre>
 */
public final class AveragePooling2D extends BasePooling {
  public static final PoolArgs WINDOW = PoolArgs.of(2, null);

  public static final LayerType<AveragePooling2D> TYPE =
      LayerType.of("keras.layers", "AveragePooling2D", AveragePooling2D::new, arguments(WINDOW));

  private AveragePooling2D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder poolSize(int... sizes) {
    return new Builder().poolSize(sizes);
  }

  /** Sets the arguments of an {@link AveragePooling2D}. */
  public static final class Builder extends PoolingBuilder<Builder, AveragePooling2D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
