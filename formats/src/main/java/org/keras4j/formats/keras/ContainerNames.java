package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.layers.Layer;

/**
 * The names of a container's elements in a weights file: the class in snake case, numbered for each
 * class; containers inside are {@code container}, {@code container_1}, ...
 */
final class ContainerNames {
  /** How many numbers an element takes. */
  @FunctionalInterface
  private interface Step {
    int of(Object element);
  }

  private ContainerNames() {}

  /**
   * One name for each element, as the file has them.
   *
   * @param elements layers and lists of elements
   * @param visited what has been found under another name already
   * @param stored the names in the file; empty when it has no such container
   */
  static List<String> of(List<?> elements, Set<Layer> visited, Set<String> stored) {
    List<String> names = numbered(elements, element -> 1);
    // Keras 2.12 and 2.13 listed every layer with weights twice, which took two numbers; Keras 2.14
    // and 2.15 did not count layers that were saved under another name already.
    for (Step step : List.<Step>of(ContainerNames::twice, e -> visited.contains(e) ? 0 : 1)) {
      if (stored.isEmpty() || hasAll(stored, elements, names, visited)) {
        return names;
      }
      List<String> others = numbered(elements, step);
      names = hasAll(stored, elements, others, visited) ? others : names;
    }
    return names;
  }

  private static int twice(Object element) {
    return element instanceof Layer layer && !layer.weights().isEmpty() ? 2 : 1;
  }

  private static List<String> numbered(List<?> elements, Step step) {
    Map<String, Integer> counts = new HashMap<>();
    List<String> names = new ArrayList<>();
    for (Object element : elements) {
      String base = element instanceof Layer layer ? layer.type().snakeName() : "container";
      int taken = step.of(element);
      int count = counts.merge(base, taken, Integer::sum) - taken;
      names.add(count == 0 ? base : base + "_" + count);
    }
    return names;
  }

  private static boolean hasAll(
      Set<String> stored, List<?> elements, List<String> names, Set<Layer> visited) {
    for (int i = 0; i < names.size(); i++) {
      if (elements.get(i) instanceof Layer layer
          && !visited.contains(layer)
          && !layer.weights().isEmpty()
          && !stored.contains(names.get(i))) {
        return false;
      }
    }
    return true;
  }
}
