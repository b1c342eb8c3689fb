package org.keras4j.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What is compared of optimizers, schedules, initializers, regularizers and constraints. */
final class ObjectCoverage {
  private static final List<String> NAMESPACES =
      List.of("optimizers", "schedules", "initializers", "regularizers", "constraints");

  private ObjectCoverage() {}

  /** One row a class of which there are cases. */
  static String table(Signatures signatures) {
    Map<String, Integer> cases = new TreeMap<>();
    count("optimizers/optimizers", "optimizer", cases);
    count("optimizers/schedules", "schedule", cases);
    count("optimizers/weight_arguments", "object", cases);
    MarkdownTable table = new MarkdownTable("kind", "class", "arguments", "cases");
    for (String namespace : NAMESPACES) {
      for (Signatures.Entry entry : signatures.classes(namespace)) {
        if (cases.containsKey(entry.name())) {
          table.row(
              namespace, "`" + entry.name() + "`", entry.args().size(), cases.get(entry.name()));
        }
      }
    }
    return table.toString();
  }

  /** Counts each case for every class that its config names. */
  private static void count(String fixture, String key, Map<String, Integer> cases) {
    for (Map<String, Object> json : Fixture.load(fixture).cases()) {
      Set<String> names = new TreeSet<>();
      collect(json.get(key), names);
      names.forEach(name -> cases.merge(name, 1, Integer::sum));
    }
  }

  private static void collect(Object json, Set<String> names) {
    if (json instanceof Map<?, ?> map) {
      if (map.get("class_name") instanceof String name) {
        names.add(name);
      }
      map.values().forEach(value -> collect(value, names));
    }
  }
}
