package org.keras4j.formats.keras.writer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.keras4j.models.CompileConfig;
import org.keras4j.models.Model;

/** What a model was compiled with, as {@code training_config} of legacy files. */
final class LegacyTraining {
  /** Short names of losses, which Keras 3 does not find again in legacy files. */
  private static final Map<String, String> FULL_NAMES =
      Map.of(
          "mse", "mean_squared_error",
          "mae", "mean_absolute_error",
          "mape", "mean_absolute_percentage_error",
          "msle", "mean_squared_logarithmic_error",
          "bce", "binary_crossentropy",
          "kld", "kl_divergence",
          "kullback_leibler_divergence", "kl_divergence",
          "logcosh", "log_cosh");

  private LegacyTraining() {}

  static Map<String, Object> config(Model model) {
    Map<String, Object> config = new LinkedHashMap<>();
    CompileConfig.write(model).forEach((key, value) -> config.put(key, legacy(value)));
    config.put("loss", fullNames(config.get("loss")));
    config.put("optimizer_config", config.remove("optimizer"));
    return config;
  }

  /** Descriptions of objects without modules, but for those that are nested in the optimizer. */
  @SuppressWarnings("unchecked")
  private static Object legacy(Object value) {
    if (value instanceof Map<?, ?> map && map.get("class_name") instanceof String) {
      Map<String, Object> object = new LinkedHashMap<>();
      Object registered = map.get("registered_name");
      boolean custom = registered instanceof String name && name.contains(">");
      object.put("class_name", custom ? registered : map.get("class_name"));
      object.put("config", map.get("config"));
      return object;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put((String) key, legacy(item)));
      return items;
    }
    return value instanceof List<?> list
        ? list.stream().map(LegacyTraining::legacy).toList()
        : value;
  }

  private static Object fullNames(Object loss) {
    if (loss instanceof String name) {
      return FULL_NAMES.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), name);
    }
    if (loss instanceof Map<?, ?> map && !map.containsKey("class_name")) {
      Map<String, Object> named = new LinkedHashMap<>();
      map.forEach((key, value) -> named.put((String) key, fullNames(value)));
      return named;
    }
    return loss instanceof List<?> list
        ? list.stream().map(LegacyTraining::fullNames).collect(Collectors.toList())
        : loss;
  }
}
