package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.keras4j.config.Configurable;
import org.keras4j.config.ReadContext;

/** Compares configs with what Keras' {@code get_config()} holds. */
final class ConfigComparison {
  private ConfigComparison() {}

  /** Every key of Keras is written with Keras' value, and what is written can be read again. */
  static void check(Object keras, Configurable object) {
    Map<String, Object> written = object.configMap();
    ReadContext.configMap("config", keras)
        .forEach(
            (key, value) -> {
              assertTrue(written.containsKey(key), "`" + key + "` is not written");
              assertTrue(
                  isSame(value, written.get(key)),
                  "`" + key + "`: Keras writes " + value + ", here " + written.get(key));
            });
    Configurable again = object.type().fromConfig(written, ReadContext.standard());
    assertEquals(written, again.configMap(), "the config changes when it is written and read");
  }

  private static boolean isSame(Object a, Object b) {
    if (a == null && "none".equals(b)) {
      return true; // the two names of no reduction
    }
    if (a instanceof Number x && b instanceof Number y) {
      return x.doubleValue() == y.doubleValue();
    }
    if (a instanceof List<?> x && b instanceof List<?> y) {
      return x.size() == y.size()
          && IntStream.range(0, x.size()).allMatch(i -> isSame(x.get(i), y.get(i)));
    }
    if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
      return x.keySet().equals(y.keySet())
          && x.keySet().stream().allMatch(key -> isSame(x.get(key), y.get(key)));
    }
    return Objects.equals(a, b);
  }
}
