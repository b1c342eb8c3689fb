package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;
import org.keras4j.layers.LayerCall;

/**
 * The calls of a functional model as Keras 1 and 2 wrote them, {@code [[["x", 0, 0, {"mask":
 * ...}]]]}, to the notation of Keras 3, {@code {"args": [...], "kwargs": {...}}}.
 */
final class OldNodes {
  private static final String CONSTANT = "_CONSTANT_VALUE";
  private static final Set<String> RECURRENT =
      Set.of(
          "RNN",
          "LSTM",
          "GRU",
          "SimpleRNN",
          "CuDNNLSTM",
          "CuDNNGRU",
          "ConvLSTM1D",
          "ConvLSTM2D",
          "ConvLSTM3D",
          "Bidirectional");

  private final Map<String, Map<String, Object>> entries = new LinkedHashMap<>();
  private final Set<String> shifted;

  private OldNodes(List<?> layers) {
    for (Object layer : layers) {
      entries.put(nameOf(layer), envelope(layer));
    }
    this.shifted = NodeNumbers.shifted(entries);
  }

  /** Translates the calls of a functional model, and the layers that were TensorFlow functions. */
  static void translate(ConfigObject functional) {
    if (functional.get("layers") instanceof List<?> layers
        && layers.stream().anyMatch(OldNodes::isOld)) {
      OldNodes nodes = new OldNodes(layers);
      RaggedGraph.requireDenseModels(layers);
      functional.put("layers", nodes.calls());
      functional.convert("output_layers", nodes::outputs);
      RaggedGraph.translate(functional);
      functional.convert("layers", OldNodes::functions);
    }
  }

  private static boolean isOld(Object layer) {
    return layer instanceof Map<?, ?> map
        && map.get("inbound_nodes") instanceof List<?> nodes
        && nodes.stream().anyMatch(List.class::isInstance);
  }

  private static String nameOf(Object layer) {
    Map<String, Object> map = envelope(layer);
    Object name = map.get("name");
    if (name == null && map.get("config") instanceof Map<?, ?> config) {
      name = config.get("name");
    }
    if (name instanceof String text) {
      map.put("name", text);
      return text;
    }
    throw new ConfigException("Functional: a layer has no `name`: " + Text.of(layer));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> envelope(Object layer) {
    if (layer instanceof Map<?, ?> map && map.get("class_name") instanceof String) {
      return (Map<String, Object>) map;
    }
    throw new ConfigException("Functional: a layer has no `class_name`: " + Text.of(layer));
  }

  private List<Object> calls() {
    entries
        .values()
        .forEach(
            entry -> {
              List<Object> calls = new ArrayList<>();
              if (entry.get("inbound_nodes") instanceof List<?> nodes) {
                nodes.forEach(node -> calls.add(call(entry, node)));
              }
              entry.put("inbound_nodes", calls);
            });
    return new ArrayList<>(entries.values());
  }

  private static Object functions(Object layers) {
    List<Object> result = new ArrayList<>();
    for (Object layer : (List<?>) layers) {
      ConfigObject object = ConfigObject.orNull(layer);
      result.addAll(object == null ? List.of(layer) : TensorFlowFunctions.translate(object));
    }
    return result;
  }

  private Map<String, Object> call(Map<String, Object> entry, Object node) {
    if (!(node instanceof List<?>) && !isDictionaryOfTensors(node)) {
      return envelopeOfCall(node);
    }
    Map<String, Object> keywords = new LinkedHashMap<>();
    Object inputs = inputs(node, keywords);
    if (keywords.get("training") instanceof Boolean) {
      // In Keras 2 the call prevails, such as a dropout at inference.
      keywords.put(LayerCall.OWN_TRAINING, keywords.remove("training"));
    }
    boolean keepsStructure = String.valueOf(entry.get("class_name")).endsWith("OpLambda");
    if (inputs instanceof List<?> list && list.size() == 1 && !keepsStructure) {
      inputs = list.get(0);
    }
    List<Object> args = new ArrayList<>();
    if (inputs instanceof List<?> list
        && RECURRENT.contains(String.valueOf(entry.get("class_name")))) {
      args.add(list.get(0));
      keywords.put("initial_state", new ArrayList<>(list.subList(1, list.size())));
    } else {
      args.add(inputs);
    }
    return Calls.call(args, keywords);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> envelopeOfCall(Object node) {
    if (node instanceof Map<?, ?> map
        && map.get("args") instanceof List<?>
        && map.get("kwargs") instanceof Map<?, ?>) {
      return (Map<String, Object>) map;
    }
    throw new ConfigException("Functional: a call is malformed: " + Text.of(node));
  }

  private static boolean isDictionaryOfTensors(Object node) {
    return node instanceof Map<?, ?> map && !map.containsKey("args");
  }

  /**
   * The structure of a call's first argument; its other arguments stand beside every tensor of it.
   */
  private Object inputs(Object value, Map<String, Object> keywords) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> inputs = new LinkedHashMap<>();
      map.forEach((key, item) -> inputs.put(String.valueOf(key), inputs(item, keywords)));
      return inputs;
    }
    if (!(value instanceof List<?> list)) {
      throw new ConfigException(
          "Functional: expected [layer, node, tensor]. Received: " + Text.of(value));
    }
    if (isReference(list)) {
      if (list.size() > 3 && list.get(3) instanceof Map<?, ?> given) {
        given.forEach((key, item) -> keywords.put(String.valueOf(key), argument(item)));
      }
      return reference(list);
    }
    List<Object> inputs = new ArrayList<>();
    list.forEach(item -> inputs.add(inputs(item, keywords)));
    return inputs;
  }

  /** Whether a list names a tensor, or holds a constant in the place of one. */
  private boolean isReference(List<?> list) {
    return list.size() >= 3
        && list.get(0) instanceof String name
        && list.get(1) instanceof Number
        && (name.equals(CONSTANT) || entries.containsKey(name) && list.get(2) instanceof Number);
  }

  private Object reference(List<?> list) {
    String name = (String) list.get(0);
    if (name.equals(CONSTANT)) {
      return list.get(2);
    }
    long node = ((Number) list.get(1)).longValue();
    return Calls.tensor(
        name, shifted.contains(name) ? node - 1 : node, ((Number) list.get(2)).longValue());
  }

  /** A keyword argument, in which lists may name tensors. */
  private Object argument(Object value) {
    if (value instanceof List<?> list) {
      if (list.size() == 3 && isReference(list)) {
        return reference(list);
      }
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(argument(item)));
      return items;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put(String.valueOf(key), argument(item)));
      return items;
    }
    return value;
  }

  /** Outputs count the calls of inner Functionals from 1 in Keras 3 too; those of others from 0. */
  private Object outputs(Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, item) -> items.put(String.valueOf(key), outputs(item)));
      return items;
    }
    if (!(value instanceof List<?> list)) {
      return value;
    }
    if (list.size() == 3 && isReference(list)) {
      String name = (String) list.get(0);
      long node = ((Number) list.get(1)).longValue() - (shifted.contains(name) ? 1 : 0);
      boolean functional = NodeNumbers.isFunctional(entries.get(name));
      return new ArrayList<>(List.of(name, functional ? node + 1 : node, list.get(2)));
    }
    List<Object> items = new ArrayList<>();
    list.forEach(item -> items.add(outputs(item)));
    return items;
  }
}
