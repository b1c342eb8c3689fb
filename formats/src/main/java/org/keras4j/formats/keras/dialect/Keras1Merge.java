package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.ConfigException;

/**
 * The {@code Merge} layer of Keras 1: one of today's merging layers, by its mode; and where a
 * Sequential began with one, which held the models it merged, a functional model of all of them.
 */
final class Keras1Merge {
  private static final Map<String, String> MODES =
      Map.of(
          "sum", "Add",
          "mul", "Multiply",
          "concat", "Concatenate",
          "ave", "Average",
          "max", "Maximum",
          "dot", "Dot",
          "cos", "CosineMerge");

  private final List<Object> layers = new ArrayList<>();
  private final List<Object> inputs = new ArrayList<>();

  private Keras1Merge() {}

  /** Renames a layer to the one of its mode. A function as mode becomes a Lambda layer. */
  static void rename(ConfigObject object) {
    Object mode = object.get("mode");
    boolean function = !"raw".equals(object.config().getOrDefault("mode_type", "raw"));
    String layer = function ? "Lambda" : mode instanceof String name ? MODES.get(name) : null;
    if (layer == null) {
      throw new ConfigException(
          "Merge '" + object.get("name") + "' has mode=" + mode + ". Known: " + MODES.keySet());
    }
    if (function) {
      object.rename("mode", "function");
    } else if (layer.equals("Concatenate")) {
      object.rename("concat_axis", "axis");
    } else if (layer.equals("Dot") || layer.equals("CosineMerge")) {
      object.rename("dot_axes", "axes");
    }
    object.drop(
        "mode",
        "concat_axis",
        "dot_axes",
        "mode_type",
        "output_shape",
        "output_shape_type",
        "output_mask",
        "output_mask_type",
        "arguments");
    object.className(layer);
  }

  /** Turns a Sequential that begins with merged models into a functional model. */
  static void unfold(ConfigObject sequential) {
    if (!(sequential.get("layers") instanceof List<?> list) || branches(list).isEmpty()) {
      return;
    }
    Keras1Merge unfolded = new Keras1Merge();
    String last = unfolded.chain(list, null);
    sequential.drop("layers");
    sequential.put("layers", unfolded.layers);
    sequential.put("input_layers", unfolded.inputs);
    sequential.put("output_layers", new ArrayList<>(List.of(reference(last))));
    sequential.className("Model");
  }

  /** The models that the first layer of a stack merges; none where it is another layer. */
  private static List<?> branches(List<?> stack) {
    ConfigObject first = stack.isEmpty() ? null : ConfigObject.orNull(stack.get(0));
    return first != null
            && first.className().equals("Merge")
            && first.get("layers") instanceof List<?> merged
        ? merged
        : List.of();
  }

  /** Adds the layers of a stack after the layer {@code before}; gives the last one's name. */
  private String chain(List<?> stack, String before) {
    String last = before;
    for (Object layer : stack) {
      last = add(layer, last);
    }
    return last;
  }

  @SuppressWarnings("unchecked")
  private String add(Object layer, String before) {
    List<?> inner = innerLayers(layer);
    if (inner != null) {
      return chain(inner, before);
    }
    ConfigObject object = ConfigObject.orNull(layer);
    if (object == null || !(object.get("name") instanceof String name)) {
      throw new ConfigException("Sequential: cannot read a merged layer: " + layer);
    }
    List<Object> sources = new ArrayList<>();
    if (object.className().equals("Merge") && object.get("layers") instanceof List<?> merged) {
      merged.forEach(branch -> sources.add(reference(add(branch, null))));
      object.drop("layers");
    } else {
      sources.add(reference(before == null ? input(object, name) : before));
    }
    Map<String, Object> entry = object.envelope();
    entry.put("name", name);
    entry.put("inbound_nodes", new ArrayList<>(List.of(sources)));
    layers.add(entry);
    return name;
  }

  /** The layers of a Sequential, whose config is a list or holds one; null for another layer. */
  private static List<?> innerLayers(Object layer) {
    if (layer instanceof Map<?, ?> map && "Sequential".equals(map.get("class_name"))) {
      Object config = map.get("config");
      Object list = config instanceof Map<?, ?> inner ? inner.get("layers") : config;
      return list instanceof List<?> layers ? layers : List.of();
    }
    return null;
  }

  private String input(ConfigObject first, String name) {
    Object shape = first.get("batch_input_shape");
    if (shape == null) {
      throw new ConfigException(
          "Sequential: the merged layer '" + name + "' has no `batch_input_shape`");
    }
    Object dtype = first.get("input_dtype");
    Map<String, Object> config = new LinkedHashMap<>();
    config.put("batch_input_shape", shape);
    config.put("dtype", dtype == null ? "float32" : dtype);
    config.put("name", name + "_input");
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("class_name", "InputLayer");
    entry.put("config", config);
    entry.put("name", name + "_input");
    entry.put("inbound_nodes", new ArrayList<>());
    layers.add(entry);
    inputs.add(reference(name + "_input"));
    return name + "_input";
  }

  private static List<Object> reference(String layer) {
    return new ArrayList<>(List.of(layer, 0L, 0L));
  }
}
