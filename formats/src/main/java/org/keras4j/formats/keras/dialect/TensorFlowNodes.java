package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;

/**
 * The layer {@code TensorFlowOpLayer} of tf.keras 2.0 to 2.3: one node of a TensorFlow graph, as a
 * call of the function that makes such nodes. Operands that are constants stand in the layer's
 * config, by their places among all operands.
 */
final class TensorFlowNodes {
  /** Functions whose operands are the node's, in order. */
  private static final Map<String, String> FUNCTIONS =
      Map.ofEntries(
          Map.entry("Add", "math.add"),
          Map.entry("AddV2", "math.add"),
          Map.entry("BiasAdd", "nn.bias_add"),
          Map.entry("Sub", "math.subtract"),
          Map.entry("Mul", "math.multiply"),
          Map.entry("RealDiv", "math.truediv"),
          Map.entry("Div", "math.truediv"),
          Map.entry("FloorDiv", "math.floordiv"),
          Map.entry("FloorMod", "math.floormod"),
          Map.entry("Pow", "math.pow"),
          Map.entry("Maximum", "math.maximum"),
          Map.entry("Minimum", "math.minimum"),
          Map.entry("Greater", "math.greater"),
          Map.entry("GreaterEqual", "math.greater_equal"),
          Map.entry("Less", "math.less"),
          Map.entry("LessEqual", "math.less_equal"),
          Map.entry("Equal", "math.equal"),
          Map.entry("NotEqual", "math.not_equal"),
          Map.entry("LogicalAnd", "math.logical_and"),
          Map.entry("LogicalOr", "math.logical_or"),
          Map.entry("LogicalNot", "math.logical_not"),
          Map.entry("Sqrt", "math.sqrt"),
          Map.entry("Rsqrt", "math.rsqrt"),
          Map.entry("Square", "math.square"),
          Map.entry("Exp", "math.exp"),
          Map.entry("Log", "math.log"),
          Map.entry("Log1p", "math.log1p"),
          Map.entry("Neg", "math.negative"),
          Map.entry("Abs", "math.abs"),
          Map.entry("Sign", "math.sign"),
          Map.entry("Floor", "math.floor"),
          Map.entry("Ceil", "math.ceil"),
          Map.entry("Round", "math.round"),
          Map.entry("Sin", "math.sin"),
          Map.entry("Cos", "math.cos"),
          Map.entry("Erf", "math.erf"),
          Map.entry("Tanh", "math.tanh"),
          Map.entry("Sigmoid", "math.sigmoid"),
          Map.entry("Relu", "nn.relu"),
          Map.entry("Relu6", "nn.relu6"),
          Map.entry("Elu", "nn.elu"),
          Map.entry("Selu", "nn.selu"),
          Map.entry("Softplus", "math.softplus"),
          Map.entry("Softsign", "nn.softsign"),
          Map.entry("Softmax", "nn.softmax"),
          Map.entry("LogSoftmax", "nn.log_softmax"),
          Map.entry("LeakyRelu", "nn.leaky_relu"),
          Map.entry("Mean", "math.reduce_mean"),
          Map.entry("Sum", "math.reduce_sum"),
          Map.entry("Max", "math.reduce_max"),
          Map.entry("Min", "math.reduce_min"),
          Map.entry("Prod", "math.reduce_prod"),
          Map.entry("All", "math.reduce_all"),
          Map.entry("Any", "math.reduce_any"),
          Map.entry("ArgMax", "argmax"),
          Map.entry("ArgMin", "argmin"),
          Map.entry("Reshape", "reshape"),
          Map.entry("Transpose", "transpose"),
          Map.entry("ExpandDims", "expand_dims"),
          Map.entry("Squeeze", "squeeze"),
          Map.entry("Tile", "tile"),
          Map.entry("Pad", "pad"),
          Map.entry("Cast", "cast"),
          Map.entry("Shape", "shape"),
          Map.entry("StopGradient", "stop_gradient"),
          Map.entry("MatMul", "linalg.matmul"),
          Map.entry("BatchMatMul", "linalg.matmul"),
          Map.entry("BatchMatMulV2", "linalg.matmul"),
          Map.entry("Select", "where"),
          Map.entry("SelectV2", "where"),
          Map.entry("ConcatV2", "concat"),
          Map.entry("Pack", "stack"),
          Map.entry("StridedSlice", "__operators__.getitem"));

