package org.keras4j.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.layers.Structures;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.operations.OperationLayer;
import org.keras4j.operations.OperationType;

/**
 * Rebuilds the graph of a functional model from its config: makes every layer, then calls them as
 * {@code inbound_nodes} says. Reads the current dialect; older ones are translated before.
 */
final class FunctionalReader {
  private final ReadContext context;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  private FunctionalReader(ReadContext context) {
    this.context = context;
  }

  /** A layer of the config, its calls, and the outputs of the calls made so far. */
  private static final class Entry {
    private final Layer layer;
    private final List<?> nodes;
    private final List<List<Tensor>> outputs = new ArrayList<>();

    private Entry(Layer layer, List<?> nodes) {
      this.layer = layer;
      this.nodes = nodes;
    }

    private boolean isComplete() {
      return outputs.size() >= nodes.size();
    }
  }

  static Functional read(Config base, Map<String, Object> config, ReadContext context) {
    FunctionalReader reader = new FunctionalReader(context);
    reader.readLayers(list(config, "layers"));
    reader.callLayers();
    Object inputs = reader.resolveHistory(config.get("input_layers"));
    Object outputs = reader.resolveHistory(config.get("output_layers"));
    return Functional.of(
        base, inputs, outputs, reader.entries.values().stream().map(e -> e.layer).toList());
  }

  private static List<?> list(Map<String, ?> config, String key) {
    if (config.get(key) instanceof List<?> list) {
      return list;
    }
    throw new ConfigException(
        "Functional: `" + key + "` must be a list. Received: " + Text.of(config.get(key)));
  }

  private void readLayers(List<?> layers) {
    for (Object json : layers) {
      if (!(json instanceof Map<?, ?> map) || !(map.get("class_name") instanceof String)) {
        throw new ConfigException("Functional: a layer has no `class_name`: " + Text.of(json));
      }
      String module = map.get("module") instanceof String s ? s : null;
      Layer layer =
          OperationType.isOperationModule(module)
              ? context.object(OperationLayer.class, json)
              : context.object(Layer.class, json);
      String name = map.get("name") instanceof String s ? s : layer.name();
      layer.assignName(name);
      List<?> nodes = map.get("inbound_nodes") instanceof List<?> list ? list : List.of();
      Entry entry = new Entry(layer, nodes);
      if (layer instanceof InputLayer input) {
        entry.outputs.add(List.of(input.output()));
      }
      if (entries.put(name, entry) != null) {
        throw new ConfigException(
            "The name \""
                + name
                + "\" is used at least 2 times in the model. All layer names should be unique.");
      }
    }
  }

  /**
   * Makes the calls in the file's order; one whose inputs do not exist yet waits for the layer that
   * makes the first of them, so that no order of the layers costs more than another.
   */
  private void callLayers() {
    Map<String, List<Entry>> waiting = new HashMap<>();
    Deque<Entry> ready = new ArrayDeque<>(entries.values());
    while (!ready.isEmpty()) {
      Entry entry = ready.poll();
      int before = entry.outputs.size();
      String awaited = null;
      while (!entry.isComplete() && awaited == null) {
        Object node = entry.nodes.get(entry.outputs.size());
        awaited = firstMissing(node);
        if (awaited == null) {
          entry.outputs.add(callOnce(entry, node));
        }
      }
      if (awaited != null) {
        waiting.computeIfAbsent(awaited, name -> new ArrayList<>()).add(entry);
      }
      if (entry.outputs.size() > before) {
        ready.addAll(Objects.requireNonNullElse(waiting.remove(entry.layer.name()), List.of()));
      }
    }
    entries.values().stream()
        .filter(entry -> !entry.isComplete())
        .findFirst()
        .ifPresent(FunctionalReader::refuseIncomplete);
  }

  private static void refuseIncomplete(Entry entry) {
    throw new ConfigException(
        "Functional: the inputs of layer '"
            + entry.layer.name()
            + "' are not in the model, or its calls form a cycle: "
            + Text.of(entry.nodes));
  }

  /** The layer whose output a call needs and that has not made it yet; null when there is none. */
  private String firstMissing(Object node) {
    String[] missing = {null};
    walk(
        node,
        history -> {
          if (missing[0] == null && outputOrNull(history) == null) {
            missing[0] = history.isEmpty() ? "" : String.valueOf(history.get(0));
          }
        });
    return missing[0];
  }

