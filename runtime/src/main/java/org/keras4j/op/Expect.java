package org.keras4j.op;

import java.util.List;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Checks that {@code infer} rules share; every message names the op and the specs it received. */
final class Expect {
  private Expect() {}

  /** Exactly {@code count} inputs. */
  static void count(Op op, List<TensorSpec> inputs, int count) {
    check(
        inputs.size() == count,
        op,
        "expects " + count + " input" + (count == 1 ? "" : "s") + ", not " + inputs.size(),
        inputs);
  }

  /** Inputs {@code from} to {@code to} (exclusive) are of one floating dtype. */
  static DType floats(Op op, List<TensorSpec> inputs, int from, int to) {
    DType dtype = inputs.get(from).dtype();
    check(dtype.isFloating(), op, "expects a floating dtype, not " + dtype, inputs);
    for (int i = from + 1; i < to; i++) {
      check(inputs.get(i).dtype() == dtype, op, "expects operands of one dtype", inputs);
    }
    return dtype;
  }

  /** Input {@code index} has the given rank. */
  static Shape rank(Op op, List<TensorSpec> inputs, int index, int rank) {
    Shape shape = inputs.get(index).shape();
    check(
        shape.rank() == rank,
        op,
        "expects input " + index + " to have rank " + rank + ", not " + shape.rank(),
        inputs);
    return shape;
  }

  /** Input {@code index} has at least the given rank. */
  static Shape minRank(Op op, List<TensorSpec> inputs, int index, int rank) {
    Shape shape = inputs.get(index).shape();
    check(
        shape.rank() >= rank,
        op,
        "expects input " + index + " to have rank >= " + rank + ", not " + shape.rank(),
        inputs);
    return shape;
  }

  /** Input {@code index} may have the given shape. */
  static void shape(Op op, List<TensorSpec> inputs, int index, Shape expected) {
    check(
        inputs.get(index).shape().isCompatible(expected),
        op,
        "expects input " + index + " to have shape " + expected,
        inputs);
  }

  /** Two dimensions that must agree; the known one of them. */
  static int sameDim(Op op, List<TensorSpec> inputs, String what, int a, int b) {
    check(
        a == b || a == Shape.UNKNOWN || b == Shape.UNKNOWN,
        op,
        what + " differ (" + a + " vs " + b + ")",
        inputs);
    return a == Shape.UNKNOWN ? b : a;
  }

  /** Input {@code index} is a floating stack of square matrices. */
  static TensorSpec square(Op op, List<TensorSpec> inputs, int index) {
    floats(op, inputs, index, index + 1);
    Shape shape = minRank(op, inputs, index, 2);
    int size =
        sameDim(op, inputs, "rows and columns of square matrices", shape.dim(-2), shape.dim(-1));
    return inputs.get(index).withShape(shape.withDim(-2, size).withDim(-1, size));
  }

  /** A linear system: a {@code (..., n, n)}, b {@code (..., n, k)}; the spec of its solution. */
  static List<TensorSpec> system(Op op, List<TensorSpec> inputs) {
    count(op, inputs, 2);
    floats(op, inputs, 0, 2);
    Shape a = square(op, inputs, 0).shape();
    Shape b = rank(op, inputs, 1, a.rank());
    for (int i = 0; i < a.rank() - 2; i++) {
      b = b.withDim(i, sameDim(op, inputs, "leading dimensions", b.dim(i), a.dim(i)));
    }
    int rows = sameDim(op, inputs, "rows of a and b", a.dim(-1), b.dim(-2));
    return List.of(inputs.get(1).withShape(b.withDim(-2, rows)));
  }

  static void check(boolean condition, Op op, String problem, List<TensorSpec> inputs) {
    if (!condition) {
      throw new ShapeException(op.name() + " " + problem + ". Received: " + inputs + " in " + op);
    }
  }
}
