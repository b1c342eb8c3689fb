package org.keras4j.operations;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Python scalars and nested lists among an operation's operands, as tensors. */
final class Operands {
  private Operands() {}

  /** Whether {@code value} can stand where Keras converts to a tensor. */
  static boolean isOperand(Object value) {
    return value instanceof Tensor
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof List<?> list && list.stream().allMatch(Operands::isOperand);
  }

  /**
   * The value as a tensor of its own dtype: int32 for integers, float32 for floats, as {@code
   * keras.ops.convert_to_tensor}.
   */
  static Tensor tensor(Object value) {
    if (value instanceof Tensor tensor) {
      return tensor;
    }
    List<Object> leaves = new ArrayList<>();
    collect(value, leaves);
    DType dtype = DType.INT32;
    if (leaves.isEmpty() || leaves.stream().anyMatch(Operands::isFloat)) {
      dtype = DType.FLOAT32;
    } else if (leaves.stream().allMatch(Boolean.class::isInstance)) {
      dtype = DType.BOOL;
    }
    return constant(value, leaves, dtype);
  }

  /**
   * The value as a tensor beside another operand: a Python number is weak, so that it takes the
   * other operand's dtype where that can hold it.
   */
  static Tensor tensorBeside(Object value, Tensor other) {
    return value instanceof Number number
        ? constant(value, List.of(value), DTypes.resultType(number, other.dtype()))
        : tensor(value);
  }

  private static Tensor constant(Object value, List<Object> leaves, DType dtype) {
    NDArray.Builder builder = NDArray.builder(dtype, shape(value));
    for (int i = 0; i < leaves.size(); i++) {
      Object leaf = leaves.get(i);
      if (leaf instanceof Boolean b) {
        builder.set(i, b ? 1L : 0L);
      } else if (isFloat(leaf)) {
        builder.set(i, ((Number) leaf).doubleValue());
      } else {
        builder.set(i, ((Number) leaf).longValue());
      }
    }
    return Constant.of(builder.build());
  }

  private static boolean isFloat(Object leaf) {
    return leaf instanceof Double || leaf instanceof Float;
  }

  private static Shape shape(Object value) {
    List<Integer> dims = new ArrayList<>();
    for (Object level = value; level instanceof List<?> list; ) {
      dims.add(list.size());
      level = list.isEmpty() ? null : list.get(0);
    }
    return Shape.of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  private static void collect(Object value, List<Object> leaves) {
    if (value instanceof List<?> list) {
      list.forEach(item -> collect(item, leaves));
    } else {
      leaves.add(value);
    }
  }
}
