package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Codecs;
import org.keras4j.config.ReadContext;
import org.keras4j.models.Model;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Creates the weights of a model that is code, for the inputs that {@code build_config} describes.
 * Other models know their inputs themselves.
 */
final class BuildConfig {
  private static final String SUFFIX = "_shape";

  private BuildConfig() {}

  static void build(Model model, Object buildConfig) {
    if (model.isBuilt() || !(buildConfig instanceof Map<?, ?> config)) {
      return;
    }
    if (config.get("input_shape") != null) {
      model.build(specs(config.get("input_shape")));
    } else if (config.get("shapes_dict") instanceof Map<?, ?> shapes && shapes.size() == 1) {
      model.build(specs(shapes.values().iterator().next()));
    }
  }

  /** A shape, or a list or dictionary of shapes. The batch size that Keras saw does not count. */
  private static Object specs(Object shapes) {
    if (shapes instanceof Map<?, ?> map && !map.containsKey("items")) {
      Map<String, Object> specs = new LinkedHashMap<>();
      map.forEach((name, shape) -> specs.put(plain(String.valueOf(name)), specs(shape)));
      return specs;
    }
    if (shapes instanceof List<?> list && list.stream().anyMatch(BuildConfig::isStructure)) {
      List<Object> specs = new ArrayList<>();
      list.forEach(shape -> specs.add(specs(shape)));
      return specs;
    }
    Shape shape = Codecs.SHAPE.read(shapes, ReadContext.standard());
    Shape anyBatch = shape.rank() == 0 ? shape : shape.withDim(0, Shape.UNKNOWN);
    return new TensorSpec(DType.FLOAT32, anyBatch);
  }

  private static boolean isStructure(Object item) {
    return item instanceof List<?> || item instanceof Map<?, ?>;
  }

  private static String plain(String name) {
    return name.endsWith(SUFFIX) ? name.substring(0, name.length() - SUFFIX.length()) : name;
  }
}
