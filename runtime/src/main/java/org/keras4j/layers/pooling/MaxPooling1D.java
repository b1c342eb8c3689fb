package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum of each window that moves over steps. Keras: {@code keras.layers.MaxPooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output the same with smaller length; channels stay
 * apart. With data format channels first, channels are the second axis of both.
 *
 * <pre>{@code
 * MaxPooling1D.poolSize(2).strides(1).padding(Padding.SAME).build()
 * }</pre>
 */
public final class MaxPooling1D extends BasePooling {
  public static final PoolArgs WINDOW = PoolArgs.of(1, 2);

  public static final LayerType<MaxPooling1D> TYPE =
      LayerType.of("keras.layers", "MaxPooling1D", MaxPooling1D::new, arguments(WINDOW));

  private MaxPooling1D(Config config) {
    super(TYPE, config, PoolKind.MAX, WINDOW);
  }

  /** A builder for a layer with this window: one size for each spatial axis, or one for all. */
  public static Builder poolSize(int... sizes) {
    return new Builder().poolSize(sizes);
  }

  /** Sets the arguments of a {@link MaxPooling1D}. */
  public static final class Builder extends PoolingBuilder<Builder, MaxPooling1D> {
    private Builder() {
      super(TYPE, WINDOW);
    }
  }
}
