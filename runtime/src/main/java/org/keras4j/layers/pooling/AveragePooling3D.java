package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean of each window that moves over three spatial axes. Keras: {@code
 * keras.layers.AveragePooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output the same with smaller sizes;
 * channels stay apart. Padding does not count in the means. With data format channels first,
 * channels are the second axis of both.
 *
 * <pre>{@code
 * AveragePooling3D.poolSize(2).strides(1).padding(Padding.SAME).build()
 * }</pre>
 */
public final class AveragePooling3D extends BasePooling {
  public static final PoolArgs WINDOW = PoolArgs.of(3, null);

  public static final LayerType<AveragePooling3D> TYPE =
      LayerType.of("keras.layers", "AveragePooling3D", AveragePooling3D::new, arguments(WINDOW));

  private AveragePooling3D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder poolSize(int... sizes) {
    return new Builder().poolSize(sizes);
  }

  /** Sets the arguments of an {@link AveragePooling3D}. */
  public static final class Builder extends PoolingBuilder<Builder, AveragePooling3D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
