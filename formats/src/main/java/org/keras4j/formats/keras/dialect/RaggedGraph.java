package org.keras4j.formats.keras.dialect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;

/**
 * A functional model of tf.keras on ragged tensors, made one on padded tensors that have a mask.
 *
 * <p>A ragged input {@code x} becomes two: {@code x}, each row padded at its end, and after all
 * inputs of the model {@code x_mask}, which says where values are. Ragged outputs are padded with
 * zeros. What comes out is an ordinary model of Keras 3.
 */
final class RaggedGraph {
  /** Layers before what is added for them; for others it computes what they are called with. */
  private static final Set<String> MAKE_MASKS = Set.of("InputLayer", "TextVectorization");

  private static final Set<String> MODELS = Set.of("Functional", "Model", "Sequential");

  private final Map<String, ConfigObject> layers = new LinkedHashMap<>();
  private final Map<String, List<Object>> added = new HashMap<>();
  private final List<String> maskInputs = new ArrayList<>();
  private final Map<List<Object>, Rows> shapes = new HashMap<>();
  private final Map<List<Object>, Object> replaced = new HashMap<>();
  private final Set<Call> called = new HashSet<>();
  private final Set<String> makers = new HashSet<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  private final Map<String, String> owners = new HashMap<>();
  private final Set<String> superseded = new HashSet<>();
  private final Set<String> names = new HashSet<>();
  private final Map<List<Object>, Object> masks = new HashMap<>();

  private RaggedGraph(List<Object> layers) {
    for (Object layer : layers) {
      ConfigObject object = ConfigObject.orNull(layer);
      if (object == null) {
        throw new ConfigException("Functional: a layer has no `config`: " + Text.of(layer));
      }
      this.layers.put(String.valueOf(object.envelope().get("name")), object);
    }
    names.addAll(this.layers.keySet());
    this.layers.forEach(
        (name, layer) -> {
          if (Boolean.TRUE.equals(layer.get("ragged"))) {
            makers.add(name);
          }
        });
  }

  /** Translates a model whose calls are in the notation of Keras 3, if ragged tensors are in it. */
  static void translate(ConfigObject functional) {
    List<Object> layers = new ArrayList<>((List<?>) functional.get("layers"));
    if (layers.stream().anyMatch(RaggedGraph::makesRows)) {
      RaggedGraph graph = new RaggedGraph(layers);
      graph.run();
      functional.convert("output_layers", graph::outputs);
      functional.convert("input_layers", graph::inputs);
      functional.put("layers", graph.layers());
    }
  }

  static boolean makesRows(Object layer) {
    ConfigObject object = ConfigObject.orNull(layer);
    return object != null
        && (Boolean.TRUE.equals(object.get("ragged")) || RaggedMethods.is(object.className()));
  }

  /**
   * Refuses models among the layers that have ragged tensors inside: whether their results are
   * ragged is not known outside.
   */
  static void requireDenseModels(List<?> layers) {
    for (Object layer : layers) {
      ConfigObject object = ConfigObject.orNull(layer);
      if (object != null && MODELS.contains(object.className()) && hasRows(object.config())) {
        throw new ConfigException(
            "Model '"
                + object.get("name")
                + "' inside another one has ragged tensors, which is not supported. Make one model of"
                + " both in Python, and save it again");
      }
    }
  }

  private static boolean hasRows(Object config) {
    Deque<Object> open = new ArrayDeque<>();
    open.push(config);
    while (!open.isEmpty()) {
      Object value = open.pop();
      if (value instanceof Map<?, ?> map) {
        if (makesRows(map)) {
          return true;
        }
        map.values().stream().filter(RaggedGraph::isStructure).forEach(open::push);
      } else if (value instanceof List<?> list) {
        list.stream().filter(RaggedGraph::isStructure).forEach(open::push);
      }
    }
    return false;
  }

  private static boolean isStructure(Object value) {
    return value instanceof Map<?, ?> || value instanceof List<?>;
  }

  private void run() {
    layers.forEach(
        (name, layer) -> {
          if (layer.className().equals("InputLayer")) {
            input(name, layer);
          }
        });
    layers.forEach(
        (name, layer) -> {
          for (int i = 0; i < calls(layer).size(); i++) {
            callInOrder(new Call(name, i));
          }
        });
  }

  /** The layers in the file's order, each beside what was added for it. */
  private List<Object> layers() {
    List<Object> result = new ArrayList<>();
    layers.forEach(
        (name, layer) -> {
          if (MAKE_MASKS.contains(layer.className())) {
            result.add(layer.envelope());
            result.addAll(added.getOrDefault(name, List.of()));
          } else {
            result.addAll(added.getOrDefault(name, List.of()));
            if (!superseded.contains(name)) {
              result.add(layer.envelope());
            }
          }
        });
    return result;
  }

