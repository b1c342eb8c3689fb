package org.keras4j.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.operations.OperationLayer;

/** Which operations of Keras may be nodes of models here, and what is compared of each. */
final class OperationCoverage {
  private static final List<String> GROUPS =
      List.of("core", "image", "linalg", "math", "nn", "numpy");

  private final Map<String, Set<String>> classes = new TreeMap<>();
  private final Map<String, Integer> cases = new TreeMap<>();
  private final Map<String, Integer> gradients = new TreeMap<>();
  private final Map<String, String> skipped = new TreeMap<>();
  private final Set<String> here = new TreeSet<>();

  OperationCoverage(Signatures signatures) {
    for (Signatures.Entry entry : signatures.entries("operations")) {
      classes.computeIfAbsent(group(entry.module()), key -> new TreeSet<>()).add(entry.name());
    }
    for (ObjectType<?> type : TypeRegistry.standard().types()) {
      if (type.kind() == OperationLayer.class) {
        here.add(group(type.module()) + "." + type.className());
      }
    }
    GROUPS.forEach(this::countCases);
    readSkipped();
    skipped.put("function.Function", "the base class of functional models");
  }

  private static String group(String module) {
    return module.substring(module.lastIndexOf('.') + 1);
  }

  private void countCases(String group) {
    for (Map<String, Object> json : Fixture.load("ops/" + group).cases()) {
      cases.merge(group, 1, Integer::sum);
      if (json.get("gradients") instanceof Map<?, ?> map && !map.containsKey("unavailable")) {
        gradients.merge(group, 1, Integer::sum);
      }
    }
  }

  private void readSkipped() {
    String path = "ops/skipped.json";
    Object json = JsonReader.read(Fixture.resource(path), path, ReadLimits.defaults());
    Map<String, Object> groups =
        ReadContext.configMap("classes", ReadContext.configMap(path, json).get("classes"));
    groups.forEach(
        (group, reasons) ->
            ReadContext.configMap(group, reasons)
                .forEach((name, why) -> skipped.put(group + "." + name, (String) why)));
  }

  int wanted() {
    return classes.values().stream().mapToInt(Set::size).sum();
  }

  int here() {
    return classes.keySet().stream().mapToInt(this::here).sum();
  }

  private int here(String group) {
    return (int) classes.get(group).stream().filter(n -> here.contains(group + "." + n)).count();
  }

  /** One row a module of {@code keras.src.ops}. */
  String table() {
    MarkdownTable table =
        new MarkdownTable("module", "operations", "here", "cases", "with gradients");
    classes.forEach(
        (group, names) ->
            table.row(
                "`" + group + "`",
                names.size(),
                here(group),
                cases.getOrDefault(group, 0),
                gradients.getOrDefault(group, 0)));
    table.row("all", wanted(), here(), sum(cases), sum(gradients));
    return table.toString();
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** Name and reason of each operation that is not here. */
  Map<String, String> missing() {
    Map<String, String> missing = new TreeMap<>();
    classes.forEach(
        (group, names) -> {
          for (String name : names) {
            String full = group + "." + name;
            if (!here.contains(full)) {
              missing.put(full, skipped.getOrDefault(full, "not yet"));
            }
          }
        });
    return missing;
  }
}
