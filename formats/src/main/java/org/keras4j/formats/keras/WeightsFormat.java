package org.keras4j.formats.keras;

import java.util.List;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.keras.writer.ModelWeights;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelContent;
import org.keras4j.models.ModelException;
import org.keras4j.models.ModelFormat;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** Weights alone, as Keras 3 and Keras 2.12 to 2.15 write them for {@code .weights.h5}. */
public final class WeightsFormat implements ModelFormat {
  @Override
  public String name() {
    return "Keras weights (.weights.h5)";
  }

  @Override
  public boolean recognizes(ModelContent content) {
    return content instanceof KerasContent keras
        && keras.isHdf5()
        && !LegacyWeightsReader.isLegacy(keras.hdf5().root())
        && keras.hdf5().root().attribute("model_config").isEmpty()
        && isWeights(keras.hdf5().root());
  }

  private static boolean isWeights(Hdf5Group root) {
    return List.of("vars", "layers", "_layer_checkpoint_dependencies").stream()
        .anyMatch(name -> root.group(name).isPresent());
  }

  @Override
  public boolean hasArchitecture() {
    return false;
  }

  @Override
  public List<String> weightsEndings() {
    return List.of(".weights.h5");
  }

  @Override
  public void saveWeights(Model model, ModelTarget target, SaveOptions options) {
    ModelWeights.write(model, target, options);
  }

  @Override
  public Model load(ModelContent content, LoadOptions options) {
    throw new ModelException("No model config found in the file at " + content.name() + ".");
  }

  @Override
  public void loadWeights(Model model, ModelContent content, LoadOptions options) {
    WeightsReader.refuseByName(options, content.name());
    WeightGroups groups = new WeightGroups(List.of(((KerasContent) content).hdf5().root()));
    WeightsReader.read(model, groups, content.name(), options);
    CompileState.restoreOptimizer(model, groups, options);
  }
}
