package org.keras4j.formats.keras;

import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.keras.dialect.Dialects;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelDescription;
import org.keras4j.models.ModelFormat;
import org.keras4j.tensor.KerasException;

/** The step from a file's JSON to a model without weights, the same for all formats. */
final class ModelJson {
  private ModelJson() {}

  /**
   * The model that a config describes.
   *
   * @param source where the JSON stands, for messages
   * @param version the Keras version that wrote it; null when the file does not say
   */
  static Model model(
      byte[] json, String source, String version, KerasContent content, LoadOptions options) {
    return model(object(json, source, content), version, content, options);
  }

  /** As above, for JSON that has been read; it is changed. */
  static Model model(
      Map<String, Object> config, String version, KerasContent content, LoadOptions options) {
    ConfigGuard.check(config, content);
    return refusing(content, () -> build(config, version, content, options));
  }

  /** What a config says of its model, the same for all formats; it is changed. */
  static ModelDescription describe(
      ModelFormat format,
      Map<String, Object> config,
      String version,
      KerasContent content,
      LoadOptions options) {
    ConfigGuard.check(config, content);
    return refusing(
        content,
        () -> {
          Dialects.translate(config, KerasVersion.parse(version), options.registry());
          return ModelDescription.of(format.name(), version, config, options);
        });
  }

  private static <T> T refusing(KerasContent content, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (KerasException e) {
      throw e;
    } catch (RuntimeException e) {
      // Layers check the values of their arguments, but not every argument of every call for its
      // type: what they stumble over in a damaged config is the file's fault, and callers that load
      // files they do not trust rely on one kind of exception.
      throw new FormatException(
          FormatException.Kind.CORRUPT,
          content.name(),
          -1,
          "the model's config cannot be read: " + e,
          e);
    }
  }

  private static Model build(
      Map<String, Object> config, String version, KerasContent content, LoadOptions options) {
    Dialects.translate(config, KerasVersion.parse(version), options.registry());
    String writer = version == null ? KerasVersion.OLDEST.toString() : version;
    Model model =
        Model.fromConfig(
            config, new ReadContext(options.registry(), writer, content.deadline()::check));
    BuildConfig.build(model, config.get("build_config"));
    return model;
  }

  /** A JSON object as a map that may be changed. */
  static Map<String, Object> object(byte[] json, String source, KerasContent content) {
    return ReadContext.configMap(
        source,
        JsonReader.read(json, content.name() + "!" + source, ReadLimits.of(content.policy())));
  }
}
