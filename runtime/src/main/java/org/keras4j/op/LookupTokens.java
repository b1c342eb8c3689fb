package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.text.TokenLookup;

/** The index (int64) of each token, a string or an int64, in a vocabulary as it is when run. */
public record LookupTokens(TokenLookup lookup) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    DType dtype = in.get(0).dtype();
    OpChecks.require(
        dtype == DType.STRING || dtype == DType.INT64, this, "strings or int64", in.get(0));
    return List.of(in.get(0).withDType(DType.INT64));
  }

  /** The vocabulary may be another one the next time. */
  @Override
  public boolean isPure() {
    return false;
  }
}
