package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;

/** What {@code inspect} says of Keras' public API: {@code signatures.json}. */
final class Signatures {
  /** The default of an argument that has none. */
  static final String REQUIRED = "<required>";

  private static final String FILE = "signatures.json";

  /**
   * A class or function.
   *
   * @param name of the Python class or function
   * @param module where Python has it
   * @param isClass whether it is a class
   * @param exported names under which the namespace has it
   * @param aliases strings for which the namespace's {@code get()} answers with it
   * @param args defaults by name, without {@code *args} and {@code **kwargs}
   * @param takesMore whether there is {@code **kwargs}
   * @param configKeys what {@code get_config()} holds; empty where it cannot be called
   */
  record Entry(
      String name,
      String module,
      boolean isClass,
      List<String> exported,
      List<String> aliases,
      Map<String, Object> args,
      boolean takesMore,
      List<String> configKeys) {}

  private final Map<String, Object> json;

  private Signatures(Map<String, Object> json) {
    this.json = json;
  }

  static Signatures load() {
    Object json = JsonReader.read(Fixture.resource(FILE), FILE, ReadLimits.defaults());
    return new Signatures(ReadContext.configMap(FILE, json));
  }

  String kerasVersion() {
    return (String) json.get("keras_version");
  }

  /** The entries of a namespace, such as {@code layers}. */
  List<Entry> entries(String namespace) {
    List<Entry> entries = new ArrayList<>();
    ReadContext.configMap(namespace, json.get(namespace))
        .forEach((name, entry) -> entries.add(entry(name, ReadContext.configMap(name, entry))));
    return entries;
  }

  /** The classes of a namespace. */
  List<Entry> classes(String namespace) {
    return entries(namespace).stream().filter(Entry::isClass).toList();
  }

  private static Entry entry(String name, Map<String, Object> json) {
    Map<String, Object> args = new LinkedHashMap<>();
    boolean takesMore = false;
    for (Object item : json.get("args") instanceof List<?> list ? list : List.of()) {
      Map<?, ?> arg = (Map<?, ?>) item;
      boolean variable = ((String) arg.get("kind")).startsWith("var_");
      takesMore |= arg.get("kind").equals("var_keyword");
      if (!variable) {
        args.put((String) arg.get("name"), arg.get("default"));
      }
    }
    return new Entry(
        name,
        (String) json.get("module"),
        "class".equals(json.get("type")),
        strings(json.get("exported_as")),
        strings(json.get("aliases")),
        args,
        takesMore,
        strings(json.get("config_keys")));
  }

  private static List<String> strings(Object json) {
    return json instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
