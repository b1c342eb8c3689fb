package org.keras4j.callbacks;

import java.util.List;
import org.keras4j.optimizers.MultiOptimizer;
import org.keras4j.optimizers.Optimizer;

/**
 * The learning rates of a model's optimizer: one, or one for each of its parts.
 *
 * @param isSingle whether there is only one, which needs no name
 */
record LearningRates(List<Optimizer> optimizers, boolean isSingle) {
  /**
   * The learning rates of a model.
   *
   * @throws CallbackException when it has no optimizer
   */
  static LearningRates of(String owner, TrainableModel model) {
    Optimizer optimizer = model.optimizer();
    if (optimizer == null) {
      throw new CallbackException(
          owner
              + " needs an optimizer, and model '"
              + model.name()
              + "' was compiled without one. Pass an optimizer to compile()");
    }
    return optimizer instanceof MultiOptimizer several
        ? new LearningRates(several.optimizers(), false)
        : new LearningRates(List.of(optimizer), true);
  }

  /** Adds the rates to the logs. */
  void log(Logs logs) {
    for (Optimizer optimizer : optimizers) {
      logs.put(
          isSingle ? "learning_rate" : "learning_rate_" + optimizer.name(),
          optimizer.learningRate());
    }
  }

  /** The optimizer's name with a space before it, where there are several. */
  String label(Optimizer optimizer) {
    return isSingle ? "" : " " + optimizer.name();
  }
}
