package org.keras4j.layers;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BinaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Steps of a random key: as in Keras, the second word counts draws. */
final class RandomKeys {
  private RandomKeys() {}

  static Tensor next(Tensor key) {
    NDArray step = NDArray.wrap(DType.UINT32, Shape.of(2), new int[] {0, 1});
    return BinaryOp.ADD.on(key, Constant.of(step));
  }
}
