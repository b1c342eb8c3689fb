package org.keras4j.layers.pooling;

import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum over all steps of each channel. Keras: {@code keras.layers.GlobalMaxPooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}, or with ones in
 * place of the pooled axis if {@code keepDims}.
 *
 * <pre>{@code
 * GlobalMaxPooling1D.builder().build()
 * }</pre>
 */
public final class GlobalMaxPooling1D extends BaseGlobalPooling {
  public static final LayerType<GlobalMaxPooling1D> TYPE =
      LayerType.of(
          "keras.layers", "GlobalMaxPooling1D", GlobalMaxPooling1D::new, DATA_FORMAT, KEEPDIMS);

  private GlobalMaxPooling1D(Config config) {
    super(TYPE, config, PoolKind.MAX, 1);
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Sets the arguments of a {@link GlobalMaxPooling1D}. */
  public static final class Builder extends GlobalPoolingBuilder<Builder, GlobalMaxPooling1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
