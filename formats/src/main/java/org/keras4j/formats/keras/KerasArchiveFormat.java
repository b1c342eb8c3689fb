package org.keras4j.formats.keras;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.jhdf.TrustedHdf5;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.formats.keras.writer.ModelArchive;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelDescription;
import org.keras4j.models.ModelFormat;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/**
 * The {@code .keras} archive of Keras 2.12 and later, or the folder of an unzipped one:
 * configuration as JSON, weights as HDF5.
 */
public final class KerasArchiveFormat implements ModelFormat {
  private static final String METADATA = "metadata.json";
  static final String CONFIG = "config.json";
  static final String WEIGHTS = "model.weights.h5";

  @Override
  public String name() {
    return "Keras archive (.keras)";
  }

  @Override
  public boolean recognizes(ModelContent content) {
    return content instanceof KerasContent keras
        && keras.hasMembers()
        && (keras.members().contains(CONFIG) || keras.members().contains(WEIGHTS));
  }

  @Override
  public boolean hasArchitecture() {
    return true;
  }

  @Override
  public List<String> modelEndings() {
    return List.of(".keras", SaveOptions.FOLDER);
  }

  @Override
  public void save(Model model, ModelTarget target, SaveOptions options) {
    if (SaveOptions.FOLDER.equals(options.ending())) {
      ModelArchive.writeFolder(model, target, options);
    } else {
      ModelArchive.write(model, target, options);
    }
  }

  @Override
  public Model load(ModelContent content, LoadOptions options) {
    KerasContent keras = (KerasContent) content;
    String version = version(keras);
    Map<String, Object> config = ModelJson.object(config(keras), CONFIG, keras);
    Object compileConfig = config.get("compile_config");
    Model model = ModelJson.model(config, version, keras, options);
    readWeights(
        keras,
        groups -> {
          VocabularyReader.read(WeightsReader.read(model, groups, content.name(), options), keras);
          CompileState.restore(
              model,
              compileConfig,
              KerasVersion.parse(version),
              () -> StoredVariable.of(groups),
              keras,
              options);
        });
    return model;
  }

  @Override
  public ModelDescription describe(ModelContent content, LoadOptions options) {
    KerasContent keras = (KerasContent) content;
    Map<String, Object> config = ModelJson.object(config(keras), CONFIG, keras);
    return ModelJson.describe(this, config, version(keras), keras, options);
  }

  private static byte[] config(KerasContent keras) {
    if (!keras.members().contains(CONFIG)) {
      throw new FormatException(
          FormatException.Kind.MISMATCH,
          keras.name(),
          -1,
          "There is no item named '"
              + CONFIG
              + "' in the archive. It holds only weights: build the"
              + " model, then call loadWeights()");
    }
    return bytes(keras, CONFIG);
  }

  @Override
  public void loadWeights(Model model, ModelContent content, LoadOptions options) {
    WeightsReader.refuseByName(options, content.name());
    readWeights(
        (KerasContent) content,
        groups -> {
          WeightsReader.read(model, groups, content.name(), options);
          CompileState.restoreOptimizer(model, groups, options);
        });
  }

  private static void readWeights(KerasContent keras, Consumer<WeightGroups> reader) {
    if (!keras.members().contains(WEIGHTS)) {
      throw new FormatException(
          FormatException.Kind.MISMATCH,
          keras.name(),
          -1,
          "Expected a "
              + WEIGHTS
              + " file."
              + (keras.members().contains("model.weights.npz")
                  ? " The archive keeps its weights as .npz, which Keras itself does not load: save the"
                      + " model without `weights_format`"
                  : ""));
    }
    try (Hdf5File weights = TrustedHdf5.open(keras.members().member(WEIGHTS), keras.policy())) {
      reader.accept(new WeightGroups(List.of(weights.root())));
    }
  }

  private static String version(KerasContent content) {
    if (content.members().contains(METADATA)) {
      Map<String, Object> metadata = ModelJson.object(bytes(content, METADATA), METADATA, content);
      if (metadata.get("keras_version") instanceof String version) {
        return version;
      }
    }
    return ReadContext.CURRENT_KERAS;
  }

  private static byte[] bytes(KerasContent content, String member) {
    return content.members().bytes(member, Limit.JSON_BYTES);
  }
}
