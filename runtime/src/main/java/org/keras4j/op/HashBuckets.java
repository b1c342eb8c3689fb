package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.text.StringHash;

/** The bucket (int64) of each string, or of each integer as decimal text. */
public record HashBuckets(int buckets, StringHash hash) implements Op {
  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 1);
    DType dtype = in.get(0).dtype();
    boolean fits = dtype == DType.STRING || dtype.isInteger();
    OpChecks.require(fits, this, "strings or integers", in.get(0));
    return List.of(in.get(0).withDType(DType.INT64));
  }
}
