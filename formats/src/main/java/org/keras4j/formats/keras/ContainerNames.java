package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.layers.Layer;

/**
 * The names of a list's layers in a weights file: the class in snake case, numbered for each class.
 */
final class ContainerNames {
  private ContainerNames() {}

  /** One name for each layer, as the group {@code container} has them. */
  static List<String> of(List<Layer> layers, Hdf5Group container) {
    List<String> names = numbered(layers, false);
    if (container == null || hasAll(container, layers, names)) {
      return names;
    }
    List<String> doubled = numbered(layers, true);
    return hasAll(container, layers, doubled) ? doubled : names;
  }

  /** Keras 2.12 and 2.13 listed every layer with weights twice, which took two numbers. */
  private static List<String> numbered(List<Layer> layers, boolean twice) {
    Map<String, Integer> counts = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Layer layer : layers) {
      String base = layer.type().snakeName();
      int step = twice && !layer.weights().isEmpty() ? 2 : 1;
      int count = counts.merge(base, step, Integer::sum) - step;
      names.add(count == 0 ? base : base + "_" + count);
    }
    return names;
  }

  private static boolean hasAll(Hdf5Group container, List<Layer> layers, List<String> names) {
    for (int i = 0; i < names.size(); i++) {
      if (!layers.get(i).weights().isEmpty() && !container.names().contains(names.get(i))) {
        return false;
      }
    }
    return true;
  }
}
