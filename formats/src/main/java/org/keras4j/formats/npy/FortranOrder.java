package org.keras4j.formats.npy;

/** Walks an array that was stored with its first dimension varying fastest. */
final class FortranOrder {
  private FortranOrder() {}

  /** Takes the row-major index of an element and its index in the file. */
  interface Move {
    void apply(int rowMajor, int stored);
  }

  /** Visits every element in row-major order; the array must not be empty. */
  static void forEach(long[] shape, Move move) {
    int rank = shape.length;
    int[] stride = new int[rank];
    int total = 1;
    for (int d = 0; d < rank; d++) {
      stride[d] = total;
      total *= (int) shape[d];
    }
    int[] index = new int[rank];
    int stored = 0;
    for (int rowMajor = 0; rowMajor < total; rowMajor++) {
      move.apply(rowMajor, stored);
      for (int d = rank - 1; d >= 0; d--) {
        index[d]++;
        stored += stride[d];
        if (index[d] < shape[d]) {
          break;
        }
        stored -= index[d] * stride[d];
        index[d] = 0;
      }
    }
  }
}
