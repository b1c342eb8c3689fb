package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every operation that may be a node of a functional model, against real Keras: the node is read
 * from its config as a model's file has it, then outputs and gradients are compared.
 */
public abstract class OperationSuite {
  private static final List<String> GROUPS =
      List.of("nn", "numpy", "core", "math", "linalg", "image");

  /** What runs the graphs. */
  protected abstract Evaluator evaluator();

  /**
   * Every case of every operation; the system property {@code keras4j.ops} (class names, or names
   * of functions for cases of several nodes, with commas between) picks some.
   */
  @TestFactory
  Stream<DynamicContainer> operations() {
    return GROUPS.stream()
        .map(
            group ->
                DynamicContainer.dynamicContainer(group, classes(Fixture.load("ops/" + group))));
  }

  private List<DynamicContainer> classes(Fixture fixture) {
    String picked = System.getProperty("keras4j.ops");
    Map<String, List<DynamicTest>> byClass = new LinkedHashMap<>();
    for (Map<String, Object> json : fixture.cases()) {
      String name = json.get("class_name") instanceof String s ? s : (String) json.get("op");
      if (picked == null || List.of(picked.split(",")).contains(name)) {
        byClass.computeIfAbsent(name, key -> new ArrayList<>()).add(test(fixture, json));
      }
    }
    return byClass.entrySet().stream()
        .map(entry -> DynamicContainer.dynamicContainer(entry.getKey(), entry.getValue()))
        .toList();
  }

  private DynamicTest test(Fixture fixture, Map<String, Object> json) {
    OperationCase operation = new OperationCase(fixture, json, evaluator());
    return DynamicTest.dynamicTest(operation.toString(), operation::run);
  }
}