  /** Call number {@code node} of a layer. */
  private record Call(String layer, long node) {}

  /** A call, and those it needs that were not looked at yet. */
  private record Open(Call call, Iterator<Call> needed) {}

  /** A call after all calls whose results it takes; files need not have them in that order. */
  private void callInOrder(Call last) {
    Deque<Open> stack = new ArrayDeque<>();
    Set<Call> open = new HashSet<>();
    push(last, stack, open);
    while (!stack.isEmpty()) {
      Open top = stack.peek();
      if (top.needed.hasNext()) {
        push(top.needed.next(), stack, open);
      } else {
        stack.pop();
        call(top.call);
      }
    }
  }

  private void push(Call call, Deque<Open> stack, Set<Call> open) {
    ConfigObject layer = layers.get(call.layer);
    if (called.contains(call)
        || layer == null
        || call.node < 0
        || call.node >= calls(layer).size()) {
      return; // done, or for the reader of the model to refuse
    }
    if (!open.add(call)) {
      throw new ConfigException(
          "Functional: layer '" + call.layer + "' is called on its own result");
    }
    List<Call> needed = new ArrayList<>();
    Calls.forEachTensor(
        calls(layer).get((int) call.node),
        tensor -> {
          List<Object> key = Calls.key(tensor);
          needed.add(new Call((String) key.get(0), (long) key.get(1)));
        });
    stack.push(new Open(call, needed.iterator()));
  }

  private void input(String name, ConfigObject layer) {
    boolean ragged = Boolean.TRUE.equals(layer.get("ragged"));
    Object value =
        layer.get(layer.config().containsKey("batch_shape") ? "batch_shape" : "batch_input_shape");
    Object items = value instanceof Map<?, ?> map ? map.get("items") : value;
    if (!(items instanceof List<?> shape)) {
      return; // for the reader of the model to refuse
    }
    Rows known = new Rows(null, shape.size(), String.valueOf(layer.get("dtype")), false);
    shape(Calls.tensor(name, 0, 0), known);
    if (!ragged) {
      return;
    }
    layer.put("ragged", false);
    if (shape.size() < 2
        || shape.size() > RaggedCall.MOST_AXES
        || shape.subList(2, shape.size()).contains(null)) {
      throw new ConfigException(
          "InputLayer '"
              + name
              + "': a ragged input must have the shape (batch, None, ...), ragged in its second axis"
              + " alone. Received: "
              + Text.of(value));
    }
    String mask = unique(name + "_mask");
    Map<String, Object> config = new LinkedHashMap<>();
    List<Object> maskShape = new ArrayList<>();
    maskShape.add(shape.get(0));
    maskShape.add(null);
    config.put("batch_shape", maskShape);
    config.put("dtype", "bool");
    config.put("name", mask);
    add(name, envelope(mask, config));
    owners.put(mask, name);
    maskInputs.add(mask);
    shape(Calls.tensor(name, 0, 0), known.mask(Calls.tensor(mask, 0, 0)));
  }

  private static Map<String, Object> envelope(String name, Map<String, Object> config) {
    Map<String, Object> envelope = new LinkedHashMap<>();
    envelope.put("module", "keras.layers");
    envelope.put("class_name", "InputLayer");
    envelope.put("config", config);
    envelope.put("registered_name", null);
    envelope.put("name", name);
    envelope.put("inbound_nodes", new ArrayList<>());
    return envelope;
  }

  private static List<?> calls(ConfigObject layer) {
    return layer.envelope().get("inbound_nodes") instanceof List<?> nodes ? nodes : List.of();
  }

  @SuppressWarnings("unchecked")
  private void call(Call call) {
    ConfigObject layer = layers.get(call.layer);
    List<Object> nodes = (List<Object>) layer.envelope().get("inbound_nodes");
    Map<String, Object> arguments =
        (Map<String, Object>) Calls.mapTensors(nodes.get((int) call.node), this::current);
    nodes.set((int) call.node, arguments);
    called.add(call);
    boolean[] ragged = {makers.contains(call.layer)};
    Calls.forEachTensor(arguments, tensor -> ragged[0] |= rows(tensor) != null);
    RaggedCall described = new RaggedCall(this, call.layer, layer, call.node, arguments);
    if (RaggedMethods.is(layer.className())) {
      supersede(call.layer);
      RaggedMethods.apply(described);
    } else if (ragged[0]) {
      RaggedLayers.apply(described);
    } else {
      RaggedLayers.applyToDense(described);
    }
  }

