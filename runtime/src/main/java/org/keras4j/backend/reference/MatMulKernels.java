package org.keras4j.backend.reference;

import java.util.List;
import org.keras4j.op.MatMul;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Matrix products: floats in double precision, integers exactly (wrapping). */
final class MatMulKernels {
  private MatMulKernels() {}

  static void addTo(ReferenceKernels.Builder kernels) {
    kernels.single(MatMul.class, (op, in) -> matmul(op, in.get(0), in.get(1)));
  }

  private static NDArray matmul(MatMul op, NDArray a, NDArray b) {
    TensorSpec result = op.infer(List.of(a.spec(), b.spec())).get(0);
    Shape batch = result.shape().slice(0, result.shape().rank() - 2);
    int[] aOffsets = offsets(a.shape(), batch);
    int[] bOffsets = offsets(b.shape(), batch);
    int rows = result.shape().dim(-2);
    int columns = result.shape().dim(-1);
    int inner = a.shape().dim(op.transposeA() ? -2 : -1);
    int aRow = op.transposeA() ? 1 : inner;
    int aStep = op.transposeA() ? rows : 1;
    int bStep = op.transposeB() ? 1 : columns;
    int bColumn = op.transposeB() ? inner : 1;
    boolean floating = result.dtype().isFloating();
    NDArray.Builder c = NDArray.builder(result.dtype(), result.shape());
    int next = 0;
    for (int m = 0; m < aOffsets.length; m++) {
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < columns; j++) {
          int ai = aOffsets[m] + i * aRow;
          int bi = bOffsets[m] + j * bColumn;
          if (floating) {
            c.set(next++, dot(a, ai, aStep, b, bi, bStep, inner));
          } else {
            c.set(next++, dotOfIntegers(a, ai, aStep, b, bi, bStep, inner));
          }
        }
      }
    }
    return c.build();
  }

  private static double dot(NDArray a, int ai, int aStep, NDArray b, int bi, int bStep, int inner) {
    double sum = 0;
    for (int k = 0; k < inner; k++) {
      sum += a.getDouble(ai + k * aStep) * b.getDouble(bi + k * bStep);
    }
    return sum;
  }

  private static long dotOfIntegers(
      NDArray a, int ai, int aStep, NDArray b, int bi, int bStep, int inner) {
    long sum = 0;
    for (int k = 0; k < inner; k++) {
      sum += a.getLong(ai + k * aStep) * b.getLong(bi + k * bStep);
    }
    return sum;
  }

  /** Where each matrix of a broadcast batch starts. */
  private static int[] offsets(Shape shape, Shape batch) {
    int extra = batch.rank() - (shape.rank() - 2);
    int[] own = shape.strides();
    int[] strides = new int[batch.rank()];
    for (int i = extra; i < strides.length; i++) {
      strides[i] = shape.dim(i - extra) == 1 ? 0 : own[i - extra];
    }
    return Elements.sources(batch, index -> Elements.position(index, strides));
  }
}
