package org.keras4j.formats.keras;

import java.util.List;
import org.keras4j.formats.keras.writer.LegacyFile;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelException;
import org.keras4j.models.ModelFormat;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** Weights alone, as Keras 1 and 2 wrote them: a group for each layer, at the root. */
public final class LegacyWeightsFormat implements ModelFormat {
  @Override
  public String name() {
    return "legacy HDF5 weights (.h5)";
  }

  @Override
  public boolean recognizes(ModelContent content) {
    return content instanceof KerasContent keras
        && keras.isHdf5()
        && LegacyWeightsReader.isLegacy(keras.hdf5().root());
  }

  @Override
  public boolean hasArchitecture() {
    return false;
  }

  @Override
  public List<String> weightsEndings() {
    return List.of(".h5", ".hdf5");
  }

  @Override
  public void saveWeights(Model model, ModelTarget target, SaveOptions options) {
    LegacyFile.writeWeights(model, target, options);
  }

  @Override
  public Model load(ModelContent content, LoadOptions options) {
    throw new ModelException("No model config found in the file at " + content.name() + ".");
  }

  @Override
  public void loadWeights(Model model, ModelContent content, LoadOptions options) {
    LegacyWeightsReader.read(
        model, ((KerasContent) content).hdf5().root(), content.name(), options);
  }
}
