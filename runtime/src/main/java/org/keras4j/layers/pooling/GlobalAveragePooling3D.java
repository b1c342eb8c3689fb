package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Mean over all positions of each channel. Keras: {@code keras.layers.GlobalAveragePooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}, or
 * with ones in place of the pooled axes if {@code keepDims}.
 *
 * <pre>{@code
 * GlobalAveragePooling3D.builder().build()
 * }</pre>
 */
public final class GlobalAveragePooling3D extends BaseGlobalPooling {
  public static final LayerType<GlobalAveragePooling3D> TYPE =
      LayerType.of(
          "keras.layers",
          "GlobalAveragePooling3D",
          GlobalAveragePooling3D::new,
          DATA_FORMAT,
          KEEPDIMS);

  private GlobalAveragePooling3D(Config config) {
    super(TYPE, config, PoolKind.AVERAGE, 3);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Sets the arguments of a {@link GlobalAveragePooling3D}. */
  public static final class Builder extends GlobalPoolingBuilder<Builder, GlobalAveragePooling3D> {
    private Builder() {
      super(TYPE);
    }
  }
}
