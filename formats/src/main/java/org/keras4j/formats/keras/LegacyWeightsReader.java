package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.models.Model;

/**
 * Weights in the layout of legacy {@code .h5} files: a group for each layer of the model, named as
 * the layer, with its weights in order. They are matched by order alone, as Keras does: names differ
 * between versions, and from one run to the next.
 */
final class LegacyWeightsReader {
  private static final String LAYER_NAMES = "layer_names";
  private static final String WEIGHT_NAMES = "weight_names";
  private static final String TOP_LEVEL = "top_level_model_weights";

  private final Hdf5Group group;
  private final String file;
  private final WeightMatches matches;

  private LegacyWeightsReader(Hdf5Group group, String file) {
    this.group = group;
    this.file = file;
    this.matches = new WeightMatches(file);
  }

  /** Whether a group holds weights in this layout. */
  static boolean isLegacy(Hdf5Group group) {
    return group.attribute(LAYER_NAMES).isPresent() || group.attribute(LAYER_NAMES + "0").isPresent();
  }

  /**
   * Assigns the weights of {@code model}.
   *
   * @param skipMismatch whether weights of another shape are left out
   * @throws FormatException listing all that does not fit; nothing is assigned then
   */
  static void read(Model model, Hdf5Group group, String file, boolean skipMismatch) {
    LegacyWeightsReader reader = new LegacyWeightsReader(group, file);
    reader.matchLayers(model);
    reader.matchTopLevel(model);
    if (!skipMismatch) {
      reader.matches.requireNoProblems("");
    }
    reader.matches.assign();
  }

  private void matchLayers(Model model) {
    List<Layer> layers = new ArrayList<>();
    for (Layer layer : model.layers()) {
      if (!layer.weights().isEmpty()) {
        layers.add(layer);
      }
    }
    List<Hdf5Group> saved = savedLayers();
    if (saved.size() != layers.size()) {
      throw mismatch(
          "Layer count mismatch when loading weights from file. Model expected "
              + layers.size()
              + " layers, found "
              + saved.size()
              + " saved layers."
              + (layers.isEmpty() && !model.isBuilt()
                  ? " The model has not been built yet: give it an Input, or call build()."
                  : ""));
    }
    for (int i = 0; i < layers.size(); i++) {
      matchLayer(i, layers.get(i), saved.get(i));
    }
  }

  private List<Hdf5Group> savedLayers() {
    List<Hdf5Group> saved = new ArrayList<>();
    for (String name : group.stringList(LAYER_NAMES)) {
      Hdf5Group layer = group.group(name).orElseThrow(() -> missing(name));
      if (!layer.stringList(WEIGHT_NAMES).isEmpty()) {
        saved.add(layer);
      }
    }
    return saved;
  }

  private void matchLayer(int index, Layer layer, Hdf5Group saved) {
    List<Variable> variables = new ArrayList<>(layer.trainableWeights());
    variables.addAll(layer.nonTrainableWeights());
    List<Hdf5Dataset> datasets = datasets(saved);
    if (datasets.size() != variables.size()) {
      throw mismatch(
          "Weight count mismatch for layer #"
              + index
              + " (named "
              + layer.name()
              + " in the current model, "
              + saved.name()
              + " in the save file). Layer expects "
              + variables.size()
              + " weight(s). Received "
              + datasets.size()
              + " saved weight(s)");
    }
    match(variables, datasets, "layer #" + index + " (named " + layer.name() + ")");
  }

  private void matchTopLevel(Model model) {
    List<Variable> variables = model.ownVariables();
    List<Hdf5Dataset> saved = group.group(TOP_LEVEL).map(this::datasets).orElse(List.of());
    if (saved.size() != variables.size()) {
      throw mismatch(
          "Weight count mismatch for top-level weights when loading weights from file. Model expects "
              + variables.size()
              + " top-level weight(s). Received "
              + saved.size()
              + " saved top-level weight(s)");
    }
    match(variables, saved, "top-level model");
  }

  private void match(List<Variable> variables, List<Hdf5Dataset> saved, String owner) {
    for (int i = 0; i < saved.size(); i++) {
      Variable variable = variables.get(i);
      Hdf5Dataset dataset = saved.get(i);
      if (variable.shape().equals(WeightMatches.shape(dataset))) {
        matches.add(variable, dataset::toNDArray);
      } else {
        matches.problem(
            "Shape mismatch in "
                + owner
                + " for weight "
                + variable.path()
                + ". Weight expects shape "
                + variable.shape()
                + ". Received saved weight with shape "
                + WeightMatches.shape(dataset));
      }
    }
  }

  private List<Hdf5Dataset> datasets(Hdf5Group layer) {
    List<Hdf5Dataset> datasets = new ArrayList<>();
    for (String name : layer.stringList(WEIGHT_NAMES)) {
      datasets.add(layer.dataset(name).orElseThrow(() -> missing(layer.name() + "/" + name)));
    }
    return datasets;
  }

  private FormatException missing(String path) {
    return new FormatException(
        FormatException.Kind.CORRUPT,
        file,
        -1,
        "the weights list names " + FormatException.quote(path) + ", which is not in the file");
  }

  private FormatException mismatch(String message) {
    return new FormatException(FormatException.Kind.MISMATCH, file, -1, message);
  }
}
