package org.keras4j.formats.keras;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.formats.keras.dialect.TrainingConfig;
import org.keras4j.models.CompileConfig;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.tensor.KerasException;
import org.keras4j.training.CompileOptions;

/**
 * Gives a loaded model what it was compiled with: optimizer with its state, losses, metrics. What
 * cannot be restored does not keep a model from being used: it says so when it is to be trained.
 */
final class CompileState {
  private static final System.Logger LOG = System.getLogger(CompileState.class.getName());

  private CompileState() {}

  /**
   * Compiles {@code model}.
   *
   * @param config {@code compile_config} or {@code training_config}; not an object or empty where
   *     the model was not compiled
   * @param stored reads the optimizer's variables in the file's order
   */
  static void restore(
      Model model,
      Object config,
      KerasVersion version,
      Supplier<List<StoredVariable>> stored,
      KerasContent content,
      LoadOptions options) {
    if (!options.compile() || !(config instanceof Map<?, ?> map) || map.isEmpty()) {
      return;
    }
    try {
      Map<String, Object> current =
          TrainingConfig.translate(ReadContext.configMap("compile_config", map), version);
      CompileOptions compile =
          CompileConfig.read(
              current,
              new ReadContext(options.registry(), version.toString(), content.deadline()::check));
      model.compile(compile);
      // A mixed_float16 model wraps its optimizer now: the file has the variables of both.
      List<StoredVariable> found = model.optimizer() == null ? List.of() : stored.get();
      if (!found.isEmpty() && model.isBuilt()) {
        OptimizerState.restore(model.optimizer(), model.trainableWeights(), found, version);
      }
    } catch (KerasException e) {
      cannotBeCompiled(model, e);
    } catch (RuntimeException e) {
      // Not every argument of every loss is checked for its type: a damaged config is no reason to
      // refuse a model that can be run.
      cannotBeCompiled(model, new KerasException("the config is malformed: " + e, e));
    }
  }

  /**
   * Gives the optimizer of a compiled model the state that a weights file holds, so that training
   * goes on from there. Keras: what {@code load_weights} does besides.
   */
  static void restoreOptimizer(Model model, WeightGroups groups, LoadOptions options) {
    List<StoredVariable> stored = StoredVariable.of(groups);
    if (options.compile() && model.optimizer() != null && model.isBuilt() && !stored.isEmpty()) {
      KerasVersion current = KerasVersion.parse(ReadContext.CURRENT_KERAS);
      OptimizerState.restore(model.optimizer(), model.trainableWeights(), stored, current);
    }
  }

  private static void cannotBeCompiled(Model model, KerasException reason) {
    LOG.log(
        System.Logger.Level.INFO,
        "The model was saved compiled, but cannot be compiled again; it can be used: "
            + reason.getMessage());
    model.cannotBeCompiledAsSaved(reason);
  }
}
