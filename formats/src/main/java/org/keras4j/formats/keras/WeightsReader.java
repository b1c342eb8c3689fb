package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keras4j.config.Text;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.tensor.NDArray;

/**
 * Weights in the layout of {@code .weights.h5}: groups by attribute and class ({@code
 * layers/dense_1/vars/0}), as Keras walks a model's objects.
 *
 * <p>All weights are matched before any is assigned; every mismatch is reported at once.
 */
final class WeightsReader {
  private final Hdf5Group root;
  private final String file;
  private final Set<Layer> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final List<Match> matches = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();

  private record Match(Variable variable, Hdf5Dataset dataset) {}

  private WeightsReader(Hdf5Group root, String file) {
    this.root = root;
    this.file = file;
  }

  /**
   * Assigns the weights of {@code model}.
   *
   * @param skipMismatch whether layers that do not fit keep their weights
   * @throws FormatException listing all layers that do not fit; nothing is assigned then
   */
  static void read(Layer model, Hdf5Group root, String file, boolean skipMismatch) {
    WeightsReader reader = new WeightsReader(root, file);
    reader.visit(model, "");
    if (!skipMismatch) {
      reader.requireNoProblems();
    }
    reader.assign();
  }

  private void visit(Layer layer, String path) {
    if (!visited.add(layer)) {
      return;
    }
    matchVariables(layer, path);
    layer
        .attributes()
        .forEach(
            (attribute, value) -> {
              if (value instanceof List<?> list) {
                visitAll(list, attributePath(path, attribute));
              } else {
                visit((Layer) value, attributePath(path, attribute));
              }
            });
  }

  private void visitAll(List<?> layers, String path) {
    Map<String, Integer> counts = new HashMap<>();
    for (Object item : layers) {
      Layer layer = (Layer) item;
      String base = Text.snakeCase(layer.type().className());
      int count = counts.merge(base, 1, Integer::sum) - 1;
      visit(layer, join(path, count == 0 ? base : base + "_" + count));
    }
  }

  /** Keras 3.0.0 wrote some children under private names. */
  private String attributePath(String path, String attribute) {
    String plain = join(path, attribute);
    String asPrivate = join(path, "_" + attribute);
    return root.group(plain).isEmpty() && root.group(asPrivate).isPresent() ? asPrivate : plain;
  }

  private void matchVariables(Layer layer, String path) {
    List<Variable> variables = layer.ownVariables();
    Optional<Hdf5Group> group = root.group(join(path, "vars"));
    int stored = group.map(g -> g.names().size()).orElse(0);
    if (stored != variables.size()) {
      problems.add(
          "Layer '"
              + layer.name()
              + "' expected "
              + variables.size()
              + " variables, but received "
              + stored
              + " variables during loading. Expected: "
              + variables.stream().map(v -> "'" + v.name() + "'").toList());
      return;
    }
    for (int i = 0; i < variables.size(); i++) {
      match(variables.get(i), group.orElseThrow().dataset(Integer.toString(i)), path);
    }
  }

  private void match(Variable variable, Optional<Hdf5Dataset> dataset, String path) {
    if (dataset.isEmpty()) {
      problems.add("Variable '" + variable.path() + "' is missing under '" + path + "/vars'");
    } else if (!variable.shape().equals(shape(dataset.get()))) {
      problems.add(
          "The shape of the target variable and the shape of the target value in"
              + " `variable.assign(value)` must match. variable.shape="
              + variable.shape()
              + ", Received: value.shape="
              + shape(dataset.get())
              + ". Target variable: "
              + variable);
    } else {
      matches.add(new Match(variable, dataset.get()));
    }
  }

  private static org.keras4j.tensor.Shape shape(Hdf5Dataset dataset) {
    int[] dims = new int[dataset.shape().length];
    for (int i = 0; i < dims.length; i++) {
      dims[i] = Math.toIntExact(dataset.shape()[i]);
    }
    return org.keras4j.tensor.Shape.of(dims);
  }

  private void requireNoProblems() {
    if (!problems.isEmpty()) {
      throw new FormatException(
          FormatException.Kind.MISMATCH,
          file,
          -1,
          "A total of "
              + problems.size()
              + " objects could not be loaded:\n"
              + String.join("\n", problems));
    }
  }

  private void assign() {
    List<NDArray> values = new ArrayList<>();
    for (Match match : matches) {
      values.add(match.dataset.toNDArray().cast(match.variable.dtype()));
    }
    for (int i = 0; i < values.size(); i++) {
      matches.get(i).variable.assign(values.get(i));
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
