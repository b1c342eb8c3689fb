package org.keras4j.layers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Codecs;
import org.keras4j.tensor.Shape;

/** The shapes that a layer was built for, as Keras keeps them in {@code build_config}. */
final class BuildShapes {
  private static final Map<String, List<String>> SEVERAL =
      Map.of(
          "MultiHeadAttention", List.of("query", "value", "key"),
          "GroupQueryAttention", List.of("query", "value", "key"),
          "RNN", List.of("sequences", "initial_state"),
          "SimpleRNN", List.of("sequences", "initial_state"),
          "LSTM", List.of("sequences", "initial_state"),
          "GRU", List.of("sequences", "initial_state"),
          "ConvLSTM1D", List.of("sequences", "initial_state"),
          "ConvLSTM2D", List.of("sequences", "initial_state"),
          "ConvLSTM3D", List.of("sequences", "initial_state"),
          "Bidirectional", List.of("sequences", "initial_state"));

  private BuildShapes() {}

  /** The shapes of a call's tensors; empty where Keras writes none. */
  static Map<String, Object> of(Layer layer, CallArguments arguments) {
    String type = layer.type().className();
    if (BuiltAtOnce.has(layer.type())) {
      return Map.of();
    }
    Map<String, Object> shapes = new LinkedHashMap<>();
    List<String> names = SEVERAL.getOrDefault(type, List.of("input"));
    for (int i = 0; i < names.size(); i++) {
      Object value = i == 0 ? arguments.inputs() : arguments.get(i, names.get(i));
      if (!Structures.tensors(value).isEmpty()) {
        shapes.put(names.get(i) + "_shape", shape(value));
      }
    }
    return shapes.size() > 1
        ? Map.of("shapes_dict", shapes)
        : of(shapes.values().stream().findFirst().orElse(null));
  }

  static Map<String, Object> of(Layer layer, Shape input) {
    return BuiltAtOnce.has(layer.type()) ? Map.of() : of(Codecs.SHAPE.write(input));
  }

  /** One shape, or a structure of shapes; null for what has none. */
  private static Map<String, Object> of(Object shape) {
    return Codecs.map("input_shape", shape);
  }

  private static Object shape(Object structure) {
    return Structures.mapTensors(structure, t -> Codecs.SHAPE.write(t.shape()));
  }
}
