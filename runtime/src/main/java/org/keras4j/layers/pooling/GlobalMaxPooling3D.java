package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum over all positions of each channel. Keras: {@code keras.layers.GlobalMaxPooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}, or
 * with ones in place of the pooled axes if {@code keepDims}.
 *
 * <pre>{@code
 * GlobalMaxPooling3D.builder().build()
 * }</pre>
 */
public final class GlobalMaxPooling3D extends BaseGlobalPooling {
  public static final LayerType<GlobalMaxPooling3D> TYPE =
      LayerType.of(
          "keras.layers", "GlobalMaxPooling3D", GlobalMaxPooling3D::new, DATA_FORMAT, KEEPDIMS);

  private GlobalMaxPooling3D(Config config) {
    super(TYPE, config, PoolKind.MAX, 3);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Sets the arguments of a {@link GlobalMaxPooling3D}. */
  public static final class Builder extends GlobalPoolingBuilder<Builder, GlobalMaxPooling3D> {
    private Builder() {
      super(TYPE);
    }
  }
}
