package org.keras4j.backend.reference;

import java.util.List;
import org.keras4j.op.BesselI;
import org.keras4j.op.BinaryOp;
import org.keras4j.op.BitCast;
import org.keras4j.op.Cast;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Gcd;
import org.keras4j.op.Polygamma;
import org.keras4j.op.Select;
import org.keras4j.op.StopGradient;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Element-wise ops: floats are computed as doubles and rounded once, integers as longs that wrap.
 */
final class ElementwiseKernels {
  private ElementwiseKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels
        .single(UnaryOp.class, (op, in) -> unary(op, in.get(0)))
        .single(BinaryOp.class, (op, in) -> binary(op, in.get(0), in.get(1)))
        .single(CompareOp.class, (op, in) -> compare(op, in.get(0), in.get(1)))
        .single(Select.class, (op, in) -> select(in))
        .single(Cast.class, (op, in) -> in.get(0).cast(op.dtype()))
        .single(BitCast.class, (op, in) -> BitPatterns.view(in.get(0), op))
        .single(BesselI.class, (op, in) -> bessel(op, in.get(0)))
        .single(Polygamma.class, (op, in) -> polygamma(op, in.get(0)))
        .single(Gcd.class, (op, in) -> gcd(in.get(0), in.get(1)))
        .single(StopGradient.class, (op, in) -> in.get(0));
  }

  private static NDArray unary(UnaryOp op, NDArray x) {
    boolean tests = op == UnaryOp.IS_NAN || op == UnaryOp.IS_INF || op == UnaryOp.IS_FINITE;
    NDArray.Builder out = NDArray.builder(tests ? DType.BOOL : x.dtype(), x.shape());
    for (int i = 0; i < x.size(); i++) {
      if (x.dtype().isFloating()) {
        out.set(i, ScalarMath.unary(op, x.getDouble(i)));
      } else {
        out.set(i, ScalarMath.unary(op, x.getLong(i)));
      }
    }
    return out.build();
  }

  private static NDArray binary(BinaryOp op, NDArray left, NDArray right) {
    Shape shape = Shape.broadcast(left.shape(), right.shape());
    NDArray a = Elements.broadcast(left, shape);
    NDArray b = Elements.broadcast(right, shape);
    NDArray.Builder out = NDArray.builder(a.dtype(), shape);
    for (int i = 0; i < out.size(); i++) {
      if (op == BinaryOp.NEXT_AFTER) {
        out.set(i, BitPatterns.nextAfter(a.dtype(), a.getDouble(i), b.getDouble(i)));
      } else if (a.dtype().isFloating()) {
        out.set(i, ScalarMath.binary(op, a.getDouble(i), b.getDouble(i)));
      } else {
        out.set(i, ScalarMath.binary(op, a.getLong(i), b.getLong(i), a.dtype()));
      }
    }
    return out.build();
  }

  private static NDArray bessel(BesselI op, NDArray x) {
    NDArray.Builder out = NDArray.builder(x.dtype(), x.shape());
    for (int i = 0; i < x.size(); i++) {
      out.set(i, SpecialFunctions.besselI(op.order(), x.getDouble(i)));
    }
    return out.build();
  }

  private static NDArray polygamma(Polygamma op, NDArray x) {
    NDArray.Builder out = NDArray.builder(x.dtype(), x.shape());
    for (int i = 0; i < x.size(); i++) {
      out.set(i, SpecialFunctions.polygamma(op.order(), x.getDouble(i)));
    }
    return out.build();
  }

  private static NDArray gcd(NDArray left, NDArray right) {
    Shape shape = Shape.broadcast(left.shape(), right.shape());
    NDArray a = Elements.broadcast(left, shape);
    NDArray b = Elements.broadcast(right, shape);
    NDArray.Builder out = NDArray.builder(a.dtype(), shape);
    for (int i = 0; i < out.size(); i++) {
      long x = Math.abs(a.getLong(i));
      for (long y = Math.abs(b.getLong(i)), rest; y != 0; y = rest) {
        rest = x % y;
        x = y;
      }
      out.set(i, x);
    }
    return out.build();
  }

  private static NDArray compare(CompareOp op, NDArray left, NDArray right) {
    Shape shape = Shape.broadcast(left.shape(), right.shape());
    NDArray a = Elements.broadcast(left, shape);
    NDArray b = Elements.broadcast(right, shape);
    NDArray.Builder out = NDArray.builder(DType.BOOL, shape);
    for (int i = 0; i < out.size(); i++) {
      out.set(i, holds(op, a, b, i) ? 1L : 0L);
    }
    return out.build();
  }

  private static boolean holds(CompareOp op, NDArray a, NDArray b, int i) {
    if (a.dtype().isFloating()) {
      double x = a.getDouble(i);
      double y = b.getDouble(i);
      // Written out, as a NaN is neither less nor greater nor equal.
      return switch (op) {
        case EQUAL -> x == y;
        case NOT_EQUAL -> x != y;
        case LESS -> x < y;
        case LESS_EQUAL -> x <= y;
        case GREATER -> x > y;
        case GREATER_EQUAL -> x >= y;
      };
    }
    int order =
        a.dtype() == DType.STRING
            ? a.strings()[i].compareTo(b.strings()[i])
            : Long.compare(a.getLong(i), b.getLong(i));
    return switch (op) {
      case EQUAL -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_EQUAL -> order >= 0;
    };
  }

  private static NDArray select(List<NDArray> in) {
    Shape shape = Shape.SCALAR;
    for (NDArray x : in) {
      shape = Shape.broadcast(shape, x.shape());
    }
    NDArray condition = Elements.broadcast(in.get(0), shape);
    NDArray a = Elements.broadcast(in.get(1), shape);
    NDArray b = Elements.broadcast(in.get(2), shape);
    Object to = a.dtype().storage().allocate(a.size());
    for (int i = 0; i < a.size(); i++) {
      Elements.copy(condition.getLong(i) != 0 ? a.array() : b.array(), i, to, i);
    }
    return NDArray.wrap(a.dtype(), shape, to);
  }
}
