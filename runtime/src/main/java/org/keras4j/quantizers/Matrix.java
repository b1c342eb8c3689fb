package org.keras4j.quantizers;

import java.util.List;
import org.keras4j.layers.Contraction;
import org.keras4j.tensor.Shape;

/** A kernel of any rank seen as a matrix: what is summed over by what is not. */
record Matrix(int rows, int columns) {
  static Matrix of(Shape kernel, Contraction contraction) {
    List<Integer> summed = contraction.kernelAxes();
    int rows = 1;
    int columns = 1;
    for (int axis = 0; axis < kernel.rank(); axis++) {
      if (summed.contains(axis)) {
        rows *= kernel.dim(axis);
      } else {
        columns *= kernel.dim(axis);
      }
    }
    return new Matrix(rows, columns);
  }
}
