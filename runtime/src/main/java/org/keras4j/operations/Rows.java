package org.keras4j.operations;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.graph.Tensor;

/** Makes the rows of a table of operations of one Keras module. */
record Rows(String module) {
  /** A computation over axes (null: all) that keeps them as size 1 or drops them. */
  @FunctionalInterface
  interface Reduction {
    Tensor apply(Tensor x, List<Integer> axes, boolean keepDims);
  }

  /** Any operation; {@code parameters} are those of its call, with commas between. */
  OperationType row(
      String className, String parameters, Function<OperationArguments, Object> function) {
    return OperationType.of(module, className, List.of(parameters.split(", ")), function);
  }

  /** An operation of {@code x} alone. */
  OperationType unary(String className, UnaryOperator<Tensor> function) {
    return row(className, "x", a -> function.apply(a.tensor("x")));
  }

  /** An operation of {@code x1} and {@code x2}, of which one may be a Python scalar. */
  OperationType binary(String className, BinaryOperator<Tensor> function) {
    return binary(className, "x1", "x2", function);
  }

  /** An operation of two operands, of which one may be a Python scalar. */
  OperationType binary(
      String className, String first, String second, BinaryOperator<Tensor> function) {
    return row(
        className,
        first + ", " + second,
        a -> {
          Tensor[] operands = a.operands(first, second);
          return function.apply(operands[0], operands[1]);
        });
  }

  /** An operation of {@code x} over {@code axis}, with {@code keepdims}. */
  OperationType reduction(String className, Reduction function) {
    return row(
        className,
        "x",
        a -> function.apply(a.tensor("x"), a.axesOrNull("axis"), a.flag("keepdims", false)));
  }

  /** An operation of a list of tensors. */
  OperationType join(String className, Function<List<Tensor>, Tensor> function) {
    return row(className, "xs", a -> function.apply(a.tensors("xs")));
  }

  /** An operation of {@code x} and one number of the constructor. */
  OperationType withNumber(
      String className,
      String name,
      double defaultValue,
      BiFunction<Tensor, Double, Tensor> function) {
    return row(className, "x", a -> function.apply(a.tensor("x"), a.number(name, defaultValue)));
  }

  /** An operation of {@code x} and one integer of the constructor. */
  OperationType withInteger(
      String className,
      String name,
      int defaultValue,
      BiFunction<Tensor, Integer, Tensor> function) {
    return row(className, "x", a -> function.apply(a.tensor("x"), a.integer(name, defaultValue)));
  }
}
