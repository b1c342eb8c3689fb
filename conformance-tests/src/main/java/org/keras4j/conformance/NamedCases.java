package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/** The cases of losses and metrics as tests, by class. */
final class NamedCases {
  private NamedCases() {}

  /**
   * Tests of the cases, grouped by {@code class_name}.
   *
   * @param picked names of classes with commas between, or null for all
   */
  static List<DynamicContainer> byClass(
      List<Map<String, Object>> cases,
      String picked,
      Function<Map<String, Object>, Executable> test) {
    Map<String, List<DynamicTest>> byClass = new LinkedHashMap<>();
    for (Map<String, Object> json : cases) {
      String name = (String) json.get("class_name");
      if (picked == null || List.of(picked.split(",")).contains(name)) {
        byClass
            .computeIfAbsent(name, key -> new ArrayList<>())
            .add(DynamicTest.dynamicTest((String) json.get("name"), test.apply(json)));
      }
    }
    return byClass.entrySet().stream()
        .map(entry -> DynamicContainer.dynamicContainer(entry.getKey(), entry.getValue()))
        .toList();
  }

  /** The list {@code key} of a fixture. */
  @SuppressWarnings("unchecked")
  static List<Map<String, Object>> list(Fixture fixture, String key) {
    return (List<Map<String, Object>>) fixture.json().get(key);
  }
}
