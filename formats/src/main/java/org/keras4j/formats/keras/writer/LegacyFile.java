package org.keras4j.formats.keras.writer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.hdf5.writer.Hdf5Writer;
import org.keras4j.formats.hdf5.writer.NewGroup;
import org.keras4j.formats.json.JsonWriter;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.models.Model;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** Legacy {@code .h5} files, as both Keras 2 and Keras 3 open them. */
public final class LegacyFile {
  private static final String BACKEND = "tensorflow";

  private LegacyFile() {}

  /** Writes a whole model. */
  public static void write(Model model, ModelTarget target, SaveOptions options) {
    Hdf5Writer file = new Hdf5Writer();
    NewGroup root = file.root();
    Map<String, Object> description = SavedConfig.of(model);
    InlineVocabularies.put(model, description);
    Map<String, Object> config = CommonDialect.translate(description);
    root.attribute("keras_version", ReadContext.CURRENT_KERAS, true);
    root.attribute("backend", BACKEND, true);
    root.attribute("model_config", json(config), false);
    addWeights(root.group("model_weights"), model);
    if (options.includeOptimizer() && model.optimizer() != null) {
      root.attribute("training_config", json(LegacyTraining.config(model)), false);
      addNamed(root.group("optimizer_weights"), model.optimizer().variables(), "");
    }
    Targets.write(target, options, file::writeTo);
  }

  /** Writes weights alone, as Keras 1 and 2 did for the ending {@code .h5}. */
  public static void writeWeights(Model model, ModelTarget target, SaveOptions options) {
    Hdf5Writer file = new Hdf5Writer();
    addWeights(file.root(), model);
    Targets.write(target, options, file::writeTo);
  }

  private static String json(Object value) {
    return new String(JsonWriter.write(value), StandardCharsets.US_ASCII);
  }

  private static void addWeights(NewGroup group, Model model) {
    LegacyAttributes.put(group, "layer_names", model.layers().stream().map(Layer::name).toList());
    group.attribute("backend", BACKEND, false);
    group.attribute("keras_version", ReadContext.CURRENT_KERAS, false);
    String prefix = model.name() + "/";
    for (Layer layer : model.layers()) {
      List<Variable> weights = new ArrayList<>(layer.trainableWeights());
      weights.addAll(layer.nonTrainableWeights());
      addNamed(group.group(layer.name()), weights, prefix);
    }
    addNamed(group.group("top_level_model_weights"), model.ownVariables(), prefix);
  }

  /** Adds variables by their paths, as Keras 2 names them: {@code dense/kernel:0}. */
  private static void addNamed(NewGroup group, List<Variable> variables, String prefix) {
    List<String> names = names(variables, prefix);
    LegacyAttributes.put(group, "weight_names", names);
    for (int i = 0; i < names.size(); i++) {
      group.dataset(names.get(i), variables.get(i).value());
    }
  }

  /** Names are keys only, and must differ. */
  private static List<String> names(List<Variable> variables, String prefix) {
    List<String> names = new ArrayList<>();
    Set<String> used = new HashSet<>();
    for (Variable variable : variables) {
      String path = variable.path();
      String base = path.startsWith(prefix) ? path.substring(prefix.length()) : path;
      String name = base;
      for (int i = 1; !used.add(name); i++) {
        name = base + "_" + i;
      }
      names.add(name + ":0");
    }
    return names;
  }
}