  /** The rows of a tensor, or null of one that is not ragged. */
  Rows rows(Object tensor) {
    Rows known = shape(tensor);
    return known == null || known.mask() == null ? null : known;
  }

  /** What is known of a tensor, ragged or not, or null. */
  Rows shape(Object tensor) {
    return Calls.isTensor(tensor) ? shapes.get(Calls.key(tensor)) : null;
  }

  /** Declares what is known of a tensor. */
  void shape(Object tensor, Rows value) {
    shapes.put(Calls.key(tensor), value);
  }

  /** Takes a layer out, whose calls other tensors stand for; its name is free for one of those. */
  void supersede(String layer) {
    if (superseded.add(layer)) {
      names.remove(layer);
    }
  }

  /** Puts another tensor in the place of a call's result. */
  void replace(String layer, long node, Object tensor) {
    replaced.put(List.of(layer, node, 0L), tensor);
  }

  /** A mask with {@code rank} axes, the further ones of length 1. */
  Object mask(Object mask, int rank) {
    Object expanded = mask;
    for (int axes = 3; axes <= rank; axes++) {
      List<Object> known = List.of(Calls.key(mask), axes);
      Object next = masks.get(known);
      if (next == null) {
        String name = (String) Calls.key(mask).get(0);
        next =
            operation(
                owners.get(name), name + "_expanded", "ExpandDims", List.of(expanded), "axis", -1L);
        masks.put(known, next);
      }
      expanded = next;
    }
    return expanded;
  }

  /**
   * Adds a call of an operation for a layer, and gives its result.
   *
   * @param keywords names and values of the constructor's arguments
   */
  Object operation(
      String layer, String base, String operation, List<Object> args, Object... keywords) {
    Map<String, Object> named = new LinkedHashMap<>();
    for (int i = 0; i < keywords.length; i += 2) {
      named.put((String) keywords[i], keywords[i + 1]);
    }
    String name = unique(base);
    String module = operation.equals("Cast") ? "keras.src.ops.core" : "keras.src.ops.numpy";
    List<Object> nodes = new ArrayList<>();
    nodes.add(Calls.call(new ArrayList<>(args), new LinkedHashMap<>()));
    add(layer, Calls.operation(module, operation, name, named, nodes));
    owners.put(name, layer);
    return Calls.tensor(name, 0, 0);
  }

  private void add(String layer, Object envelope) {
    added.computeIfAbsent(layer, key -> new ArrayList<>()).add(envelope);
  }

  /** A name that no layer has. */
  private String unique(String base) {
    String name = base;
    while (!names.add(name)) {
      name = base + "_" + numbers.merge(base, 1, Integer::sum);
    }
    return name;
  }

  private Object current(Object tensor) {
    return replaced.getOrDefault(Calls.key(tensor), tensor);
  }

  private Object inputs(Object given) {
    if (given instanceof Map<?, ?> named) {
      Map<String, Object> all = new LinkedHashMap<>();
      named.forEach((key, value) -> all.put(String.valueOf(key), value));
      maskInputs.forEach(name -> all.put(name, new ArrayList<>(List.of(name, 0L, 0L))));
      return all;
    }
    List<Object> all = new ArrayList<>();
    if (Calls.isHistory(given)) {
      all.add(given);
    } else if (given instanceof List<?> list) {
      all.addAll(list);
    }
    maskInputs.forEach(name -> all.add(new ArrayList<>(List.of(name, 0L, 0L))));
    return all;
  }

  private Object outputs(Object given) {
    if (given instanceof Map<?, ?> named) {
      Map<String, Object> all = new LinkedHashMap<>();
      named.forEach((key, value) -> all.put(String.valueOf(key), outputs(value)));
      return all;
    }
    if (!(given instanceof List<?> list)) {
      return given;
    }
    if (!Calls.isHistory(given)) {
      List<Object> all = new ArrayList<>();
      list.forEach(item -> all.add(outputs(item)));
      return all;
    }
    Object tensor =
        current(
            Calls.tensor(
                (String) list.get(0),
                ((Number) list.get(1)).longValue(),
                ((Number) list.get(2)).longValue()));
    if (rows(tensor) != null) {
      String name = (String) list.get(0);
      tensor =
          new RaggedCall(this, name, layers.get(name), 0, Map.of())
              .padded("_to_tensor", tensor, 0L);
    }
    return new ArrayList<>(Calls.key(tensor));
  }
}
