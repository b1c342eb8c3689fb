package org.keras4j.formats.keras;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.formats.keras.writer.LegacyFile;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelDescription;
import org.keras4j.models.ModelFormat;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** A whole model in one HDF5 file, as all versions of Keras write it for the ending {@code .h5}. */
public final class LegacyModelFormat implements ModelFormat {
  private static final String CONFIG = "model_config";
  private static final String WEIGHTS = "model_weights";

  /** What broken UTF-8 is decoded to. */
  private static final char REPLACEMENT = '\ufffd';

  @Override
  public String name() {
    return "legacy HDF5 model (.h5)";
  }

  @Override
  public boolean recognizes(ModelContent content) {
    return content instanceof KerasContent keras
        && keras.isHdf5()
        && keras.hdf5().root().attribute(CONFIG).isPresent();
  }

  @Override
  public boolean hasArchitecture() {
    return true;
  }

  @Override
  public List<String> modelEndings() {
    return List.of(".h5", ".hdf5");
  }

  @Override
  public void save(Model model, ModelTarget target, SaveOptions options) {
    LegacyFile.write(model, target, options);
  }

  @Override
  public Model load(ModelContent content, LoadOptions options) {
    KerasContent keras = (KerasContent) content;
    Hdf5Group root = keras.hdf5().root();
    byte[] json = config(root, content.name()).getBytes(StandardCharsets.UTF_8);
    String version = text(root, "keras_version");
    Model model = ModelJson.model(json, CONFIG, version, keras, options);
    loadWeights(model, content, options);
    root.attribute("training_config")
        .ifPresent(
            training ->
                CompileState.restore(
                    model,
                    ModelJson.object(
                        training.string().getBytes(StandardCharsets.UTF_8),
                        "training_config",
                        keras),
                    KerasVersion.parse(version),
                    () -> OldSlots.of(model, root, KerasVersion.parse(version)),
                    keras,
                    options));
    return model;
  }

  @Override
  public ModelDescription describe(ModelContent content, LoadOptions options) {
    KerasContent keras = (KerasContent) content;
    Hdf5Group root = keras.hdf5().root();
    byte[] json = config(root, content.name()).getBytes(StandardCharsets.UTF_8);
    Map<String, Object> config = ModelJson.object(json, CONFIG, keras);
    return ModelJson.describe(this, config, text(root, "keras_version"), keras, options);
  }

  @Override
  public void loadWeights(Model model, ModelContent content, LoadOptions options) {
    Hdf5Group root = ((KerasContent) content).hdf5().root();
    Hdf5Group weights =
        root.group(WEIGHTS)
            .orElseThrow(
                () ->
                    new FormatException(
                        FormatException.Kind.CORRUPT,
                        content.name(),
                        -1,
                        "the file has a model's config, but no group '" + WEIGHTS + "'"));
    LegacyWeightsReader.readWhole(model, weights, content.name(), options);
  }

  /** Python writes ASCII here: a character that stands for a broken one was not in the file. */
  private static String config(Hdf5Group root, String file) {
    String config = root.attribute(CONFIG).orElseThrow().string();
    if (config.indexOf(REPLACEMENT) >= 0) {
      throw new FormatException(
          FormatException.Kind.CORRUPT,
          file,
          -1,
          "the attribute '" + CONFIG + "' is not valid UTF-8. Get a fresh copy of the file");
    }
    return config;
  }

  private static String text(Hdf5Group group, String attribute) {
    return group.attribute(attribute).map(Hdf5Attribute::string).orElse(null);
  }
}
