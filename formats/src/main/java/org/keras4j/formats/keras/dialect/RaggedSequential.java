package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Sequential on a ragged tensor as the functional model that it is, since it takes two inputs.
 */
final class RaggedSequential {
  private RaggedSequential() {}

  static void translate(ConfigObject sequential) {
    if (sequential.get("layers") instanceof List<?> inner) {
      RaggedGraph.requireDenseModels(inner);
    }
    if (!(sequential.get("layers") instanceof List<?> layers)
        || layers.stream().noneMatch(RaggedGraph::makesRows)
        || layers.stream().anyMatch(layer -> ConfigObject.orNull(layer) == null)) {
      return;
    }
    String previous = null;
    for (Object layer : layers) {
      Map<String, Object> envelope = ConfigObject.orNull(layer).envelope();
      String name = String.valueOf(ConfigObject.orNull(layer).get("name"));
      envelope.put("name", name);
      List<Object> calls = new ArrayList<>();
      if (previous != null) {
        List<Object> arguments = new ArrayList<>(List.of(Calls.tensor(previous, 0, 0)));
        calls.add(Calls.call(arguments, new LinkedHashMap<>()));
      }
      envelope.put("inbound_nodes", calls);
      previous = name;
    }
    String first = String.valueOf(ConfigObject.orNull(layers.get(0)).get("name"));
    sequential.className("Functional");
    sequential.put("input_layers", history(first));
    sequential.put("output_layers", history(previous));
    sequential.drop("build_input_shape");
    RaggedGraph.translate(sequential);
  }

  private static List<Object> history(String layer) {
    return new ArrayList<>(List.of(new ArrayList<>(List.of(layer, 0L, 0L))));
  }
}
