package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.text.Tokenizer;

/**
 * Each string as its tokens, along a new last axis: the first {@code length} of them, and {@code
 * ""} where there are fewer.
 *
 * @param length {@link Shape#UNKNOWN} for as many as the longest has, known only when the graph
 *     runs
 */
public record SplitStrings(Tokenizer tokenizer, int length) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    OpChecks.require(in.get(0).dtype() == DType.STRING, this, "strings", in.get(0));
    return List.of(in.get(0).withShape(in.get(0).shape().concat(Shape.of(length))));
  }
}
