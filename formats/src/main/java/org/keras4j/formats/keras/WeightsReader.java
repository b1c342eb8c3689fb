package org.keras4j.formats.keras;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.SummarizedLayer;
import org.keras4j.layers.VocabularyLayer;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.tensor.DType;

/**
 * Weights in the layout of {@code .weights.h5}: groups by attribute and class ({@code
 * layers/dense_1/vars/0}), as Keras walks a model's objects.
 *
 * <p>All weights are matched before any is assigned; every mismatch is reported at once.
 */
final class WeightsReader {
  private static final System.Logger LOG = System.getLogger(WeightsReader.class.getName());

  private static final String LAYERS = "layers";

  /** What Keras 2.12 to 2.14 call the attribute {@code layers}. */
  private static final String OLD_LAYERS = "_layer_checkpoint_dependencies";

  /** What lies beside the layers of a model and has no weights of theirs. */
  private static final Set<String> STATE_OF_TRAINING = Set.of("optimizer", "metrics");

  private static final String ZERO_POINTS =
      ". Keras up to 3.15 leaves the zero points of GPTQ and AWQ out of this format, and cannot load"
          + " it either. Save the model as legacy `.h5`, which has them";

  private static final String UNSAID =
      ". The file has whole numbers of 8 bits for them: the layer was quantized, and its config does"
          + " not say so, as `model.quantize` in Keras 3.15 leaves it for the layers that attention"
          + " consists of. Give attention a `DTypePolicyMap` as its `dtype` in `get_config`, as the"
          + " documentation of that class shows, and save the model again";

  private final Model model;
  private final WeightGroups groups;
  private final Map<Layer, String> paths = new LinkedHashMap<>();
  private final Set<String> matched = new HashSet<>();
  private final WeightMatches matches;
  private Layer firstProblem;

  private WeightsReader(Model model, WeightGroups groups, String file) {
    this.model = model;
    this.groups = groups;
    this.matches = new WeightMatches(file);
  }

