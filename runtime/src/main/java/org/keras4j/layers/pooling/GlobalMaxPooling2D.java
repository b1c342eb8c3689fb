package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum over all positions of each channel. Keras: {@code keras.layers.GlobalMaxPooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, channels)}, or with ones
 * in place of the pooled axes if {@code keepDims}.
 *
 * <pre>{@code
 * GlobalMaxPooling2D.builder().build()
 * }</pre>
 */
public final class GlobalMaxPooling2D extends BaseGlobalPooling {
  public static final LayerType<GlobalMaxPooling2D> TYPE =
      LayerType.of(
          "keras.layers", "GlobalMaxPooling2D", GlobalMaxPooling2D::new, DATA_FORMAT, KEEPDIMS);

  private GlobalMaxPooling2D(Config config) {
    super(TYPE, config, PoolKind.MAX, 2);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Sets the arguments of a {@link GlobalMaxPooling2D}. */
  public static final class Builder extends GlobalPoolingBuilder<Builder, GlobalMaxPooling2D> {
    private Builder() {
      super(TYPE);
    }
  }
}
