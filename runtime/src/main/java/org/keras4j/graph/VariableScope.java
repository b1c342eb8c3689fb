package org.keras4j.graph;

/**
 * Variables as a graph being traced sees them: each read gives the value after the updates so far.
 * Metrics and optimizers are written against this.
 */
public interface VariableScope {
  /** The current value: as last updated in this scope, else as it was before the run. */
  Tensor read(Variable variable);

  /** Gives a variable a new value of its own spec, effective when the run is complete. */
  void update(Variable variable, Tensor value);
}
