package org.keras4j.formats.keras;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ReadBudget;
import org.keras4j.models.Limit;
import org.keras4j.tensor.SafeText;

/**
 * What no honest config has, whatever its dialect: names that are no names, and more objects than
 * any model. Looked for in one walk, before anything is made of the config.
 */
final class ConfigGuard {
  /** The keys whose values name an object, and turn up in messages, logs and files' groups. */
  private static final Set<String> NAMES =
      Set.of("name", "class_name", "registered_name", "module", "package");

  private final KerasContent content;
  private final ReadBudget budget;

  private ConfigGuard(KerasContent content) {
    this.content = content;
    this.budget = new ReadBudget(content.policy(), content.name());
  }

  /**
   * Refuses a config with such names, or too many objects.
   *
   * @throws FormatException of kind {@code UNSAFE} or {@code LIMIT_EXCEEDED}
   */
  static void check(Map<String, Object> config, KerasContent content) {
    new ConfigGuard(content).walk(config);
  }

  private void walk(Map<String, Object> config) {
    Deque<Object> open = new ArrayDeque<>();
    open.push(config);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (value instanceof Map<?, ?> map) {
        object(map);
        push(map.values(), open);
      } else if (value instanceof List<?> list) {
        push(list, open);
      }
    }
  }

  private static void push(Iterable<?> values, Deque<Object> open) {
    for (Object value : values) {
      if (value instanceof Map<?, ?> || value instanceof List<?>) {
        open.push(value);
      }
    }
  }

  private void object(Map<?, ?> map) {
    content.deadline().check();
    if (map.get("class_name") instanceof String type && !type.startsWith("__")) {
      budget.spend(Limit.CONFIG_OBJECTS, 1, "the number of objects in the model's config");
    }
    for (String key : NAMES) {
      if (map.get(key) instanceof String name) {
        name(key, name);
      }
    }
  }

  private void name(String key, String name) {
    budget
        .limits()
        .check(Limit.NAME_BYTES, name.length(), content.name(), "the length of a `" + key + "`");
    for (int i = 0; i < name.length(); i++) {
      if (SafeText.isControl(name.charAt(i))) {
        throw new FormatException(
            FormatException.Kind.UNSAFE,
            content.name(),
            -1,
            "the `"
                + key
                + "` "
                + FormatException.quote(name)
                + " has a control character. Rename the layer in Python and save again");
      }
    }
  }
}
