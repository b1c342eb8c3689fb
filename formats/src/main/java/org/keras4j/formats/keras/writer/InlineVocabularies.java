package org.keras4j.formats.keras.writer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.layers.Layer;
import org.keras4j.layers.VocabularyLayer;
import org.keras4j.models.Model;

/**
 * Puts learned vocabularies into configs. Keras leaves them out of legacy files, which have no
 * other place for them; it reads them there all the same.
 */
final class InlineVocabularies {
  private InlineVocabularies() {}

  /** Changes the descriptions of all layers with a vocabulary, in inner models too. */
  @SuppressWarnings("unchecked")
  static void put(Model model, Map<String, Object> description) {
    if (!(description.get("config") instanceof Map<?, ?> config)
        || !(config.get("layers") instanceof List<?> layers)) {
      return;
    }
    for (Object item : layers) {
      Map<String, Object> layer = (Map<String, Object>) item;
      find(model, layer)
          .ifPresent(
              found -> {
                if (found instanceof VocabularyLayer words) {
                  layer.put("config", words.inlineConfig());
                } else if (found instanceof Model inner) {
                  put(inner, layer);
                }
              });
    }
  }

  private static Optional<Layer> find(Model model, Map<String, Object> description) {
    Object name = description.get("config") instanceof Map<?, ?> own ? own.get("name") : null;
    return model.layers().stream().filter(layer -> layer.name().equals(name)).findFirst();
  }
}
