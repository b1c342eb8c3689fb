package org.keras4j.models;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a model file says of itself, found without building the model: so it can be told of models
 * whose custom objects are not at hand.
 *
 * @param format the file format's name
 * @param kerasVersion what wrote the file; null when it does not say
 * @param layers how many layers there are of each class, nested models' included, by class name
 * @param unknownObjects names of the layers, functions and other objects that the registry does not
 *     know, sorted; empty when the model can be built
 */
public record ModelDescription(
    String format, String kerasVersion, Map<String, Integer> layers, List<String> unknownObjects) {
  public ModelDescription {
    Objects.requireNonNull(format, "format");
    layers = Map.copyOf(layers);
    unknownObjects = List.copyOf(unknownObjects);
  }

  /**
   * Describes the model in a file.
   *
   * @throws org.keras4j.tensor.KerasException when the file is missing, damaged, or no model
   */
  public static ModelDescription of(Path path, LoadOptions options) {
    return ModelFormats.describe(ModelSource.of(path), options);
  }

  /** Describes the model in a file's bytes. */
  public static ModelDescription of(byte[] bytes, LoadOptions options) {
    return ModelFormats.describe(ModelSource.of(bytes), options);
  }

  /**
   * Describes a model by its config.
   *
   * @param config plain values, in today's notation
   */
  public static ModelDescription of(
      String format, String kerasVersion, Map<String, Object> config, LoadOptions options) {
    ConfigSurvey survey = ConfigSurvey.of(config, options.registry());
    return new ModelDescription(format, kerasVersion, survey.layers(), survey.unknown());
  }
}
