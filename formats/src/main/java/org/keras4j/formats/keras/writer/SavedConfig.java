package org.keras4j.formats.keras.writer;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.models.Model;

/**
 * The description of a model to be saved, with a word of warning where Keras reads it otherwise.
 */
final class SavedConfig {
  private SavedConfig() {}

  static Map<String, Object> of(Model model) {
    Map<String, Object> description = ObjectCodec.describe(model);
    Map<String, Object> beside = beside(description);
    if (!beside.isEmpty()) {
      System.getLogger(SavedConfig.class.getName())
          .log(
              System.Logger.Level.WARNING,
              "Model '"
                  + model.name()
                  + "' computes in these layers as the older Keras it comes from, and does so when it is"
                  + " loaded here again. Keras "
                  + ReadContext.CURRENT_KERAS
                  + " has no word for it and computes otherwise (docs/formats.md, \"What Keras 3 cannot"
                  + " say\"): "
                  + beside);
    }
    return description;
  }

  /** What stands beside configs, by the names of the layers. */
  private static Map<String, Object> beside(Map<String, Object> description) {
    Map<String, Object> found = new TreeMap<>();
    Deque<Object> open = new ArrayDeque<>();
    open.push(description);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (value instanceof Map<?, ?> map) {
        if (map.get(ObjectCodec.BESIDE) instanceof Map<?, ?> beside) {
          Object name =
              map.get("config") instanceof Map<?, ?> config ? config.get("name") : "a call";
          found.put(String.valueOf(name), beside.keySet());
        }
        map.values().stream().filter(SavedConfig::isStructure).forEach(open::push);
      } else if (value instanceof Iterable<?> items) {
        items.forEach(
            item -> {
              if (isStructure(item)) {
                open.push(item);
              }
            });
      }
    }
    return found;
  }

  private static boolean isStructure(Object value) {
    return value instanceof Map<?, ?> || value instanceof Iterable<?>;
  }
}
