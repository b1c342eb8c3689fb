package org.keras4j.layers.legacy;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.LayerType;

/** A 2D {@link LocallyConnected} layer. Keras 1 and 2: {@code LocallyConnected2D}. */
final class LocallyConnected2D extends LocallyConnected {
  private static final Arg<List<Integer>> KERNEL_SIZE = Arg.tuple("kernel_size", 2, null);
  private static final Arg<List<Integer>> STRIDES = Arg.tuple("strides", 2, 1);

  static final LayerType<LocallyConnected2D> TYPE =
      LayerType.of(
          "keras.layers",
          "LocallyConnected2D",
          LocallyConnected2D::new,
          FILTERS,
          KERNEL_SIZE,
          STRIDES,
          PADDING,
          DATA_FORMAT,
          ACTIVATION,
          USE_BIAS,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER,
          IMPLEMENTATION);

  private LocallyConnected2D(Config config) {
    super(TYPE, config, KERNEL_SIZE, STRIDES);
  }
}
