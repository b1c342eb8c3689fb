package org.keras4j.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.layers.Layer;

/** Which layers of Keras are here, and what is compared of each. */
final class LayerCoverage {
  /**
   * Classes in {@code keras.layers} that no model can contain, or none that runs without Python.
   */
  private static final Map<String, String> NOT_PLANNED =
      Map.of(
          "Layer", "abstract",
          "Wrapper", "abstract",
          "InputSpec", "no layer",
          "FlaxLayer", "a program of another framework",
          "JaxLayer", "a program of another framework",
          "TorchModuleWrapper", "a program of another framework",
          "TFSMLayer", "a program of another framework");

  private final Map<String, Signatures.Entry> keras = new TreeMap<>();
  private final Set<String> fixtures = Set.copyOf(FixtureIndex.names("layers", ".json"));

  LayerCoverage(Signatures signatures) {
    signatures.classes("layers").forEach(entry -> keras.put(entry.name(), entry));
  }

  /** Layers that a model may contain. */
  int wanted() {
    return keras.size() - NOT_PLANNED.size();
  }

  int here() {
    return (int) keras.values().stream().filter(LayerCoverage::isHere).count();
  }

  private static boolean isHere(Signatures.Entry entry) {
    TypeRegistry registry = TypeRegistry.standard();
    return registry.find(Layer.class, entry.name()).isPresent()
        || entry.exported().stream().anyMatch(n -> registry.find(Layer.class, n).isPresent());
  }

  /** One row a layer. */
  String table() {
    MarkdownTable table =
        new MarkdownTable(
            "layer", "arguments", "forward cases", "gradient cases", "masks", "dtype policies");
    for (Signatures.Entry entry : keras.values()) {
      if (isHere(entry)) {
        addRow(table, entry);
      }
    }
    return table.toString();
  }

  private void addRow(MarkdownTable table, Signatures.Entry entry) {
    List<Map<String, Object>> cases =
        fixtures.contains(entry.name())
            ? Fixture.load("layers/" + entry.name()).cases()
            : List.of();
    Set<String> policies = new TreeSet<>();
    cases.forEach(json -> policies.add(policy(json)));
    table.row(
        "`" + entry.name() + "`",
        entry.args().size(),
        cases.size(),
        cases.stream().filter(json -> json.get("gradients") != null).count(),
        cases.stream().filter(LayerCoverage::isMasked).count(),
        String.join(", ", policies));
  }

  private static boolean isMasked(Map<String, Object> json) {
    return !ReadContext.configMap("input_masks", json.get("input_masks")).isEmpty()
        || json.get("output_mask") != null;
  }

  private static String policy(Map<String, Object> json) {
    Map<?, ?> config = (Map<?, ?>) ((Map<?, ?>) json.get("layer")).get("config");
    return config.get("dtype") instanceof Map<?, ?> policy
        ? String.valueOf(((Map<?, ?>) policy.get("config")).get("name"))
        : String.valueOf(config.get("dtype"));
  }

  /** Name and reason of each layer that is not here. */
  Map<String, String> missing() {
    Map<String, String> missing = new TreeMap<>();
    for (Signatures.Entry entry : keras.values()) {
      if (!isHere(entry)) {
        missing.put(entry.name(), NOT_PLANNED.getOrDefault(entry.name(), "not yet"));
      }
    }
    return missing;
  }

  /** Layers that are here without a fixture of real Keras. */
  List<String> untested() {
    List<String> untested = new ArrayList<>();
    keras.values().stream()
        .filter(entry -> isHere(entry) && !fixtures.contains(entry.name()))
        .forEach(entry -> untested.add(entry.name()));
    return untested;
  }
}
