package org.keras4j.formats.keras.dialect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;

/**
 * The layers {@code TFOpLambda} and {@code SlicingOpLambda} of tf.keras, which are calls of
 * TensorFlow functions: one row a function, saying which Keras operation it is and what its
 * arguments are called there.
 */
final class TensorFlowFunctions {
  private static final String NUMPY = "keras.src.ops.numpy";
  private static final String NN = "keras.src.ops.nn";
  private static final String CORE = "keras.src.ops.core";

  /** Arguments without meaning for the result. */
  private static final Set<String> IGNORED =
      Set.of("name", "conjugate", "out_type", "validate_shape", "validate_indices", "data_format");

  /**
   * A function.
   *
   * @param parameters its own names of its parameters, in order, each with Keras' name: {@code
   *     input_tensor=x}
   */
  private record Row(String module, String operation, List<String> parameters) {}

  /** What operations are called with; their other arguments belong to their constructors. */
  private static final Set<String> CALLED_WITH =
      Set.of("x", "x1", "x2", "xs", "condition", "indices", "key", "variable", "constant_values");

  private static final Map<String, Row> ROWS = rows();

  /** Functions of more than one parameter that are element-wise. */
  private static final Set<String> ELEMENTWISE =
      Set.of("Cast", "Clip", "OnesLike", "ZerosLike", "LeakyRelu", "Gelu");

  private static final Set<String> COMPARISONS =
      Set.of(
          "Greater",
          "GreaterEqual",
          "Less",
          "LessEqual",
          "Equal",
          "NotEqual",
          "LogicalAnd",
          "LogicalOr",
          "LogicalNot",
          "Isnan",
          "Isinf",
          "Isfinite");

  private TensorFlowFunctions() {}

