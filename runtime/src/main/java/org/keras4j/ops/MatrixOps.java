package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/** Functions of {@code keras.ops} over rows, columns and diagonals, without linear algebra. */
public final class MatrixOps {
  private MatrixOps() {}

  /** Zeros above a diagonal of the last two axes. Keras: {@code tril}. */
  public static Tensor tril(Tensor x, int k) {
    return new Triangle(CompareOp.LESS_EQUAL, k).emit(x);
  }

  /** Zeros below a diagonal of the last two axes. Keras: {@code triu}. */
  public static Tensor triu(Tensor x, int k) {
    return new Triangle(CompareOp.GREATER_EQUAL, k).emit(x);
  }

  private record Triangle(CompareOp kept, int k) implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Tensor x = in.get(0);
      Tensor mask = CreationOps.compare(kept, x.dim(-2), x.dim(-1), k);
      return List.of(LogicOps.where(mask, x, scalar(x.dtype(), 0)));
    }
  }

  /** A diagonal of a matrix, or the matrix with a vector on its diagonal. Keras: {@code diag}. */
  public static Tensor diag(Tensor x, int k) {
    return switch (x.rank()) {
      case 1 -> new Diagonal(k).emit(x);
      case 2 -> diagonal(x, k, 0, 1);
      default -> throw new ShapeException("`x` must be 1d or 2d. Received: x.shape=" + x.shape());
    };
  }

  /** A matrix with all elements on a diagonal. Keras: {@code diagflat}. */
  public static Tensor diagflat(Tensor x, int k) {
    return diag(ShapeOps.ravel(x), k);
  }

  /** The vector along the longer side of the diagonal, then kept only on it. */
  private record Diagonal(int k) implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Tensor x = in.get(0);
      int size = x.dim(0) + Math.abs(k);
      Tensor padded = ShapeOps.pad(x, List.of(0), List.of(Math.abs(k)));
      Tensor line = ShapeOps.expandDims(padded, k >= 0 ? 1 : 0);
      Tensor mask = CreationOps.compare(CompareOp.EQUAL, size, size, k);
      return List.of(LogicOps.where(mask, line, scalar(x.dtype(), 0)));
    }
  }

  /** A diagonal of two axes, as a new last one. Keras: {@code diagonal}. */
  public static Tensor diagonal(Tensor x, int offset, int axis1, int axis2) {
    Tensor last = ShapeOps.moveaxis(x, List.of(axis1, axis2), List.of(-2, -1));
    return new DiagonalPart(offset).emit(last);
  }

  private record DiagonalPart(int offset) implements ShapeDependentOp {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> in) {
      Shape shape = in.get(0).shape();
      Shape lead = shape.slice(0, shape.rank() - 2);
      boolean known = shape.isKnown(-1) && shape.isKnown(-2);
      int count = known ? count(shape.dim(-2), shape.dim(-1)) : Shape.UNKNOWN;
      return List.of(in.get(0).withShape(lead.insertDim(-1, count)));
    }

    private int count(int rows, int columns) {
      return Math.max(0, Math.min(rows - Math.max(0, -offset), columns - Math.max(0, offset)));
    }

    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      Tensor x = in.get(0);
      int rows = x.dim(-2);
      int columns = x.dim(-1);
      int row = Math.max(0, -offset);
      int column = Math.max(0, offset);
      int[] positions =
          IntStream.range(0, count(rows, columns))
              .map(i -> (row + i) * columns + column + i)
              .toArray();
      Shape flat = x.shape().slice(0, x.rank() - 2).insertDim(-1, rows * columns);
      Tensor line = ShapeOps.reshape(x, flat);
      return List.of(IndexOps.gather(line, Creation.ints(positions), -1));
    }
  }

  /** Sum of a diagonal of two axes. Keras: {@code trace}. */
  public static Tensor trace(Tensor x, int offset, int axis1, int axis2) {
    return ReduceOps.sum(diagonal(x, offset, axis1, axis2), -1);
  }

  /** All products of two flattened tensors. Keras: {@code outer}. */
  public static Tensor outer(Tensor a, Tensor b) {
    Tensor column = ShapeOps.expandDims(ShapeOps.ravel(a), 1);
    return MathOps.multiply(column, ShapeOps.expandDims(ShapeOps.ravel(b), 0));
  }

  /** Kronecker product. Keras: {@code kron}. */
  public static Tensor kron(Tensor a, Tensor b) {
    return new Kron().emit(a, b);
  }

  private record Kron() implements ShapeDependentOp {
    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      int rank = Math.max(in.get(0).rank(), in.get(1).rank());
      Shape left = leading(in.get(0).shape(), rank);
      Shape right = leading(in.get(1).shape(), rank);
      Shape a = Shape.SCALAR;
      Shape b = Shape.SCALAR;
      Shape result = Shape.SCALAR;
      for (int i = 0; i < rank; i++) {
        a = a.concat(Shape.of(left.dim(i), 1));
        b = b.concat(Shape.of(1, right.dim(i)));
        result = result.insertDim(-1, left.dim(i) * right.dim(i));
      }
      Tensor product =
          MathOps.multiply(ShapeOps.reshape(in.get(0), a), ShapeOps.reshape(in.get(1), b));
      return List.of(ShapeOps.reshape(product, result));
    }

    private static Shape leading(Shape shape, int rank) {
      return shape.rank() == rank ? shape : leading(shape.insertDim(0, 1), rank);
    }
  }

  /**
   * Cross product of vectors of 2 or 3 elements along axes. Keras: {@code cross}.
   *
   * @param axisc where the result's vectors stand, unless both have 2 elements
   */
  public static Tensor cross(Tensor a, Tensor b, int axisa, int axisb, int axisc) {
    List<Tensor> x = JoinOps.unstack(a, axisa);
    List<Tensor> y = JoinOps.unstack(b, axisb);
    if (x.size() < 2 || x.size() > 3 || y.size() < 2 || y.size() > 3) {
      throw new ShapeException(
          "Both `x1` and `x2` must have 2 or 3 elements along their axes. Received: "
              + a.shape()
              + " and "
              + b.shape());
    }
    Tensor last = minor(x, y, 0, 1);
    if (x.size() == 2 && y.size() == 2) {
      return last;
    }
    return JoinOps.stack(List.of(minor(x, y, 1, 2), minor(x, y, 2, 0), last), axisc);
  }

  /** {@code x_i y_j - x_j y_i}, missing elements being zero. */
  private static Tensor minor(List<Tensor> x, List<Tensor> y, int i, int j) {
    DType dtype = DTypes.resultType(x.get(0).dtype(), y.get(0).dtype());
    Tensor zero = CreationOps.zerosLike(cast(MathOps.multiply(x.get(0), y.get(0)), dtype));
    Tensor first = i < x.size() && j < y.size() ? MathOps.multiply(x.get(i), y.get(j)) : zero;
    Tensor second = j < x.size() && i < y.size() ? MathOps.multiply(x.get(j), y.get(i)) : zero;
    return MathOps.subtract(first, second);
  }

  /** Powers of a vector's elements, one a column. Keras: {@code vander}. */
  public static Tensor vander(Tensor x, int columns, boolean increasing) {
    DType compute = DTypes.resultType(x.dtype(), DType.FLOAT32);
    Tensor powers = Creation.iota(compute, columns);
    Tensor ordered = increasing ? powers : ShapeOps.flip(powers);
    Tensor base = ShapeOps.expandDims(cast(x, compute), -1);
    return cast(MathOps.power(base, ordered), x.dtype());
  }
}
