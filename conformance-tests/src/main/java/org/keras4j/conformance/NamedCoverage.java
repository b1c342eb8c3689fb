package org.keras4j.conformance;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.keras4j.config.TypeRegistry;

/** Which losses or metrics of Keras are here, and what is compared of each. */
final class NamedCoverage {
  private final String namespace;
  private final Class<?> kind;
  private final List<Signatures.Entry> classes;
  private final List<Map<String, Object>> cases;

  /**
   * The coverage of a namespace, with fixture {@code <namespace>/<namespace>.json}.
   *
   * @param kind what types are looked up as; a class of that name is abstract
   */
  NamedCoverage(Signatures signatures, String namespace, Class<?> kind) {
    this.namespace = namespace;
    this.kind = kind;
    this.classes =
        signatures.classes(namespace).stream()
            .filter(entry -> !entry.name().equals(kind.getSimpleName()))
            .toList();
    this.cases = Fixture.load(namespace + "/" + namespace).cases();
  }

  int wanted() {
    return classes.size();
  }

  int here() {
    return wanted() - missing().size();
  }

  /** Names that are not here. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>();
    classes.stream()
        .filter(entry -> TypeRegistry.standard().find(kind, entry.name()).isEmpty())
        .forEach(entry -> missing.add(entry.name()));
    return missing;
  }

  /** One row a class. */
  String table() {
    MarkdownTable table =
        new MarkdownTable("class", "arguments", "cases", "with weights", "with masks", "gradients");
    Set<String> missing = missing();
    for (Signatures.Entry entry : classes) {
      if (!missing.contains(entry.name())) {
        addRow(table, entry);
      }
    }
    return table.toString();
  }

  private void addRow(MarkdownTable table, Signatures.Entry entry) {
    List<Map<String, Object>> own =
        cases.stream().filter(json -> entry.name().equals(json.get("class_name"))).toList();
    table.row(
        "`" + entry.name() + "`",
        entry.args().size(),
        own.size(),
        count(own, "sample_weight"),
        count(own, "mask"),
        namespace.equals("losses") ? count(own, "gradient") : "-");
  }

  /** How many cases have an array, or have it in each batch. */
  private static long count(List<Map<String, Object>> cases, String key) {
    return cases.stream()
        .filter(
            json ->
                json.get("batches") instanceof List<?> batches
                    ? ((Map<?, ?>) batches.get(0)).containsKey(key)
                    : json.containsKey(key))
        .count();
  }
}
