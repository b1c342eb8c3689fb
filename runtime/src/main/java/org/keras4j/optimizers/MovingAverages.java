package org.keras4j.optimizers;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;

/**
 * Exponential moving averages of the trained variables.
 *
 * @param overwriteFrequency after how many updates variables take their averages; null for never
 */
record MovingAverages(
    List<Variable> variables, Slots averages, double momentum, Integer overwriteFrequency) {
  /**
   * Moves the averages towards the variables' new values.
   *
   * @param updates number of updates done before this step
   */
  void update(VariableScope scope, Tensor updates) {
    Tensor started = LogicOps.notEqual(updates, 0);
    for (Variable variable : variables) {
      Tensor kept = MathOps.multiply(UpdateStep.cast(started, variable.dtype()), momentum);
      Tensor old = MathOps.multiply(kept, scope.read(averages.of(variable)));
      Tensor now = MathOps.multiply(MathOps.subtract(1.0, kept), scope.read(variable));
      scope.update(averages.of(variable), MathOps.add(old, now));
    }
    if (overwriteFrequency != null) {
      Tensor position = MathOps.mod(MathOps.add(updates, 1), overwriteFrequency);
      ConditionalScope overwriting = new ConditionalScope(scope, LogicOps.equal(position, 0));
      variables.forEach(v -> overwriting.update(v, scope.read(averages.of(v))));
      overwriting.commit();
    }
  }

  /** The average of each variable. */
  Map<Variable, Variable> byVariable() {
    Map<Variable, Variable> byVariable = new LinkedHashMap<>();
    variables.forEach(variable -> byVariable.put(variable, averages.of(variable)));
    return Collections.unmodifiableMap(byVariable);
  }

  /** Assigns the averages to the variables. */
  void assignToVariables() {
    variables.forEach(variable -> variable.assign(averages.of(variable).value()));
  }
}
