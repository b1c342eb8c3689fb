package org.keras4j.formats.keras.writer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.layers.Layer;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.optimizers.LossScaleOptimizer;
import org.keras4j.optimizers.Optimizer;

/**
 * Finds all objects of a model that have variables, as Keras walks its attributes: each object
 * once, under the first path that leads to it.
 */
final class SavedObjects {
  private static final String CONTAINER = "container";

  private final Set<Layer> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<SavedObject> found = new ArrayList<>();

  private SavedObjects() {}

  /** The objects in the order in which Keras writes them. */
  static List<SavedObject> of(Model model, SaveOptions options) {
    SavedObjects objects = new SavedObjects();
    objects.visit(model, "");
    if (options.includeOptimizer() && model.optimizer() != null) {
      objects.add(model.optimizer(), "optimizer");
    }
    return objects.found;
  }

  private void add(Optimizer optimizer, String path) {
    found.add(SavedObject.of(path, optimizer.name(), optimizer.variables()));
    if (optimizer instanceof LossScaleOptimizer scaling) {
      add(scaling.inner(), path + "/inner_optimizer");
    }
  }

  private void visit(Layer layer, String path) {
    if (!visited.add(layer)) {
      return;
    }
    found.add(SavedObject.of(layer, path));
    layer
        .attributes()
        .forEach(
            (attribute, value) -> {
              String child = path.isEmpty() ? attribute : path + "/" + attribute;
              if (value instanceof List<?> list) {
                visitContainer(list, child);
              } else {
                visit((Layer) value, child);
              }
            });
  }

  /** Elements are numbered for each class, those that were visited before included. */
  private void visitContainer(List<?> list, String path) {
    Map<String, Integer> counts = new HashMap<>();
    for (Object item : list) {
      String base = item instanceof Layer layer ? layer.type().snakeName() : CONTAINER;
      int number = counts.merge(base, 1, Integer::sum) - 1;
      String child = path + "/" + base + (number == 0 ? "" : "_" + number);
      if (item instanceof Layer layer) {
        visit(layer, child);
      } else {
        visitContainer((List<?>) item, child);
      }
    }
  }
}