  private static Map<String, Row> rows() {
    Map<String, Row> rows = new LinkedHashMap<>();
    binary(rows, "Add", "math.add", "__operators__.add", "nn.bias_add");
    binary(rows, "Subtract", "math.subtract", "__operators__.subtract");
    binary(rows, "Multiply", "math.multiply", "__operators__.multiply");
    binary(rows, "TrueDivide", "math.truediv", "math.divide", "realdiv", "RealDiv");
    binary(rows, "FloorDivide", "math.floordiv");
    binary(rows, "Mod", "math.floormod", "math.mod");
    binary(rows, "Power", "math.pow");
    binary(rows, "Maximum", "math.maximum");
    binary(rows, "Minimum", "math.minimum");
    binary(rows, "Greater", "math.greater");
    binary(rows, "GreaterEqual", "math.greater_equal");
    binary(rows, "Less", "math.less");
    binary(rows, "LessEqual", "math.less_equal");
    binary(rows, "Equal", "math.equal", "__operators__.eq");
    binary(rows, "NotEqual", "math.not_equal", "__operators__.ne");
    binary(rows, "LogicalAnd", "math.logical_and", "__operators__.logical_and");
    binary(rows, "LogicalOr", "math.logical_or", "__operators__.logical_or");
    put(rows, NUMPY, "LogicalNot", "x=x", "math.logical_not");
    for (String name :
        List.of(
            "Sqrt",
            "Exp",
            "Log",
            "Log1p",
            "Expm1",
            "Square",
            "Negative",
            "Tanh",
            "Sin",
            "Cos",
            "Tan",
            "Sinh",
            "Cosh",
            "Floor",
            "Ceil",
            "Sign",
            "Round",
            "Reciprocal")) {
      put(rows, NUMPY, name, "x=x", "math." + name.toLowerCase(java.util.Locale.ROOT));
    }
    put(rows, NUMPY, "Absolute", "x=x", "math.abs");
    put(rows, NUMPY, "OnesLike", "input=x,dtype=dtype", "ones_like", "compat.v1.ones_like");
    put(rows, NUMPY, "ZerosLike", "input=x,dtype=dtype", "zeros_like", "compat.v1.zeros_like");
    put(rows, "keras.src.ops.math", "Rsqrt", "x=x", "math.rsqrt");
    put(rows, "keras.src.ops.math", "Erf", "x=x", "math.erf");
    reduction(rows, "Mean", "mean");
    reduction(rows, "Sum", "sum");
    reduction(rows, "Max", "max");
    reduction(rows, "Min", "min");
    reduction(rows, "Prod", "prod");
    reduction(rows, "Any", "any");
    reduction(rows, "All", "all");
    put(rows, NUMPY, "Std", "input_tensor=x,axis=axis,keepdims=keepdims", "math.reduce_std");
    put(rows, NUMPY, "Var", "input_tensor=x,axis=axis,keepdims=keepdims", "math.reduce_variance");
    put(rows, NUMPY, "Argmax", "input=x,axis=axis", "math.argmax", "argmax");
    put(rows, NUMPY, "Argmin", "input=x,axis=axis", "math.argmin", "argmin");
    put(rows, NUMPY, "Concatenate", "values=xs,axis=axis", "concat");
    put(rows, NUMPY, "Stack", "values=x,axis=axis", "stack");
    put(rows, NUMPY, "Split", "value=x,num_or_size_splits=indices_or_sections,axis=axis", "split");
    put(rows, NUMPY, "Reshape", "tensor=x,shape=newshape", "reshape");
    put(rows, NUMPY, "Transpose", "a=x,perm=axes", "transpose", "compat.v1.transpose");
    put(rows, NUMPY, "ExpandDims", "input=x,axis=axis", "expand_dims", "compat.v1.expand_dims");
    put(rows, NUMPY, "Squeeze", "input=x,axis=axis", "squeeze", "compat.v1.squeeze");
    put(rows, NUMPY, "Tile", "input=x,multiples=repeats", "tile");
    put(rows, NUMPY, "Repeat", "input=x,repeats=repeats,axis=axis", "repeat");
    put(rows, NUMPY, "Clip", "t=x,clip_value_min=x_min,clip_value_max=x_max", "clip_by_value");
    put(rows, NUMPY, "Where", "condition=condition,x=x1,y=x2", "where");
    put(rows, NUMPY, "Matmul", "a=x1,b=x2", "linalg.matmul", "matmul");
    put(
        rows,
        NUMPY,
        "Pad",
        "tensor=x,paddings=pad_width,mode=mode,constant_values=constant_values",
        "pad",
        "compat.v1.pad");
    put(rows, NUMPY, "GetItem", "tensor=x,slice_spec=key", "__operators__.getitem");
    put(rows, CORE, "Cast", "x=x,dtype=dtype", "cast");
    put(rows, CORE, "StopGradient", "input=variable", "stop_gradient");
    put(rows, "keras4j.operations", "Shape", "input=x", "shape", "compat.v1.shape");
    for (String name : List.of("Arctan", "Arcsin", "Arccos")) {
      put(
          rows,
          NUMPY,
          name,
          "x=x",
          "math." + name.toLowerCase(java.util.Locale.ROOT).replace("rc", ""));
    }
    put(rows, NUMPY, "Isnan", "x=x", "math.is_nan");
    put(rows, NUMPY, "Isinf", "x=x", "math.is_inf");
    put(rows, NUMPY, "Isfinite", "x=x", "math.is_finite");
    put(rows, NUMPY, "Copy", "input=x", "identity");
    // Sparse tensors are dense ones here.
    put(rows, NUMPY, "Copy", "sp_input=x", "sparse.to_dense");
    put(rows, NUMPY, "Cumsum", "x=x,axis=axis", "math.cumsum");
    put(rows, NUMPY, "Cumprod", "x=x,axis=axis", "math.cumprod");
    put(rows, NUMPY, "Flip", "tensor=x,axis=axis", "reverse");
    put(rows, NUMPY, "BroadcastTo", "input=x,shape=shape", "broadcast_to");
    put(rows, NUMPY, "Take", "params=x,indices=indices,axis=axis", "gather", "compat.v1.gather");
    put(
        rows,
        "keras.src.ops.math",
        "Logsumexp",
        "input_tensor=x,axis=axis,keepdims=keepdims",
        "math.reduce_logsumexp");
    put(rows, NN, "OneHot", "indices=x,depth=num_classes,axis=axis,dtype=dtype", "one_hot");
    put(rows, NN, "DepthToSpace", "input=x,block_size=block_size", "nn.depth_to_space");
    put(rows, NN, "SpaceToDepth", "input=x,block_size=block_size", "nn.space_to_depth");
    put(rows, NN, "Relu", "features=x", "nn.relu");
    put(rows, NN, "Relu6", "features=x", "nn.relu6");
    put(rows, NN, "Elu", "features=x", "nn.elu");
    put(rows, NN, "Selu", "features=x", "nn.selu");
    put(rows, NN, "Silu", "features=x", "nn.silu", "nn.swish");
    put(rows, NN, "Softplus", "features=x", "math.softplus", "nn.softplus");
    put(rows, NN, "Softsign", "features=x", "nn.softsign");
    put(rows, NN, "Sigmoid", "x=x", "math.sigmoid", "nn.sigmoid");
    put(rows, NN, "Softmax", "logits=x,axis=axis", "nn.softmax");
    put(rows, NN, "LogSoftmax", "logits=x,axis=axis", "nn.log_softmax");
    put(rows, NN, "LeakyRelu", "features=x,alpha=negative_slope", "nn.leaky_relu");
    put(rows, NN, "Gelu", "features=x,approximate=approximate", "nn.gelu");
    rows.put("nn.tanh", rows.get("math.tanh"));
    return rows;
  }

