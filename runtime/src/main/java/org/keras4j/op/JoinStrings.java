package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Runs of neighbours along the last axis, with spaces between them: all of the first length, then
 * all of the next. TensorFlow: {@code tf.strings.ngrams}.
 */
public record JoinStrings(List<Integer> lengths) implements Op {
  public JoinStrings {
    lengths = List.copyOf(lengths);
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    Shape shape = in.get(0).shape();
    OpChecks.require(in.get(0).dtype() == DType.STRING, this, "strings", in.get(0));
    OpChecks.require(shape.rank() >= 1, this, "rank 1 or more", shape);
    int count = Shape.UNKNOWN;
    if (shape.isKnown(-1)) {
      count = lengths.stream().mapToInt(n -> Math.max(0, shape.dim(-1) - n + 1)).sum();
    }
    return List.of(in.get(0).withShape(shape.withDim(-1, count)));
  }
}
