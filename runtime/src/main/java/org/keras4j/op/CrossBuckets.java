package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * The bucket (int64) of the elements that stand at one place of several tensors of one shape,
 * strings or integers, all together. TensorFlow: {@code tf.sparse.cross_hashed}.
 */
public record CrossBuckets(int buckets) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.require(in.size() >= 2, this, "2 inputs or more", OpChecks.list(in));
    Shape shape = in.get(0).shape();
    for (TensorSpec spec : in) {
      boolean fits = spec.dtype() == DType.STRING || spec.dtype().isInteger();
      OpChecks.require(fits, this, "strings or integers", spec);
      OpChecks.require(
          spec.shape().isCompatible(shape), this, "inputs of one shape", OpChecks.list(in));
    }
    return List.of(new TensorSpec(DType.INT64, shape));
  }
}
