package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Weights in the layout of legacy {@code .h5} files: a group for each layer of the model, named as
 * the layer, with its weights in order. They are matched by order alone, as Keras does: names
 * differ between versions, and from one run to the next.
 */
final class LegacyWeightsReader {
  private static final String LAYER_NAMES = "layer_names";
  private static final String WEIGHT_NAMES = "weight_names";
  private static final String TOP_LEVEL = "top_level_model_weights";

  private final Hdf5Group group;
  private final String file;
  private final WeightMatches matches;
  private final OldWeights old;

  private LegacyWeightsReader(Hdf5Group group, String file) {
    this.group = group;
    this.file = file;
    this.matches = new WeightMatches(file);
    this.old =
        OldWeights.of(KerasVersion.parse(text("keras_version")), text("backend"), weightNames());
  }

  /** Whether a group holds weights in this layout. */
  static boolean isLegacy(Hdf5Group group) {
    return group.attribute(LAYER_NAMES).isPresent()
        || group.attribute(LAYER_NAMES + "0").isPresent();
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

  private String text(String attribute) {
    return group.attribute(attribute).map(Hdf5Attribute::string).orElse(null);
  }

  private List<String> weightNames() {
    List<String> names = new ArrayList<>();
    for (String layer : group.stringList(LAYER_NAMES)) {
      group.group(layer).ifPresent(saved -> names.addAll(saved.stringList(WEIGHT_NAMES)));
    }
    return names;
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
                  ? " The model has not been built yet: give it an Input, or make it yourself, call"
                      + " build(), then loadWeights()."
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
    if (!old.isCurrent()) {
      List<NDArray> stored = new ArrayList<>();
      datasets.forEach(dataset -> stored.add(dataset.toNDArray()));
      matchConverted(index, layer, saved.name(), variables, old.convert(layer, stored));
      return;
    }
    if (datasets.size() != variables.size()) {
      throw countMismatch(index, layer, saved.name(), variables.size(), datasets.size());
    }
    match(variables, datasets, "layer #" + index + " (named " + layer.name() + ")");
  }

  private void matchConverted(
      int index, Layer layer, String savedName, List<Variable> variables, List<NDArray> values) {
    if (values.size() != variables.size()) {
      throw countMismatch(index, layer, savedName, variables.size(), values.size());
    }
    for (int i = 0; i < values.size(); i++) {
      NDArray value = values.get(i);
      match(
          variables.get(i),
          value.shape(),
          () -> value,
          "layer #" + index + " (named " + layer.name() + ")");
    }
  }

  private FormatException countMismatch(
      int index, Layer layer, String savedName, int expected, int received) {
    return mismatch(
        "Weight count mismatch for layer #"
            + index
            + " (named "
            + layer.name()
            + " in the current model, "
            + savedName
            + " in the save file). Layer expects "
            + expected
            + " weight(s). Received "
            + received
            + " saved weight(s)");
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
      Hdf5Dataset dataset = saved.get(i);
      match(variables.get(i), WeightMatches.shape(dataset), dataset::toNDArray, owner);
    }
  }

  private void match(Variable variable, Shape stored, Supplier<NDArray> value, String owner) {
    if (variable.shape().equals(stored)) {
      matches.add(variable, value);
    } else {
      matches.problem(
          "Shape mismatch in "
              + owner
              + " for weight "
              + variable.path()
              + ". Weight expects shape "
              + variable.shape()
              + ". Received saved weight with shape "
              + stored);
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
