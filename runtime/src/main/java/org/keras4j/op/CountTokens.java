package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.text.TokenLookup;
import org.keras4j.text.Tokenizer;

/**
 * How often each index occurs among the tokens of each string, along a new last axis of {@code
 * depth} (int64); indices beyond it do not count.
 *
 * @param binary whether every count above 1 is 1
 */
public record CountTokens(Tokenizer tokenizer, TokenLookup lookup, int depth, boolean binary)
    implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype() == DType.STRING, this, "strings", in.get(0));
    Shape shape = in.get(0).shape().concat(Shape.of(depth));
    return List.of(new TensorSpec(DType.INT64, shape));
  }

  /** The vocabulary may be another one the next time. */
  @Override
  public boolean isPure() {
    return false;
  }
}
