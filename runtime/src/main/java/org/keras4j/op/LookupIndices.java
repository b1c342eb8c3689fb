package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.text.TokenLookup;

/**
 * The token of each index (int64), in a vocabulary as it is when run.
 *
 * @param unknown the token of all other indices: a string, or a {@code Long}
 */
public record LookupIndices(TokenLookup lookup, Object unknown) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype() == DType.INT64, this, "int64", in.get(0));
    return List.of(in.get(0).withDType(unknown instanceof String ? DType.STRING : DType.INT64));
  }

  /** The vocabulary may be another one the next time. */
  @Override
  public boolean isPure() {
    return false;
  }
}
