package org.keras4j.models;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.layers.Layer;

/** Names for the layers of a model: unique, as in Keras {@code dense}, {@code dense_1}, ... */
final class LayerNames {
  private LayerNames() {}

  /**
   * Names the unnamed layers.
   *
   * @throws ModelException when two layers were given the same name
   */
  static void assign(List<Layer> layers) {
    Set<String> used = new HashSet<>();
    for (Layer layer : layers) {
      if (layer.isNamed() && !used.add(layer.name())) {
        throw new ModelException(
            "The name \""
                + layer.name()
                + "\" is used at least 2 times in the model. All layer names should be unique.");
      }
    }
    Map<String, Integer> counts = new HashMap<>();
    for (Layer layer : layers) {
      if (!layer.isNamed()) {
        layer.assignName(unused(layer.type().snakeName(), used, counts));
        used.add(layer.name());
      }
    }
  }

  private static String unused(String base, Set<String> used, Map<String, Integer> counts) {
    String candidate;
    do {
      int count = counts.merge(base, 1, Integer::sum) - 1;
      candidate = count == 0 ? base : base + "_" + count;
    } while (used.contains(candidate));
    return candidate;
  }
}
