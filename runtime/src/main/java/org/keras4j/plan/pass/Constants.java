package org.keras4j.plan.pass;

import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BroadcastTo;
import org.keras4j.op.Fill;
import org.keras4j.op.Reshape;
import org.keras4j.tensor.NDArray;

/** What passes ask of constants. */
final class Constants {
  private static final int SCANNED = 4096;

  private Constants() {}

  /** Whether every element of {@code tensor} is known to be {@code value}. */
  static boolean isAll(Tensor tensor, double value) {
    Tensor at = tensor;
    while (at.node().op() instanceof BroadcastTo || at.node().op() instanceof Reshape) {
      at = at.node().input(0);
    }
    if (at.node().op() instanceof Fill fill) {
      return fill.value() == value && !isNegativeZero(fill.value());
    }
    if (!(at.node().op() instanceof Constant constant) || !at.dtype().isNumeric()) {
      return false;
    }
    NDArray array = constant.value();
    if (array.size() == 0 || array.size() > SCANNED) {
      return false;
    }
    for (int i = 0; i < array.size(); i++) {
      if (array.getDouble(i) != value || isNegativeZero(array.getDouble(i))) {
        return false;
      }
    }
    return true;
  }

  /** Whether {@code tensor} is one known number above 0 and at most 1. */
  static boolean isFraction(Tensor tensor) {
    return tensor.node().op() instanceof Constant constant
        && constant.value().size() == 1
        && tensor.dtype().isFloating()
        && constant.value().getDouble(0) > 0
        && constant.value().getDouble(0) <= 1;
  }

  private static boolean isNegativeZero(double value) {
    return value == 0 && Double.compare(value, 0.0) != 0;
  }
}
