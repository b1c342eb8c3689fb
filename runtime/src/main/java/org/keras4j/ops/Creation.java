package org.keras4j.ops;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.Iota;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/** Small constants that facades need. */
final class Creation {
  private Creation() {}

  /** An int32 vector. */
  static Tensor ints(int... values) {
    return Constant.of(NDArray.of(values, values.length));
  }

  /** 0, 1, ..., {@code count} - 1. */
  static Tensor iota(DType dtype, int count) {
    return new Iota(TensorSpec.of(dtype, count), 0).on();
  }
}
