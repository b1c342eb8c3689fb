package org.keras4j.optimizers;

import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.op.Select;

/**
 * Updates that take place only where a condition holds. They are computed in any case and chosen
 * element by element, so that the plan has no branches.
 */
final class ConditionalScope implements VariableScope {
  private final VariableScope outer;
  private final Tensor condition;
  private final Map<Variable, Tensor> values = new LinkedHashMap<>();

  /**
   * A scope within another.
   *
   * @param condition a bool scalar
   */
  ConditionalScope(VariableScope outer, Tensor condition) {
    this.outer = outer;
    this.condition = condition;
  }

  /** The value that there would be if the condition held. */
  @Override
  public Tensor read(Variable variable) {
    Tensor value = values.get(variable);
    return value == null ? outer.read(variable) : value;
  }

  @Override
  public void update(Variable variable, Tensor value) {
    values.put(variable, value);
  }

  /** Hands the updates on to the outer scope. */
  void commit() {
    values.forEach(
        (variable, value) ->
            outer.update(variable, new Select().on(condition, value, outer.read(variable))));
  }
}
