package org.keras4j.layers.pooling;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;
import org.keras4j.op.PoolKind;

/**
 * Maximum of windows over three spatial axes, chosen so that the output has a given size. Keras:
 * {@code keras.layers.AdaptiveMaxPooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output the same with the sizes {@code
 * outputSize}.
 *
 * <pre>{@code
 * AdaptiveMaxPooling3D.outputSize(4).build()
 * }</pre>
 */
public final class AdaptiveMaxPooling3D extends BaseAdaptivePooling {
  public static final Arg<List<Integer>> OUTPUT_SIZE = outputSize(3);

  public static final LayerType<AdaptiveMaxPooling3D> TYPE =
      LayerType.of(
          "keras.layers",
          "AdaptiveMaxPooling3D",
          AdaptiveMaxPooling3D::new,
          OUTPUT_SIZE,
          DATA_FORMAT);

  private AdaptiveMaxPooling3D(Config config) {
    super(TYPE, config, PoolKind.MAX, OUTPUT_SIZE);
  }

  /** A builder for a layer of this size: one for each spatial axis, or one for all. */
  public static Builder outputSize(int... sizes) {
    return new Builder().set(OUTPUT_SIZE, PoolArgs.perAxis(3, sizes));
  }

  /** Sets the arguments of an {@link AdaptiveMaxPooling3D}. */
  public static final class Builder extends AdaptivePoolingBuilder<Builder, AdaptiveMaxPooling3D> {
    private Builder() {
      super(TYPE);
    }
  }
}
