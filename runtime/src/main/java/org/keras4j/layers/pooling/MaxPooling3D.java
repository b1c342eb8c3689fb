package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum of each window that moves over three spatial axes. Keras: {@code
 * keras.layers.MaxPooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output the same with smaller sizes;
 * channels stay apart. With data format channels first, channels are the second axis of both.
 *
 * <pre>{@code
 * MaxPooling3D.poolSize(2).strides(1).padding(Padding.SAME).build()
 * }</pre>
 */
public final class MaxPooling3D extends BasePooling {
  public static final PoolArgs WINDOW = PoolArgs.of(3, 2);

  public static final LayerType<MaxPooling3D> TYPE =
      LayerType.of("keras.layers", "MaxPooling3D", MaxPooling3D::new, arguments(WINDOW));

  private MaxPooling3D(Config config) {
    super(TYPE, config, PoolKind.MAX, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder poolSize(int... sizes) {
    return new Builder().poolSize(sizes);
  }

  /** Sets the arguments of a {@link MaxPooling3D}. */
  public static final class Builder extends PoolingBuilder<Builder, MaxPooling3D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