  /**
   * Assigns the weights of {@code model}.
   *
   * @param options whether layers that do not fit keep their weights, and whether the file may have
   *     others
   * @return the paths of its layers in the file
   * @throws FormatException listing all layers that do not fit; nothing is assigned then
   */
  static Map<Layer, String> read(
      Model model, WeightGroups groups, String file, LoadOptions options) {
    WeightsReader reader = new WeightsReader(model, groups, file);
    reader.visit(model, "");
    List<String> unused = reader.unused();
    if (!options.skipMismatch()) {
      if (options.refuseUnusedWeights() || !reader.matches.problems().isEmpty()) {
        unused.forEach(reader.matches::problem); // they tell what the file is of
      }
      reader.matches.requireNoProblems(reader.headline());
    }
    reader.matches.assign();
    if (!unused.isEmpty()) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Weights in {0} that no layer of the model asks for were left out: {1}",
          FormatException.quote(file),
          String.join("; ", unused));
    }
    return reader.paths;
  }

  /** Names of layers stand in legacy files only. */
  static void refuseByName(LoadOptions options, String file) {
    if (options.byName()) {
      throw new FormatException(
          FormatException.Kind.MISMATCH,
          file,
          -1,
          "`byName` only supports loading legacy '.h5' or '.hdf5' files");
    }
  }

  private String headline() {
    if (!model.isBuilt()) {
      return "You are loading weights into a model that has not yet been built. Try building the"
          + " model first with an Input, by calling it on some data, or by using `build()`.\n";
    }
    return firstProblem == null
        ? "Objects in the file that the model does not have (LoadOptions.refuseUnusedWeights(false)"
            + " leaves them out):\n"
        : "A total of "
            + matches.problems().size()
            + " objects could not be loaded. The first is "
            + firstProblem
            + ". Is this the weights file of another model? All problems:\n";
  }

  private void visit(Layer layer, String path) {
    if (paths.putIfAbsent(layer, path) != null) {
      return;
    }
    matchVariables(layer, path);
    Map<String, Object> attributes = new LinkedHashMap<>();
    String layers = WeightGroups.join(path, LAYERS);
    if (layer instanceof Model model
        && !layer.attributes().containsKey(LAYERS)
        && (groups.contains(layers) || groups.contains(WeightGroups.join(path, OLD_LAYERS)))) {
      // Keras 2.15 walks the list of a model's layers before its attributes.
      attributes.put(LAYERS, model.layers());
    }
    attributes.putAll(layer.attributes());
    attributes.forEach(
        (attribute, value) -> {
          if (value instanceof List<?> list) {
            visitAll(list, containerPath(path, attribute));
          } else {
            visit((Layer) value, attributePath(path, attribute));
          }
        });
  }

  private void visitAll(List<?> elements, String path) {
    List<String> names = ContainerNames.of(elements, paths.keySet(), groups.names(path));
    for (int i = 0; i < names.size(); i++) {
      String name = WeightGroups.join(path, names.get(i));
      if (elements.get(i) instanceof Layer layer) {
        visit(layer, name);
      } else if (groups.contains(name)) {
        visitAll((List<?>) elements.get(i), name);
      } else {
        LOG.log(
            System.Logger.Level.WARNING,
            "Skipping nested container at ''{0}'': no matching group found in the saved file. This"
                + " usually means the file was saved with a Keras version before 3.15, that did not"
                + " serialize sublayers nested inside containers. Affected layers will retain their"
                + " freshly-initialized weights.",
            name);
      }
    }
  }

  private String containerPath(String path, String attribute) {
    String old = WeightGroups.join(path, OLD_LAYERS);
    return attribute.equals(LAYERS) && groups.contains(old) ? old : attributePath(path, attribute);
  }

  /** Keras 2 and 3.0 wrote some children under private names. */
  private String attributePath(String path, String attribute) {
    String plain = WeightGroups.join(path, attribute);
    String asPrivate = WeightGroups.join(path, "_" + attribute);
    return !groups.contains(plain) && groups.contains(asPrivate) ? asPrivate : plain;
  }

  private void matchVariables(Layer layer, String path) {
    Map<String, Variable> variables = variables(layer);
    Map<String, Hdf5Dataset> stored = groups.variables(path);
    matched.add(path);
    int before = matches.problems().size();
    if (stored.size() == 1
        && variables.isEmpty()
        && layer instanceof SummarizedLayer summarized
        && summarized.hasSummary()
        && stored.containsKey("0")) {
      matches.add(summarized, stored.get("0"));
    } else if (stored.size() != variables.size()) {
      String count = count(layer, List.copyOf(variables.values()), stored.size());
      matches.problem(count + (isUnsaidlyQuantized(layer, stored) ? UNSAID : ""));
    } else {
      variables.forEach((key, variable) -> match(variable, stored.get(key), path));
    }
    if (matches.problems().size() > before && firstProblem == null) {
      firstProblem = layer;
    }
  }

  /** The variables by their keys in the file: numbers, and names where the layer has some. */
  private static Map<String, Variable> variables(Layer layer) {
    Map<String, Variable> variables = new LinkedHashMap<>();
    for (Variable variable : layer.savedVariables()) {
      variables.put(Integer.toString(variables.size()), variable);
    }
    if (layer instanceof VocabularyLayer words) {
      variables.putAll(words.namedVariables());
    }
    return variables;
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
        + variables.stream().map(v -> "'" + v.name() + "'").toList()
        + (lacksZeroPoints(layer, variables.size() - stored) ? ZERO_POINTS : "");
  }

  private static boolean lacksZeroPoints(Layer layer, int missing) {
    return missing == 1 && layer.dtypePolicy().name().matches("(gptq|awq)/.*");
  }

  /** Whether the file has whole numbers and factors for a layer of floats. */
  private static boolean isUnsaidlyQuantized(Layer layer, Map<String, Hdf5Dataset> stored) {
    Hdf5Dataset first = stored.get("0");
    return stored.size() > layer.savedVariables().size()
        && layer.variableDType().isFloating()
        && first != null
        && first.type().toString().equals(DType.INT8.kerasName());
  }

  private void match(Variable variable, Hdf5Dataset dataset, String path) {
    if (dataset == null) {
      matches.problem("Variable '" + variable.path() + "' is missing under '" + path + "/vars'");
    } else if (!variable.shape().equals(WeightMatches.shape(dataset))) {
      matches.problem(
          "The shape of the target variable and the shape of the target value in"
              + " `variable.assign(value)` must match. variable.shape="
              + variable.shape()
              + ", Received: value.shape="
              + WeightMatches.shape(dataset)
              + ". Target variable: "
              + variable);
    } else {
      matches.add(variable, dataset::toNDArray);
    }
  }

  /** The objects with variables that no layer of the model has asked for. */
  private List<String> unused() {
    List<String> unused = new ArrayList<>();
    Deque<String> open = new ArrayDeque<>();
    open.push("");
    while (!open.isEmpty()) {
      String path = open.pop();
      int stored = matched.contains(path) ? 0 : groups.variables(path).size();
      if (stored > 0) {
        unused.add("The file has " + stored + " variables at " + FormatException.quote(path));
      }
      for (String name : groups.names(path)) {
        boolean training = path.isEmpty() && STATE_OF_TRAINING.contains(name);
        if (!training && !WeightGroups.isVariables(name)) {
          open.push(WeightGroups.join(path, name));
        }
      }
    }
    return unused;
  }
}
