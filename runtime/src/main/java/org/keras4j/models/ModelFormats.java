package org.keras4j.models;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Predicate;

/** Finds the installed format that fits a source. */
final class ModelFormats {
  private ModelFormats() {}

  static Model load(ModelSource source, LoadOptions options) {
    try (ModelContent content = open(source, options)) {
      Model model = find(content, ModelFormat::hasArchitecture).load(content, options);
      if (options.verifySamples()) {
        requiredSamples(content).require(model);
      }
      return model;
    }
  }

  private static ModelSamples requiredSamples(ModelContent content) {
    return content
        .samples()
        .orElseThrow(
            () ->
                new ModelException(
                    content.name()
                        + " has no samples to verify it with, neither inside nor beside it. Write them"
                        + " in Python as docs/verification.md shows, or load it without"
                        + " verifySamples()"));
  }

  static ModelDescription describe(ModelSource source, LoadOptions options) {
    try (ModelContent content = open(source, options)) {
      return find(content, ModelFormat::hasArchitecture).describe(content, options);
    }
  }

  static Optional<ModelSamples> samples(ModelSource source, LoadOptions options) {
    try (ModelContent content = open(source, options)) {
      return content.samples();
    }
  }

  static void loadWeights(Model model, ModelSource source, LoadOptions options) {
    try (ModelContent content = open(source, options)) {
      find(content, format -> true).loadWeights(model, content, options);
    }
  }

  private static ModelContent open(ModelSource source, LoadOptions options) {
    return ServiceLoader.load(ModelOpener.class, ModelOpener.class.getClassLoader())
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "No file formats are installed. Add the module keras4j-formats to the class path"))
        .open(source, options);
  }

  /** All formats that can be found, in no particular order. */
  static List<ModelFormat> installed() {
    return ServiceLoader.load(ModelFormat.class, ModelFormat.class.getClassLoader()).stream()
        .map(ServiceLoader.Provider::get)
        .toList();
  }

  private static ModelFormat find(ModelContent content, Predicate<ModelFormat> wanted) {
    List<ModelFormat> formats = installed();
    List<ModelFormat> recognized = formats.stream().filter(f -> f.recognizes(content)).toList();
    return recognized.stream()
        .filter(wanted)
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    recognized.isEmpty()
                        ? "File format not supported: filepath="
                            + content.name()
                            + ". Expected one of: "
                            + String.join(", ", formats.stream().map(ModelFormat::name).toList())
                        : "No model config found in the file at "
                            + content.name()
                            + ": it holds only weights ("
                            + recognized.get(0).name()
                            + "). Build the model, then call loadWeights()"));
  }
}
