package org.keras4j.optimizers;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.keras4j.config.Text;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.KerasException;

/**
 * The gradients that exist, and their variables.
 *
 * @param missing paths of the variables without a gradient
 */
record GivenGradients(List<Variable> variables, List<Tensor> gradients, List<String> missing) {
  /**
   * Checks what an optimizer was given.
   *
   * @param gradients one a variable, null where there is none
   * @param known the variables that the optimizer was built for
   */
  static GivenGradients of(
      List<Variable> trainable, List<Tensor> gradients, Collection<Variable> known) {
    if (gradients.size() != trainable.size()) {
      throw new KerasException(
          "Gradients must match trainable variables one-to-one. Received "
              + gradients.size()
              + " gradients and "
              + trainable.size()
              + " variables.");
    }
    GivenGradients given =
        new GivenGradients(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    for (int i = 0; i < trainable.size(); i++) {
      Variable variable = trainable.get(i);
      if (!known.contains(variable)) {
        throw new KerasException(
            "Unknown variable: "
                + variable
                + ". This optimizer can only be called for the variables it was originally built"
                + " with. When working with a new set of variables, you should recreate a new"
                + " optimizer instance.");
      }
      given.add(variable, gradients.get(i));
    }
    if (given.variables.isEmpty()) {
      throw new KerasException("No gradients provided for any variable.");
    }
    return given;
  }

  private void add(Variable variable, Tensor gradient) {
    if (gradient == null) {
      missing.add(variable.path());
    } else {
      requireShape(variable, gradient);
      variables.add(variable);
      gradients.add(gradient);
    }
  }

  private static void requireShape(Variable variable, Tensor gradient) {
    if (!gradient.shape().equals(variable.shape())) {
      throw new KerasException(
          "The gradient of a variable must have the variable's shape. Received: gradient.shape="
              + gradient.shape()
              + " for "
              + variable);
    }
  }

  void warn(Logger log) {
    if (!missing.isEmpty()) {
      log.log(
          Logger.Level.WARNING,
          "Gradients do not exist for variables "
              + Text.of(missing)
              + " when minimizing the loss. If using `model.compile()`, did you forget to provide a"
              + " `loss` argument?");
    }
  }
}
