package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean over all positions of each channel. Keras: {@code keras.layers.GlobalAveragePooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, channels)}, or with ones
 * in place of the pooled axes if {@code keepDims}.
 *
 * <pre>{@code
 * GlobalAveragePooling2D.builder().build()
 * }</pre>
 */
public final class GlobalAveragePooling2D extends BaseGlobalPooling {
  public static final LayerType<GlobalAveragePooling2D> TYPE =
      LayerType.of(
          "keras.layers",
          "GlobalAveragePooling2D",
          GlobalAveragePooling2D::new,
          DATA_FORMAT,
          KEEPDIMS);

  private GlobalAveragePooling2D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, 2);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Sets the arguments of a {@link GlobalAveragePooling2D}. */
  public static final class Builder extends GlobalPoolingBuilder<Builder, GlobalAveragePooling2D> {
    private Builder() {
      super(TYPE);
    }
  }
}
