package org.keras4j.layers.rnn;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.layers.Layer;

/** New layers with the arguments of others, without their weights. */
final class LayerCopies {
  private LayerCopies() {}

  /** A copy of a layer and of all layers among its arguments, with some arguments changed. */
  static Layer copy(Layer layer, Map<Arg<?>, Object> changes) {
    Config config = layer.config().map(LayerCopies::copyValue);
    for (Map.Entry<Arg<?>, Object> change : changes.entrySet()) {
      config = with(config, change.getKey(), change.getValue());
    }
    return layer.type().create(config);
  }

  private static Object copyValue(Object value) {
    if (value instanceof Layer layer) {
      return copy(layer, Map.of());
    }
    return value instanceof List<?> list && list.stream().anyMatch(Layer.class::isInstance)
        ? list.stream().map(LayerCopies::copyValue).toList()
        : value;
  }

  @SuppressWarnings("unchecked")
  private static <T> Config with(Config config, Arg<T> arg, Object value) {
    return config.with(arg, (T) value);
  }
}
