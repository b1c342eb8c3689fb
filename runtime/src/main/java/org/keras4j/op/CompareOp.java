package org.keras4j.op;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Vjp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.TensorSpec;

/** Element-wise comparisons of two operands of one dtype, strings included; the result is bool. */
public enum CompareOp implements Op {
  EQUAL,
  NOT_EQUAL,
  LESS,
  LESS_EQUAL,
  GREATER,
  GREATER_EQUAL;

  @Override
  public List<TensorSpec> infer(List<TensorSpec> in) {
    OpChecks.arity(this, in, 2);
    OpChecks.sameDType(this, in);
    return List.of(new TensorSpec(DType.BOOL, BinaryOp.broadcast(this, in)));
  }

  @Override
  public List<Tensor> vjp(Vjp v) {
    return Arrays.asList(null, null);
  }
}
