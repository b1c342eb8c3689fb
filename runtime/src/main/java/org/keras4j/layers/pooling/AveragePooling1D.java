package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean of each window that moves over steps. Keras: {@code keras.layers.AveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output the same with smaller length; channels stay
 * apart. Padding does not count in the means. With data format channels first, channels are the
 * second axis of both.
 *
 * <pre>{@code
 * AveragePooling1D.poolSize(2).strides(1).padding(Padding.SAME).build()
 * }</pre>
 */
public final class AveragePooling1D extends BasePooling {
  public static final PoolArgs WINDOW = PoolArgs.of(1, null);

  public static final LayerType<AveragePooling1D> TYPE =
      LayerType.of("keras.layers", "AveragePooling1D", AveragePooling1D::new, arguments(WINDOW));

  private AveragePooling1D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder poolSize(int... sizes) {
    return new Builder().poolSize(sizes);
  }

  /** Sets the arguments of an {@link AveragePooling1D}. */
  public static final class Builder extends PoolingBuilder<Builder, AveragePooling1D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
