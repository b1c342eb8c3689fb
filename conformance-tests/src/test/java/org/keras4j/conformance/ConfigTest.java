package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.layers.Layer;

/**
 * A layer's config, read and written again, is the one that Keras wrote: same keys, same values.
 */
class ConfigTest {
  /** Differences that are meant, each with the reason. */
  private static final Set<String> MEANT =
      Set.of(
          // A list of one axis means that axis.
          "axis: Keras [-1], here -1",
          // RandomShear's own notation of a number is one that Keras refuses to read.
          "x_factor: Keras [-0.3, 0.3], here 0.3",
          "y_factor: Keras [-0.2, 0.2], here 0.2",
          "y_factor: Keras [-0.0, 0.0], here 0.0");

  @TestFactory
  Stream<DynamicTest> layers() {
    return FixtureIndex.names("layers", ".json").stream()
        .filter(name -> TypeRegistry.standard().find(Layer.class, name).isPresent())
        .map(name -> DynamicTest.dynamicTest(name, () -> check(Fixture.load("layers/" + name))));
  }

  private static void check(Fixture fixture) {
    Set<String> differences = new LinkedHashSet<>();
    for (Map<String, Object> json : fixture.cases()) {
      Map<String, Object> keras = ReadContext.configMap("layer", json.get("layer"));
      Layer layer = ReadContext.standard().object(Layer.class, keras);
      compare("", keras.get("config"), layer.configMap(), differences);
    }
    differences.removeIf(found -> MEANT.stream().anyMatch(meant -> endsWith(found, meant)));
    assertEquals(Set.of(), differences);
  }

  private static boolean endsWith(String found, String meant) {
    return found.equals(meant) || found.endsWith("." + meant);
  }

  /** {@code build_config} is not compared: it says which shape a layer was built for by chance. */
  private static void compare(String path, Object keras, Object ours, Set<String> differences) {
    if (keras instanceof Map<?, ?> expected && ours instanceof Map<?, ?> actual) {
      Set<Object> keys = new TreeSet<>(expected.keySet());
      keys.addAll(actual.keySet());
      keys.remove("build_config");
      for (Object key : keys) {
        if (!expected.containsKey(key)) {
          differences.add(path + key + ": not written by Keras");
        } else if (!actual.containsKey(key)) {
          differences.add(path + key + ": not written, Keras has " + expected.get(key));
        } else {
          compare(path + key + ".", expected.get(key), actual.get(key), differences);
        }
      }
    } else if (keras instanceof List<?> expected
        && ours instanceof List<?> actual
        && expected.size() == actual.size()) {
      for (int i = 0; i < expected.size(); i++) {
        compare(path + i + ".", expected.get(i), actual.get(i), differences);
      }
    } else if (!same(keras, ours)) {
      differences.add(path.substring(0, path.length() - 1) + ": Keras " + keras + ", here " + ours);
    }
  }

  /** Python's 1 and 1.0 are equal, and so they are here. */
  private static boolean same(Object keras, Object ours) {
    if (keras instanceof Number expected && ours instanceof Number actual) {
      return expected.doubleValue() == actual.doubleValue();
    }
    return keras == null ? ours == null : keras.equals(ours);
  }
}
