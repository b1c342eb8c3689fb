package org.keras4j.graph;

import java.util.List;
import org.keras4j.tensor.TensorSpec;

/** The value of a {@link Variable} at the start of a run. */
public record ReadVariable(Variable variable) implements Op {
  public static Tensor of(Variable variable) {
    return new ReadVariable(variable).on();
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return List.of(variable.spec());
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of();
  }

  @Override
  public String toString() {
    return "ReadVariable[" + variable.path() + "]";
  }
}
