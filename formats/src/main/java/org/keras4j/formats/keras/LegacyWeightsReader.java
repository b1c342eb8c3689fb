package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.SummarizedLayer;
import org.keras4j.models.LoadOptions;
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
  private final KerasVersion version;
  private final OldWeights old;

  private LegacyWeightsReader(Hdf5Group group, String file) {
    this.group = group;
    this.file = file;
    this.matches = new WeightMatches(file);
    this.version = KerasVersion.parse(text("keras_version"));
    this.old = OldWeights.of(version, text("backend"), weightNames());
  }

  /** Whether a group holds weights in this layout. */
  static boolean isLegacy(Hdf5Group group) {
    return group.attribute(LAYER_NAMES).isPresent()
        || group.attribute(LAYER_NAMES + "0").isPresent();
  }

  /**
   * Assigns the weights of a model that the same file describes, by the layers' names: their order
   * is that of the Keras that wrote it, which is not ours where operations stand for its layers.
   *
   * @throws FormatException listing all that does not fit; nothing is assigned then
   */
  static void readWhole(Model model, Hdf5Group group, String file, LoadOptions options) {
    LegacyWeightsReader reader = new LegacyWeightsReader(group, file);
    List<Layer> layers = reader.withWeights(model);
    Map<String, Layer> byName = new HashMap<>();
    layers.forEach(layer -> byName.put(layer.name(), layer));
    List<String> saved = reader.savedLayers().stream().map(Hdf5Group::name).toList();
    boolean sameNames = saved.size() == layers.size() && byName.keySet().equals(Set.copyOf(saved));
    reader.assign(model, sameNames ? saved.stream().map(byName::get).toList() : layers, options);
  }

  /**
   * Assigns the weights of {@code model}, in order or by the layers' names.
   *
   * @throws FormatException listing all that does not fit; nothing is assigned then
   */
  static void read(Model model, Hdf5Group group, String file, LoadOptions options) {
    LegacyWeightsReader reader = new LegacyWeightsReader(group, file);
    reader.assign(model, reader.withWeights(model), options);
  }

  private void assign(Model model, List<Layer> layers, LoadOptions options) {
    if (options.byName()) {
      matchByName(model);
    } else {
      matchInOrder(model, layers);
    }
    matchTopLevel(model);
    if (!options.skipMismatch()) {
      matches.requireNoProblems("");
    }
    matches.assign();
  }

  private List<Layer> withWeights(Model model) {
    return model.layers().stream()
        .filter(layer -> !layer.weights().isEmpty() || isSummarized(layer))
        .toList();
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

  private void matchInOrder(Model model, List<Layer> layers) {
    List<Hdf5Group> saved = savedLayers();
    if (saved.size() != layers.size()) {
      throw mismatch(
          "Layer count mismatch when loading weights from file. Model expected "
              + layers.size()
              + " layers, found "
              + saved.size()
              + " saved layers."
              + (model.isBuilt()
                  ? " Expected: "
                      + layers.stream().map(Layer::name).toList()
                      + ". Found: "
                      + FormatException.quote(
                          saved.stream().map(Hdf5Group::name).toList().toString())
                  : " The model has not been built yet: give it an Input, or make it yourself, call"
                      + " build(), then loadWeights()."));
    }
    for (int i = 0; i < layers.size(); i++) {
      matchLayer(i, layers.get(i), saved.get(i));
    }
  }

  /** Names that only the file or only the model has are passed over, as in Keras. */
  private void matchByName(Model model) {
    Map<String, List<Layer>> layers = new HashMap<>();
    for (Layer layer : model.layers()) {
      layers.computeIfAbsent(layer.name(), name -> new ArrayList<>()).add(layer);
    }
    List<String> names = group.stringList(LAYER_NAMES);
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Hdf5Group saved = group.group(name).orElseThrow(() -> missing(name));
      for (Layer layer : layers.getOrDefault(name, List.of())) {
        matchLayer(i, layer, saved);
      }
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

  /** Whether the layer has a weight in this file, though not here. */
  private boolean isSummarized(Layer layer) {
    return layer instanceof SummarizedLayer summarized
        && summarized.hasSummary()
        && version.isBefore(3, 0);
  }

  private void matchLayer(int index, Layer layer, Hdf5Group saved) {
    if (isSummarized(layer) && datasets(saved).size() == 1) {
      matches.add((SummarizedLayer) layer, datasets(saved).get(0));
      return;
    }
    List<Variable> variables = new ArrayList<>(layer.trainableWeights());
    variables.addAll(layer.nonTrainableWeights());
    List<Hdf5Dataset> datasets = datasets(saved);
    String owner = "layer #" + index + " (named " + layer.name() + ")";
    if (old.isCurrent() && fits(variables, datasets)) {
      match(variables, datasets, owner);
      return;
    }
    List<NDArray> values = new ArrayList<>();
    datasets.forEach(dataset -> values.add(dataset.toNDArray()));
    List<NDArray> merged = LowRankAdditions.merge(layer, saved.stringList(WEIGHT_NAMES), values);
    List<NDArray> converted = old.convert(layer, merged);
    if (converted.size() != variables.size()) {
      matches.problem(
          "Weight count mismatch for layer #"
              + index
              + " (named "
              + layer.name()
              + " in the current model, "
              + saved.name()
              + " in the save file). Layer expects "
              + variables.size()
              + " weight(s). Received "
              + converted.size()
              + " saved weight(s)");
      return;
    }
    for (int i = 0; i < converted.size(); i++) {
      NDArray value = converted.get(i);
      match(variables.get(i), value.shape(), () -> value, owner);
    }
  }

  private static boolean fits(List<Variable> variables, List<Hdf5Dataset> datasets) {
    boolean fits = variables.size() == datasets.size();
    for (int i = 0; fits && i < variables.size(); i++) {
      fits = variables.get(i).shape().equals(WeightMatches.shape(datasets.get(i)));
    }
    return fits;
  }

  private void matchTopLevel(Model model) {
    List<Variable> variables = model.ownVariables();
    List<Hdf5Dataset> saved = group.group(TOP_LEVEL).map(this::datasets).orElse(List.of());
    if (saved.size() != variables.size()) {
      matches.problem(
          "Weight count mismatch for top-level weights when loading weights from file. Model expects "
              + variables.size()
              + " top-level weight(s). Received "
              + saved.size()
              + " saved top-level weight(s)");
      return;
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
