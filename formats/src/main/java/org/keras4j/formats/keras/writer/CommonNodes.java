package org.keras4j.formats.keras.writer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.ObjectCodec;
import org.keras4j.models.ModelException;

/**
 * The calls of a functional model's layers as both Keras 2 and Keras 3 read them: {@code [[["x", 0,
 * 0, {}]]]}.
 *
 * <p>Two things have no common notation and stay in that of Keras 3: calls with tensors in several
 * arguments, and models inside the model that are called several times. The calls of a model that
 * is called once are counted from one in Keras 2, and from zero in Keras 3: it is written twice, so
 * that number one is the right call for both.
 */
final class CommonNodes {
  private static final Set<String> MODELS = Set.of("Functional", "Sequential");

  private final Map<String, Integer> innerCalls = new HashMap<>();

  private CommonNodes() {}

  /** Rewrites {@code inbound_nodes} and the outputs of a model's config. */
  static void translate(Map<String, Object> config) {
    CommonNodes nodes = new CommonNodes();
    List<?> layers = (List<?>) config.get("layers");
    for (Object layer : layers) {
      nodes.count(map(layer));
    }
    for (Object layer : layers) {
      nodes.rewrite(map(layer));
    }
    for (String key : List.of("input_layers", "output_layers")) {
      config.put(key, nodes.boundary(config.get(key)));
    }
  }

  /**
   * Lets functional models among the layers of a sequential one return their output itself: Keras 3
   * would pass a list of it to the next layer, which cannot take one.
   */
  static void returnOneTensor(List<?> layers) {
    for (Object layer : layers) {
      Map<String, Object> config = map(map(layer).get("config"));
      if (config.get("output_layers") instanceof List<?> outputs && outputs.size() == 1) {
        config.put("output_layers", outputs.get(0));
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> map(Object json) {
    return (Map<String, Object>) json;
  }

  private void count(Map<String, Object> layer) {
    if (MODELS.contains(layer.get("class_name"))) {
      int calls = ((List<?>) layer.get("inbound_nodes")).size();
      innerCalls.put((String) layer.get("name"), calls);
    }
  }

  private void rewrite(Map<String, Object> layer) {
    List<Object> nodes = new ArrayList<>();
    for (Object node : (List<?>) layer.get("inbound_nodes")) {
      nodes.add(node(map(node)));
    }
    boolean once = Integer.valueOf(1).equals(innerCalls.get((String) layer.get("name")));
    layer.put("inbound_nodes", once ? Collections.nCopies(2, nodes.get(0)) : nodes);
  }

  /** One call in the common notation, or as it is. */
  private Object node(Map<String, Object> node) {
    List<?> arguments = (List<?>) node.get("args");
    Map<String, Object> keywords = new LinkedHashMap<>(map(node.get("kwargs")));
    if (node.get(ObjectCodec.BESIDE) == null) {
      keywords.remove("training"); // Keras 3 ignores it, and Keras 2 would not
    }
    if (arguments.size() != 1 || holdsTensor(keywords)) {
      return node;
    }
    List<?> inputs = arguments.get(0) instanceof List<?> list ? list : arguments;
    List<Object> references = new ArrayList<>();
    for (Object input : inputs) {
      if (!isTensor(input)) {
        return node;
      }
      List<?> history = (List<?>) map(map(input).get("config")).get("keras_history");
      Integer calls = innerCalls.get((String) history.get(0));
      if (calls != null && calls != 1) {
        return node;
      }
      references.add(
          List.of(history.get(0), calls == null ? history.get(1) : 1, history.get(2), keywords));
    }
    return references;
  }

  private static boolean isTensor(Object value) {
    return value instanceof Map<?, ?> map && "__keras_tensor__".equals(map.get("class_name"));
  }

  private static boolean holdsTensor(Object value) {
    if (value instanceof List<?> list) {
      return list.stream().anyMatch(CommonNodes::holdsTensor);
    }
    return isTensor(value)
        || value instanceof Map<?, ?> map
            && map.values().stream().anyMatch(CommonNodes::holdsTensor);
  }

  /** Inputs or outputs: a list of {@code [layer, call, tensor]}. */
  private Object boundary(Object structure) {
    if (structure instanceof Map<?, ?>) {
      throw new ModelException(
          "Legacy .h5 files have no way to name the inputs or outputs of a model by a dictionary."
              + " Save the model as `.keras`, or only its weights");
    }
    List<?> list = (List<?>) structure;
    if (list.size() == 3 && list.get(0) instanceof String name) {
      Integer calls = innerCalls.get(name);
      return List.of(List.of(name, calls != null && calls == 1 ? 1 : list.get(1), list.get(2)));
    }
    List<Object> references = new ArrayList<>();
    for (Object item : list) {
      Object reference = boundary(item);
      references.add(((List<?>) reference).get(0));
    }
    return references;
  }
}
