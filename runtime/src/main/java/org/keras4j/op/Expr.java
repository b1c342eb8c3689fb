package org.keras4j.op;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Matrix and normalisation formulas that decompositions and derivative rules share. */
final class Expr {
  private Expr() {}

  /** Gradients in input order; unlike {@code List.of} it takes nulls. */
  static List<Tensor> grads(Tensor... gradients) {
    return Arrays.asList(gradients);
  }

  /** Half floats as float32, others as they are: sums and exponentials need the range. */
  static Tensor wide(Tensor x) {
    return x.dtype().isHalf() ? new Cast(DType.FLOAT32).on(x) : x;
  }

  static Tensor sum(Tensor x, boolean keepDims, Integer... axes) {
    return sum(x, keepDims, List.of(axes));
  }

  static Tensor sum(Tensor x, boolean keepDims, List<Integer> axes) {
    return new Reduce(ReduceKind.SUM, axes, keepDims).on(x);
  }

  /** Mean over axes of known size, kept as 1. */
  static Tensor mean(Tensor x, List<Integer> axes) {
    long count = Shape.of(axes.stream().mapToInt(x::dim).toArray()).size();
    return Emit.multiply(sum(x, true, axes), 1.0 / count);
  }

  static Tensor transpose(Tensor x, Integer... permutation) {
    return new Transpose(List.of(permutation)).on(x);
  }

  /** Exchanges the last two axes. */
  static Tensor transposeLast(Tensor x) {
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    Collections.swap(order, x.rank() - 1, x.rank() - 2);
    return new Transpose(order).on(x);
  }

  static Tensor matmul(Tensor a, Tensor b) {
    return MatMul.PLAIN.on(a, b);
  }

  /** {@code a' b}. */
  static Tensor matmulTa(Tensor a, Tensor b) {
    return new MatMul(true, false).on(a, b);
  }

  /** {@code a b'}. */
  static Tensor matmulTb(Tensor a, Tensor b) {
    return new MatMul(false, true).on(a, b);
  }

  /** All axes but the last as one. */
  static Tensor rows(Tensor x) {
    return Emit.reshape(x, Shape.of(x.shape().product(0, x.rank() - 1), x.dim(-1)));
  }

  /** The part of the last axis from {@code from} (inclusive) to {@code to} (exclusive). */
  static Tensor sliceLast(Tensor x, int from, int to) {
    return Emit.slice(x, x.rank() - 1, from, to);
  }

  /** A bool matrix: true where {@code column - row <= diagonal}. */
  static Tensor lowerTriangle(int rows, int columns, int diagonal) {
    TensorSpec spec = TensorSpec.of(DType.INT32, rows, columns);
    Tensor difference = Emit.subtract(new Iota(spec, 1).on(), new Iota(spec, 0).on());
    return CompareOp.LESS_EQUAL.on(difference, Emit.scalar(difference, diagonal));
  }

  /** {@code x} where the mask holds, else 0. */
  static Tensor keep(Tensor mask, Tensor x) {
    return Emit.select(mask, x, Emit.zero(x));
  }

  /** The lower triangle of the last two axes, from {@code diagonal} down; zeros elsewhere. */
  static Tensor tril(Tensor x, int diagonal) {
    return keep(lowerTriangle(x.dim(-2), x.dim(-1), diagonal), x);
  }

  /** The upper triangle of the last two axes, from {@code diagonal} up; zeros elsewhere. */
  static Tensor triu(Tensor x, int diagonal) {
    Tensor below = lowerTriangle(x.dim(-2), x.dim(-1), diagonal - 1);
    return Emit.select(below, Emit.zero(x), x);
  }

  /** The lower triangle with its diagonal halved. */
  static Tensor trilHalved(Tensor x) {
    return Emit.multiply(Emit.add(tril(x, 0), tril(x, -1)), 0.5);
  }

  /** {@code 1 / (columns - rows)} of a vector's elements, zeros where they are equal. */
  static Tensor inverseDifferences(Tensor vector) {
    Tensor columns = Emit.reshape(vector, vector.shape().insertDim(vector.rank() - 1, 1));
    Tensor rows = Emit.reshape(vector, vector.shape().insertDim(vector.rank(), 1));
    Tensor difference = Emit.subtract(columns, rows);
    Tensor equal = CompareOp.EQUAL.on(difference, Emit.zero(difference));
    Tensor safe = Emit.select(equal, Emit.scalar(difference, 1), difference);
    return Emit.select(equal, Emit.zero(safe), UnaryOp.RECIPROCAL.on(safe));
  }

  /** {@code x} with each column multiplied by the vector's element: {@code x diag(vector)}. */
  static Tensor scaleColumns(Tensor x, Tensor vector) {
    return Emit.multiply(x, Emit.reshape(vector, vector.shape().insertDim(vector.rank() - 1, 1)));
  }

  /** {@code x} with each row multiplied by the vector's element: {@code diag(vector) x}. */
  static Tensor scaleRows(Tensor vector, Tensor x) {
    return Emit.multiply(Emit.reshape(vector, vector.shape().insertDim(vector.rank(), 1)), x);
  }

  /** The gradient, or zeros where the loss does not depend on the output. */
  static Tensor orZeros(Tensor gradient, Tensor output) {
    return gradient == null ? new FillLike(output.dtype(), 0).emit(output) : gradient;
  }
}
