package org.keras4j.formats.keras.dialect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.config.ObjectType;
import org.keras4j.config.TypeRegistry;
import org.keras4j.layers.Layer;
import org.keras4j.operations.OperationLayer;

/** What Keras 3 wrote otherwise in earlier releases or in legacy {@code .h5} files. */
final class Keras3 {
  private Keras3() {}

  static RuleTable rules(TypeRegistry registry) {
    return RuleTable.builder()
        .on(
            "Functional",
            object -> nameOperations(object, registry),
            RuleTable.convert("input_layers", Keras3::single),
            RuleTable.convert("output_layers", Keras3::single))
        .build();
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
    Map<String, Object> config = object.config();
    // Layers write these, each all or two of them; operations none.
    if (config.containsKey("trainable") || config.containsKey("dtype") || config.containsKey("layers")) {
      return Optional.empty();
    }
    boolean onlyName = config.size() == 1 && config.containsKey("name");
    if (!onlyName && registry.find(Layer.class, object.className()).isPresent()) {
      return Optional.empty();
    }
    return registry.find(OperationLayer.class, object.className());
  }
}
