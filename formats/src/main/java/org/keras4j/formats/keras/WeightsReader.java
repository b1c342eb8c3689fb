package org.keras4j.formats.keras;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;

/**
 * Weights in the layout of {@code .weights.h5}: groups by attribute and class ({@code
 * layers/dense_1/vars/0}), as Keras walks a model's objects.
 *
 * <p>All weights are matched before any is assigned; every mismatch is reported at once.
 */
final class WeightsReader {
  /** What Keras 2.12 to 2.14 call the attribute {@code layers}. */
  private static final String OLD_LAYERS = "_layer_checkpoint_dependencies";

  private final Hdf5Group root;
  private final Set<Layer> visited = Collections.newSetFromMap(new IdentityHashMap<>());
  private final WeightMatches matches;
  private Layer firstProblem;

  private WeightsReader(Hdf5Group root, String file) {
    this.root = root;
    this.matches = new WeightMatches(file);
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
      reader.matches.requireNoProblems(reader.headline());
    }
    reader.matches.assign();
  }

  private String headline() {
    return firstProblem == null
        ? ""
        : "A total of "
            + matches.problems().size()
            + " objects could not be loaded. The first is "
            + firstProblem
            + ". Is this the weights file of another model? All problems:\n";
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
                visitAll(
                    list.stream().map(Layer.class::cast).toList(), containerPath(path, attribute));
              } else {
                visit((Layer) value, attributePath(path, attribute));
              }
            });
  }

  private void visitAll(List<Layer> layers, String path) {
    List<String> names = ContainerNames.of(layers, root.group(path).orElse(null));
    for (int i = 0; i < names.size(); i++) {
      visit(layers.get(i), join(path, names.get(i)));
    }
  }

  private String containerPath(String path, String attribute) {
    String old = join(path, OLD_LAYERS);
    return attribute.equals("layers") && root.group(old).isPresent()
        ? old
        : attributePath(path, attribute);
  }

  /** Keras 2 and 3.0 wrote some children under private names. */
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
      problem(layer, count(layer, variables, stored));
      return;
    }
    int before = matches.problems().size();
    for (int i = 0; i < variables.size(); i++) {
      match(variables.get(i), group.orElseThrow().dataset(Integer.toString(i)), path);
    }
    if (matches.problems().size() > before && firstProblem == null) {
      firstProblem = layer;
    }
  }

  private static String count(Layer layer, List<Variable> variables, int stored) {
    if (!layer.isBuilt() && variables.isEmpty()) {
      return "Layer '"
          + layer.name()
          + "' was never built and thus it doesn't have any variables. However the weights file"
          + " lists "
          + stored
          + " variables for this layer. Build the model first, with an Input or build(), or by"
          + " calling it";
    }
    return "Layer '"
        + layer.name()
        + "' expected "
        + variables.size()
        + " variables, but received "
        + stored
        + " variables during loading. Expected: "
        + variables.stream().map(v -> "'" + v.name() + "'").toList();
  }

  private void match(Variable variable, Optional<Hdf5Dataset> dataset, String path) {
    if (dataset.isEmpty()) {
      matches.problem("Variable '" + variable.path() + "' is missing under '" + path + "/vars'");
    } else if (!variable.shape().equals(WeightMatches.shape(dataset.get()))) {
      matches.problem(
          "The shape of the target variable and the shape of the target value in"
              + " `variable.assign(value)` must match. variable.shape="
              + variable.shape()
              + ", Received: value.shape="
              + WeightMatches.shape(dataset.get())
              + ". Target variable: "
              + variable);
    } else {
      matches.add(variable, dataset.get()::toNDArray);
    }
  }

  private void problem(Layer layer, String text) {
    matches.problem(text);
    if (firstProblem == null) {
      firstProblem = layer;
    }
  }

  private static String join(String path, String name) {
    return path.isEmpty() ? name : path + "/" + name;
  }
}
