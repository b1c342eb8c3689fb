package org.keras4j.models;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;

/** Finds the installed format that writes what is asked for. */
final class SaveFormats {
  private static final String MODEL_ENDING = ".keras";
  private static final String WEIGHTS_ENDING = ".weights.h5";
  private static final String JSON_ENDING = ".json";

  private SaveFormats() {}

  static void save(Model model, ModelTarget target, SaveOptions options) {
    String name = name(target, options, MODEL_ENDING);
    ModelFormat format = find(ModelFormat::modelEndings, name);
    if (format == null) {
      throw new ModelException(
          "Invalid filepath extension for saving. Please add either a `.keras` extension for the"
              + " native Keras format (recommended) or a `.h5` extension. Received: filepath="
              + target.name()
              + ". Known extensions: "
              + endings(ModelFormat::modelEndings));
    }
    format.save(model, target, options);
  }

  static void saveWeights(Model model, ModelTarget target, SaveOptions options) {
    String name = name(target, options, WEIGHTS_ENDING);
    ModelFormat format = find(ModelFormat::weightsEndings, name);
    if (format == null) {
      throw new ModelException(
          "The filename must end in `.weights.h5`. Received: filepath="
              + target.name()
              + ". Known endings: "
              + endings(ModelFormat::weightsEndings));
    }
    if (!model.isBuilt()) {
      throw new ModelException(
          "You are saving a model that has not yet been built. Try building the model first by"
              + " calling it on some data or by using `build()`.");
    }
    format.saveWeights(model, target, options);
  }

  static byte[] bytes(Model model, SaveOptions options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    save(model, ModelTarget.of(bytes), options);
    return bytes.toByteArray();
  }

  static byte[] weightBytes(Model model, SaveOptions options) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    saveWeights(model, ModelTarget.of(bytes), options);
    return bytes.toByteArray();
  }

  static String json(Model model) {
    return new String(bytes(model, SaveOptions.format(JSON_ENDING)), StandardCharsets.UTF_8);
  }

  private static String name(ModelTarget target, SaveOptions options, String defaultEnding) {
    if (options.ending() != null) {
      return options.ending();
    }
    return target instanceof ModelTarget.File file ? file.path().toString() : defaultEnding;
  }

  /** The format with the longest ending that {@code name} has; null for none. */
  private static ModelFormat find(Function<ModelFormat, List<String>> endings, String name) {
    TreeMap<String, ModelFormat> matching = new TreeMap<>(Comparator.comparingInt(String::length));
    for (ModelFormat format : ModelFormats.installed()) {
      for (String ending : endings.apply(format)) {
        if (name.endsWith(ending)) {
          matching.put(ending, format);
        }
      }
    }
    return matching.isEmpty() ? null : matching.lastEntry().getValue();
  }

  private static List<String> endings(Function<ModelFormat, List<String>> endings) {
    return ModelFormats.installed().stream().flatMap(f -> endings.apply(f).stream()).toList();
  }
}
