package org.keras4j.formats.keras.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeRegistry;
import org.keras4j.layers.Layer;
import org.keras4j.layers.core.LambdaFunction;
import org.keras4j.operations.OperationLayer;

/** What Keras 3 wrote otherwise in earlier releases or in legacy {@code .h5} files. */
final class Keras3 {
  private Keras3() {}

  static RuleTable rules(TypeRegistry registry) {
    return RuleTable.builder()
        .on(
            "Functional",
            OldNodes::translate,
            object -> nameOperations(object, registry),
            RuleTable.convert("input_layers", Keras3::single),
            RuleTable.convert("output_layers", Keras3::single))
        .on("RandomRotation", RuleTable.drop("value_range")) // written until 3.6, never used
        // Legacy files that Keras 2 can open too have some of its notation.
        .on("InputLayer", RuleTable.rename("batch_input_shape", "batch_shape"))
        .on("LeakyReLU", RuleTable.rename("alpha", "negative_slope"))
        .on("Lambda", object -> lambda(object, registry))
        .build();
  }

  /** Until Keras 3.10 softmax over nothing but masked values was uniform, afterwards zero. */
  static RuleTable before310() {
    return RuleTable.builder()
        .on(
            List.of(
                "Softmax", "MultiHeadAttention", "GroupQueryAttention", "GroupedQueryAttention"),
            RuleTable.defaultValue("keras4j_uniform_where_masked", true))
        .build();
  }

  /** Until Keras 3.10 bins were counted in int64, which was the layer's dtype then. */
  static RuleTable before311() {
    return RuleTable.builder()
        .on(
            "Discretization",
            object -> {
              if ("int64".equals(object.get("dtype"))) {
                object.put("keras4j_int64", true);
              }
            })
        .build();
  }

  /**
   * Until Keras 3.7 a number made contrast weaker as well as stronger, and crops were made at
   * inference too.
   */
  static RuleTable before37() {
    return RuleTable.builder()
        .on(
            "RandomContrast",
            RuleTable.convert(
                "factor", factor -> factor instanceof Number ? List.of(factor, factor) : factor))
        .on("RandomCrop", RuleTable.defaultValue("keras4j_resize_at_inference", true))
        .build();
  }

  /**
   * A Lambda layer holds Python code, or the name of a function. A caller's function takes its
   * place: one of the layer's name, else one of the function's.
   */
  private static void lambda(ConfigObject lambda, TypeRegistry registry) {
    String layer = String.valueOf(lambda.get("name"));
    for (String name : List.of(layer, functionName(lambda.get("function")))) {
      if (registry.find(LambdaFunction.class, name).isPresent()) {
        lambda.put("function", name);
        return;
      }
    }
    throw new ConfigException(
        "Requested the deserialization of a `Lambda` layer ('"
            + layer
            + "'), whose `function` is Python code. It is never run. Say in Java what it computes:"
            + " LoadOptions.lambda(\""
            + layer
            + "\", x -> ...); or replace the layer in Python by operations of keras.ops");
  }

  private static String functionName(Object function) {
    if (function instanceof Map<?, ?> map && map.get("config") instanceof String name) {
      return name;
    }
    return function instanceof String name ? name : "";
  }

  /** A list of one tensor stands for the tensor: {@code [["x", 0, 0]]} for {@code ["x", 0, 0]}. */
  private static Object single(Object tensors) {
    return tensors instanceof List<?> list
            && list.size() == 1
            && list.get(0) instanceof List<?> only
            && !only.isEmpty()
            && only.get(0) instanceof String
        ? only
        : tensors;
  }

  /** Legacy files do not write modules, by which operations are told from layers. */
  private static void nameOperations(ConfigObject functional, TypeRegistry registry) {
    if (functional.get("layers") instanceof List<?> layers) {
      for (Object layer : layers) {
        ConfigObject object = ConfigObject.orNull(layer);
        if (object != null && !object.envelope().containsKey("module")) {
          operation(object, registry)
              .ifPresent(type -> object.envelope().put("module", type.module()));
        }
      }
    }
  }

  /** The operation that an object without a module is, if it is one. */
  private static Optional<ObjectType<?>> operation(ConfigObject object, TypeRegistry registry) {
    // Layers write both keys but for a few that leave out the first; operations only ever the
    // second.
    if (object.config().containsKey("trainable")
        || object.config().containsKey("layers")
        || object.config().containsKey("dtype")
            && registry.find(Layer.class, object.className()).isPresent()) {
      return Optional.empty();
    }
    return registry.find(OperationLayer.class, object.className());
  }
}
