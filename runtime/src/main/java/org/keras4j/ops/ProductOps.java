package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.MatMul;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Products of matrices and vectors, of {@code keras.ops}. */
public final class ProductOps {
  private ProductOps() {}

  /**
   * Matrix product of the last two axes, the others broadcast; a vector counts as a row before and
   * as a column after a matrix. Keras: {@code matmul}.
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      throw new ShapeException(
          "matmul: scalars are not allowed. Received: " + a.shape() + " and " + b.shape());
    }
    DType dtype =
        a.dtype() == DType.INT8 && b.dtype() == DType.INT8
            ? DType.INT32
            : DTypes.resultType(a.dtype(), b.dtype());
    Tensor left = a.rank() == 1 ? ShapeOps.expandDims(a, 0) : a;
    Tensor right = b.rank() == 1 ? ShapeOps.expandDims(b, 1) : b;
    Tensor product = product(left, right, dtype);
    if (b.rank() == 1) {
      product = ShapeOps.squeeze(product, -1);
    }
    return a.rank() == 1 ? ShapeOps.squeeze(product, b.rank() == 1 ? -1 : -2) : product;
  }

  /** Bools are multiplied as integers: a product of bools holds where any pair does. */
  private static Tensor product(Tensor a, Tensor b, DType dtype) {
    DType compute = dtype == DType.BOOL ? DType.INT32 : dtype;
    return cast(MatMul.PLAIN.on(cast(a, compute), cast(b, compute)), dtype);
  }

  /**
   * NumPy's dot product: over the last axis of the first and the last but one of the second
   * operand. Keras: {@code dot}.
   */
  public static Tensor dot(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      return MathOps.multiply(a, b);
    }
    return tensordot(a, b, List.of(-1), List.of(b.rank() == 1 ? -1 : -2));
  }

  /** Sum of the products of all elements. Keras: {@code vdot}. */
  public static Tensor vdot(Tensor a, Tensor b) {
    return dot(ShapeOps.ravel(a), ShapeOps.ravel(b));
  }

  /** Sum over the last axes of both. Keras: {@code inner}. */
  public static Tensor inner(Tensor a, Tensor b) {
    if (a.rank() == 0 || b.rank() == 0) {
      return MathOps.multiply(a, b);
    }
    return tensordot(a, b, List.of(-1), List.of(-1));
  }

  /** Sum over the last {@code count} axes of the first and the first of the second operand. */
  public static Tensor tensordot(Tensor a, Tensor b, int count) {
    return tensordot(
        a,
        b,
        IntStream.range(a.rank() - count, a.rank()).boxed().toList(),
        IntStream.range(0, count).boxed().toList());
  }

  /** Sum over pairs of axes. Keras: {@code tensordot}. */
  public static Tensor tensordot(Tensor a, Tensor b, List<Integer> axesA, List<Integer> axesB) {
    if (axesA.size() != axesB.size()) {
      throw new ShapeException(
          "tensordot: `axes` must name as many of both operands. Received: "
              + axesA
              + ", "
              + axesB);
    }
    List<Integer> summedA = axesA.stream().map(a.shape()::axis).toList();
    List<Integer> summedB = axesB.stream().map(b.shape()::axis).toList();
    List<Integer> freeA = others(a, summedA);
    List<Integer> freeB = others(b, summedB);
    Shape shapeA = dims(a, freeA);
    Shape shapeB = dims(b, freeB);
    int inner = dims(a, summedA).intSize();
    Tensor left = ordered(a, freeA, summedA, Shape.of(shapeA.intSize(), inner));
    Tensor right = ordered(b, summedB, freeB, Shape.of(inner, shapeB.intSize()));
    DType dtype = DTypes.resultType(a.dtype(), b.dtype());
    return ShapeOps.reshape(product(left, right, dtype), shapeA.concat(shapeB));
  }

  private static List<Integer> others(Tensor x, List<Integer> axes) {
    List<Integer> others = new ArrayList<>(Axes.all(x.rank()));
    others.removeAll(axes);
    return others;
  }

  private static Shape dims(Tensor x, List<Integer> axes) {
    return Shape.of(axes.stream().mapToInt(x::dim).toArray());
  }

  private static Tensor ordered(Tensor x, List<Integer> first, List<Integer> last, Shape matrix) {
    int[] order =
        IntStream.concat(
                first.stream().mapToInt(Integer::intValue),
                last.stream().mapToInt(Integer::intValue))
            .toArray();
    return ShapeOps.reshape(x.rank() < 2 ? x : ShapeOps.transpose(x, order), matrix);
  }
}
