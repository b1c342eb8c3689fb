package org.keras4j.optimizers;

import org.keras4j.graph.ReadVariable;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;

/** The variables as they are now, to read only. */
enum ReadVariables implements VariableScope {
  INSTANCE;

  @Override
  public Tensor read(Variable variable) {
    return ReadVariable.of(variable);
  }

  @Override
  public void update(Variable variable, Tensor value) {
    throw new UnsupportedOperationException("only for reading");
  }
}