  private static void put(
      Map<String, Row> rows, String module, String operation, String names, String... functions) {
    for (String function : functions) {
      rows.put(function, new Row(module, operation, List.of(names.split(","))));
    }
  }

  private static void binary(Map<String, Row> rows, String operation, String... functions) {
    put(rows, NUMPY, operation, "x=x1,y=x2", functions);
  }

  private static void reduction(Map<String, Row> rows, String operation, String name) {
    put(
        rows,
        NUMPY,
        operation,
        "input_tensor=x,axis=axis,keepdims=keepdims",
        "math.reduce_" + name);
  }

  /** Whether a function computes every number of its result from one place of its arguments. */
  static boolean isElementwise(String function) {
    Row row = ROWS.get(function);
    return row != null
        && !row.operation.equals("Shape")
        && (row.parameters.size() == 1
            || row.parameters.equals(List.of("x=x1", "y=x2"))
            || ELEMENTWISE.contains(row.operation));
  }

  /** Whether a function gives truth values, element by element. */
  static boolean isComparison(String function) {
    return COMPARISONS.contains(ROWS.get(function).operation);
  }

  /** The layers that stand for {@code layer}: itself, unless it is such a function. */
  static List<Object> translate(ConfigObject layer) {
    TensorFlowNodes.translate(layer);
    if (!layer.className().equals("TFOpLambda") && !layer.className().equals("SlicingOpLambda")) {
      return List.of(layer.envelope());
    }
    String name = String.valueOf(layer.envelope().get("name"));
    Row row = ROWS.get(String.valueOf(layer.get("function")));
    if (row == null) {
      throw new ConfigException(
          "Layer '"
              + name
              + "' calls the TensorFlow function tf."
              + layer.get("function")
              + ", which is not supported. Supported: "
              + ROWS.keySet()
              + ". Replace the call by a Keras layer in Python, and save the model again");
    }
    List<Object> helpers = new ArrayList<>();
    List<Object> nodes = new ArrayList<>();
    Map<String, Object> constructor = new LinkedHashMap<>();
    for (Object call : (List<?>) layer.envelope().get("inbound_nodes")) {
      Map<String, Object> arguments = arguments((Map<?, ?>) call, row, name, helpers);
      List<Object> first = new ArrayList<>();
      first.add(arguments.remove(keras(row.parameters.get(0))));
      arguments.forEach(
          (key, value) -> {
            if (!CALLED_WITH.contains(key) && !Calls.holdsTensor(value)) {
              constructor.putIfAbsent(key, value);
            }
          });
      arguments.entrySet().removeAll(constructor.entrySet());
      nodes.add(Calls.call(first, arguments));
    }
    List<Object> layers = new ArrayList<>(helpers);
    layers.add(Calls.operation(row.module, row.operation, name, constructor, nodes));
    return layers;
  }

