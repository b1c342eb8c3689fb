package org.keras4j.op;

import java.util.List;
import java.util.function.UnaryOperator;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/** Each string changed by a function, such as {@code Standardization.LOWER}. */
public record MapStrings(UnaryOperator<String> function) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype() == DType.STRING, this, "strings", in.get(0));
    return in;
  }
}