  /** Attributes of nodes, with the functions' names of them. */
  private static final Map<String, String> ATTRIBUTES =
      Map.of(
          "keep_dims", "keepdims",
          "alpha", "alpha",
          "transpose_a", "transpose_a",
          "transpose_b", "transpose_b",
          "adj_x", "transpose_a",
          "adj_y", "transpose_b",
          "squeeze_dims", "axis",
          "axis", "axis",
          "DstT", "dtype");

  private TensorFlowNodes() {}

  /** Makes a layer of this kind a {@code TFOpLambda}, in place; leaves others as they are. */
  static void translate(ConfigObject layer) {
    if (!layer.className().equals("TensorFlowOpLayer")) {
      return;
    }
    Map<String, Object> node = ReadContext.configMap("node_def", layer.get("node_def"));
    String op = String.valueOf(node.get("op"));
    if (!FUNCTIONS.containsKey(op)) {
      throw new ConfigException(
          "Layer '"
              + layer.get("name")
              + "' is the TensorFlow op "
              + op
              + ", which is not supported. Supported: "
              + FUNCTIONS.keySet().stream().sorted().toList()
              + ". Replace it by a Keras layer in Python, and save the model again");
    }
    Map<String, Object> attributes = attributes(node);
    Map<Integer, Object> constants = new TreeMap<>();
    if (layer.get("constants") instanceof Map<?, ?> map) {
      map.forEach((place, value) -> constants.put(Integer.valueOf(String.valueOf(place)), value));
    }
    List<Object> calls = new ArrayList<>();
    for (Object call : (List<?>) layer.envelope().get("inbound_nodes")) {
      Object given = ((List<?>) ((Map<?, ?>) call).get("args")).get(0);
      List<Object> operands =
          new ArrayList<>(given instanceof List<?> list ? list : List.of(given));
      constants.forEach((place, value) -> operands.add(Math.min(place, operands.size()), value));
      calls.add(call(op, operands, attributes));
    }
    layer.envelope().put("inbound_nodes", calls);
    layer.put("function", FUNCTIONS.get(op));
    layer.className("TFOpLambda");
  }

  private static Map<String, Object> call(
      String op, List<Object> operands, Map<String, Object> attributes) {
    Map<String, Object> keywords = new LinkedHashMap<>();
    ATTRIBUTES.forEach(
        (own, name) -> {
          if (attributes.get(own) != null) {
            keywords.put(name, attributes.get(own));
          }
        });
    if (op.equals("ConcatV2")) {
      keywords.put("axis", operands.remove(operands.size() - 1));
    }
    if (op.equals("ConcatV2") || op.equals("Pack")) {
      return Calls.call(new ArrayList<>(List.of(operands)), keywords);
    }
    if (op.equals("StridedSlice")) {
      List<Object> indexed = new ArrayList<>();
      indexed.add(operands.get(0));
      indexed.add(StridedSlices.items(operands, attributes));
      return Calls.call(indexed, new LinkedHashMap<>());
    }
    return Calls.call(operands, keywords);
  }

  /** {@code {"keep_dims": {"b": true}}} without the names of the values' types. */
  private static Map<String, Object> attributes(Map<String, Object> node) {
    Map<String, Object> values = new LinkedHashMap<>();
    ReadContext.configMap("attr", node.get("attr"))
        .forEach(
            (name, typed) -> {
              if (typed instanceof Map<?, ?> map && map.size() == 1) {
                values.put(name, value(map.keySet().iterator().next(), map));
              }
            });
    return values;
  }

  private static Object value(Object type, Map<?, ?> typed) {
    Object value = typed.get(type);
    if (type.equals("i") && value instanceof String digits) {
      return Long.valueOf(digits); // protobuf writes 64 bits as text
    }
    if (type.equals("list") && value instanceof Map<?, ?> list) {
      return list.get("i") instanceof List<?> numbers && !numbers.isEmpty()
          ? numbers.stream().map(number -> (Object) Long.valueOf(String.valueOf(number))).toList()
          : null;
    }
    if (type.equals("type") && value instanceof String name) {
      return dtype(name);
    }
    return value;
  }

  /** {@code DT_FLOAT} is float32. */
  private static String dtype(String name) {
    return switch (name) {
      case "DT_FLOAT" -> "float32";
      case "DT_DOUBLE" -> "float64";
      case "DT_HALF" -> "float16";
      default -> name.substring(Math.min(3, name.length())).toLowerCase(java.util.Locale.ROOT);
    };
  }
}