  private List<Tensor> callOnce(Entry entry, Object node) {
    if (!(node instanceof Map<?, ?> map) || !(map.get("args") instanceof List<?> args)) {
      throw new ConfigException(
          "Functional: a call of layer '"
              + entry.layer.name()
              + "' is malformed: "
              + Text.of(node));
    }
    Map<String, Object> keywords = new LinkedHashMap<>();
    ReadContext.configMap("kwargs", map.get("kwargs"))
        .forEach((key, value) -> keywords.put(key, resolve(value)));
    if (map.get(ObjectCodec.BESIDE) instanceof Map<?, ?> beside
        && beside.get(LayerCall.OWN_TRAINING) instanceof Boolean training) {
      keywords.put(LayerCall.OWN_TRAINING, training);
    }
    List<Object> positional = new ArrayList<>();
    args.forEach(arg -> positional.add(resolve(arg)));
    return Structures.tensors(entry.layer.apply(new CallArguments(positional, keywords)));
  }

  /** A call argument with its tensors resolved and its tagged values decoded. */
  private Object resolve(Object json) {
    if (json instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(resolve(item)));
      return items;
    }
    if (!(json instanceof Map<?, ?> map)) {
      return json;
    }
    if ("__keras_tensor__".equals(map.get("class_name"))) {
      return output(history(map));
    }
    if (map.get("class_name") instanceof String && map.containsKey("config")) {
      return CallValues.decode(map, this::resolve, context);
    }
    Map<String, Object> items = new LinkedHashMap<>();
    map.forEach((key, value) -> items.put((String) key, resolve(value)));
    return items;
  }

  private static List<?> history(Map<?, ?> tensor) {
    if (tensor.get("config") instanceof Map<?, ?> config
        && config.get("keras_history") instanceof List<?> history) {
      return history;
    }
    throw new ConfigException("Functional: a tensor has no `keras_history`: " + Text.of(tensor));
  }

  private void walk(Object json, java.util.function.Consumer<List<?>> visitor) {
    if (json instanceof List<?> list) {
      list.forEach(item -> walk(item, visitor));
    } else if (json instanceof Map<?, ?> map) {
      if ("__keras_tensor__".equals(map.get("class_name"))) {
        visitor.accept(history(map));
      } else {
        map.values().forEach(item -> walk(item, visitor));
      }
    }
  }

  /** A structure of {@code [layer, node, tensor]} triples as a structure of tensors. */
  private Object resolveHistory(Object json) {
    if (json instanceof List<?> list) {
      if (list.size() == 3
          && list.get(0) instanceof String name
          && list.get(1) instanceof Number node) {
        return output(Arrays.asList(name, boundaryNode(name, node.intValue()), list.get(2)));
      }
      return list.stream().map(this::resolveHistory).toList();
    }
    if (json instanceof Map<?, ?> map) {
      Map<String, Object> items = new LinkedHashMap<>();
      map.forEach((key, value) -> items.put((String) key, resolveHistory(value)));
      return items;
    }
    throw new ConfigException(
        "Functional: expected [layer, node, tensor]. Received: " + Text.of(json));
  }

  /**
   * The call that a model's inputs and outputs mean: there, and only there, Keras counts the calls
   * of a functional model from one, the call it was made with being number zero. Zero is the last
   * call.
   */
  private int boundaryNode(String name, int node) {
    Entry entry = entries.get(name);
    if (entry == null || !(entry.layer instanceof Functional)) {
      return node;
    }
    return node == 0 ? entry.outputs.size() - 1 : node - 1;
  }

  private Tensor output(List<?> history) {
    Tensor tensor = outputOrNull(history);
    if (tensor == null) {
      throw new ConfigException(
          "Functional: no layer of the model makes "
              + Text.of(history)
              + ". Layers: "
              + entries.keySet());
    }
    return tensor;
  }

  private Tensor outputOrNull(List<?> history) {
    if (history.size() == 3
        && history.get(1) instanceof Number node
        && history.get(2) instanceof Number tensor) {
      Entry entry = entries.get(String.valueOf(history.get(0)));
      if (entry != null
          && within(node, entry.outputs)
          && within(tensor, entry.outputs.get(node.intValue()))) {
        return entry.outputs.get(node.intValue()).get(tensor.intValue());
      }
    }
    return null;
  }

  /** Compared as written: a number beyond an int, or a fraction, is no index. */
  private static boolean within(Number index, List<?> list) {
    return index.doubleValue() >= 0
        && index.doubleValue() < list.size()
        && index.doubleValue() == index.intValue();
  }
}
