package org.keras4j.graph;

import java.util.List;
import org.keras4j.tensor.TensorSpec;

/** A graph's input: its value is supplied when the graph runs. Each call is a value of its own. */
public record Placeholder(String label, TensorSpec spec) implements Op {
  /** A new input. */
  public static Tensor of(String label, TensorSpec spec) {
    return new Placeholder(label, spec).on();
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return List.of(spec);
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return List.of();
  }

  @Override
  public boolean isPure() {
    return false;
  }
}
