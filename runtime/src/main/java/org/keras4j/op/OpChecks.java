package org.keras4j.op;

import java.util.List;
import java.util.stream.Collectors;
import org.keras4j.graph.Op;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Checks that {@code infer} methods share; every message names the op and what it received. */
final class OpChecks {
  private OpChecks() {}

  static void require(boolean condition, Op op, String expectation, Object received) {
    if (!condition) {
      throw new ShapeException(op.name() + " expects " + expectation + ". Received: " + received);
    }
  }

  static void arity(Op op, List<TensorSpec> in, int count) {
    require(in.size() == count, op, count + (count == 1 ? " input" : " inputs"), list(in));
  }

  /** All inputs have one dtype, as facades make sure. */
  static DType sameDType(Op op, List<TensorSpec> in) {
    DType dtype = in.get(0).dtype();
    require(
        in.stream().allMatch(s -> s.dtype() == dtype),
        op,
        "inputs of one dtype; cast them",
        list(in));
    return dtype;
  }

  static void integers(Op op, String what, TensorSpec spec) {
    require(spec.dtype().isInteger(), op, "integer " + what, spec);
  }

  /** {@code axis} counted from the front, with the op named when it is out of range. */
  static int axis(Op op, int axis, Shape shape) {
    int positive = axis < 0 ? axis + shape.rank() : axis;
    require(
        positive >= 0 && positive < shape.rank(), op, "an axis in range", axis + " for " + shape);
    return positive;
  }

  static String list(List<TensorSpec> in) {
    return in.stream().map(TensorSpec::toString).collect(Collectors.joining(", "));
  }
}