  private static Map<String, Object> arguments(
      Map<?, ?> call, Row row, String name, List<Object> helpers) {
    Map<String, Object> given = new LinkedHashMap<>();
    List<?> positional = (List<?>) call.get("args");
    if (positional.size() > row.parameters.size()) {
      throw new ConfigException(
          "Layer '" + name + "' gives more arguments than are known: " + Text.of(positional));
    }
    for (int i = 0; i < positional.size(); i++) {
      given.put(own(row.parameters.get(i)), positional.get(i));
    }
    ((Map<?, ?>) call.get("kwargs")).forEach((key, value) -> given.put((String) key, value));
    IGNORED.forEach(given::remove);
    transposeFactors(given, name, helpers);
    Map<String, Object> arguments = new LinkedHashMap<>();
    for (String parameter : row.parameters) {
      if (given.containsKey(own(parameter))) {
        Object value = given.remove(own(parameter));
        arguments.put(keras(parameter), convert(keras(parameter), value));
      }
    }
    given.values().removeIf(java.util.Objects::isNull);
    if (!given.isEmpty()) {
      throw new ConfigException(
          "Layer '"
              + name
              + "': the arguments "
              + given.keySet()
              + " of the TensorFlow function are not supported. Known: "
              + row.parameters.stream().map(TensorFlowFunctions::own).toList());
    }
    return arguments;
  }

  private static String own(String parameter) {
    return parameter.substring(0, parameter.indexOf('='));
  }

  private static String keras(String parameter) {
    return parameter.substring(parameter.indexOf('=') + 1);
  }

  private static Object convert(String parameter, Object value) {
    if (parameter.equals("key")) {
      return index(value);
    }
    return parameter.equals("mode") && value instanceof String mode
        ? mode.toLowerCase(java.util.Locale.ROOT)
        : value;
  }

  /**
   * {@code tf.matmul(a, b, transpose_a, transpose_b)} with operations of their own to transpose.
   */
  private static void transposeFactors(
      Map<String, Object> given, String name, List<Object> helpers) {
    for (String factor : List.of("a", "b")) {
      if (Boolean.TRUE.equals(given.remove("transpose_" + factor))) {
        String helper = name + "_transpose_" + factor + "_" + helpers.size();
        List<Object> call = new ArrayList<>();
        call.add(given.get(factor));
        Map<String, Object> axes = new LinkedHashMap<>();
        axes.put("axis1", -1L);
        axes.put("axis2", -2L);
        List<Object> nodes = new ArrayList<>(List.of(Calls.call(call, new LinkedHashMap<>())));
        helpers.add(Calls.operation(NUMPY, "Swapaxes", helper, axes, nodes));
        given.put(factor, Calls.tensor(helper, 0, 0));
      }
    }
  }

  /** {@code [{"start": 0, "stop": 2, "step": null}, null, 3]} with tagged slices. */
  private static Object index(Object spec) {
    if (spec instanceof List<?> list) {
      List<Object> items = new ArrayList<>();
      list.forEach(item -> items.add(index(item)));
      return items;
    }
    if (spec instanceof Map<?, ?> map) {
      if ("__ellipsis__".equals(map.get("class_name"))) {
        return Calls.ellipsis();
      }
      if (map.containsKey("start")) {
        return Calls.slice(map.get("start"), map.get("stop"), map.get("step"));
      }
    }
    return spec;
  }
}
