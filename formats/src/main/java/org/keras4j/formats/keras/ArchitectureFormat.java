package org.keras4j.formats.keras;

import java.util.List;
import java.util.Map;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.keras.writer.ModelArchive;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelDescription;
import org.keras4j.models.ModelFormat;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** A model's configuration alone, as {@code to_json()} of any Keras version gives it. */
public final class ArchitectureFormat implements ModelFormat {
  @Override
  public String name() {
    return "Keras architecture (JSON)";
  }

  @Override
  public boolean recognizes(ModelContent content) {
    return content instanceof KerasContent keras
        && !keras.hasMembers()
        && keras.isJson()
        && keras.json().containsKey("class_name")
        && keras.json().containsKey("config");
  }

  @Override
  public boolean hasArchitecture() {
    return true;
  }

  @Override
  public List<String> modelEndings() {
    return List.of(".json");
  }

  @Override
  public void save(Model model, ModelTarget target, SaveOptions options) {
    ModelArchive.writeConfig(model, target, options);
  }

  @Override
  public Model load(ModelContent content, LoadOptions options) {
    KerasContent keras = (KerasContent) content;
    return ModelJson.model(keras.json(), version(keras.json()), keras, options);
  }

  @Override
  public ModelDescription describe(ModelContent content, LoadOptions options) {
    KerasContent keras = (KerasContent) content;
    return ModelJson.describe(this, keras.json(), version(keras.json()), keras, options);
  }

  /** Keras 1 and 2 wrote their version; Keras 3 does not, but says where classes come from. */
  private static String version(Map<String, Object> json) {
    if (json.get("keras_version") instanceof String version) {
      return version;
    }
    return json.containsKey("module") ? ReadContext.CURRENT_KERAS : null;
  }

  @Override
  public void loadWeights(Model model, ModelContent content, LoadOptions options) {
    throw new FormatException(
        FormatException.Kind.MISMATCH,
        content.name(),
        -1,
        "is a model's architecture, without weights. Load the file with the weights instead");
  }
}
