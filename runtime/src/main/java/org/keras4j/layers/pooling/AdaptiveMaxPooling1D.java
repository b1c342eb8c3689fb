package org.keras4j.layers.pooling;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum of windows over steps, chosen so that the output has a given size. Keras: {@code
 * keras.layers.AdaptiveMaxPooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output the same with the length {@code outputSize}.
 *
 * <pre>{@code
 * AdaptiveMaxPooling1D.outputSize(4).build()
 * }</pre>
 */
public final class AdaptiveMaxPooling1D extends BaseAdaptivePooling {
  public static final Arg<List<Integer>> OUTPUT_SIZE = outputSize(1);

  public static final LayerType<AdaptiveMaxPooling1D> TYPE =
      LayerType.of(
          "keras.layers",
          "AdaptiveMaxPooling1D",
          AdaptiveMaxPooling1D::new,
          OUTPUT_SIZE,
          DATA_FORMAT);

  private AdaptiveMaxPooling1D(Config config) {
    super(TYPE, config, PoolKind.MAX, OUTPUT_SIZE);
  }

  /** A builder for a layer of this size: one for each spatial axis, or one for all. */
  public static Builder outputSize(int... sizes) {
    return new Builder().set(OUTPUT_SIZE, PoolArgs.perAxis(1, sizes));
  }

  /** Sets the arguments of an {@link AdaptiveMaxPooling1D}. */
  public static final class Builder extends AdaptivePoolingBuilder<Builder, AdaptiveMaxPooling1D> {
    private Builder() {
      super(TYPE);
    }
  }
}
