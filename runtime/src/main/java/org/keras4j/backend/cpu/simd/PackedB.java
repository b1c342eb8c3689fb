package org.keras4j.backend.cpu.simd;

/**
 * The right operand of a matrix product, copied once into the order in which the kernels read it.
 *
 * <p>Immutable and safe to share between threads and sessions. Packed for one choice of kernels: a
 * product that uses others refuses it.
 */
public final class PackedB {
  private final PanelLayout layout;
  private final float[] data;

  private PackedB(PanelLayout layout, float[] data) {
    this.layout = layout;
    this.data = data;
  }

  /**
   * Packs a matrix for the kernels that this JVM uses.
   *
   * @param k rows of the operand, the product's inner dimension
   * @param n columns of the operand
   * @param b source, row-major
   * @param bAt index of its first element
   * @param ldb distance between rows of the source
   * @param transposed true if the source holds {@code n} rows of {@code k}
   */
  public static PackedB of(int k, int n, float[] b, int bAt, int ldb, boolean transposed) {
    return of(SimdProvider.matrixKernels(), k, n, b, bAt, ldb, transposed);
  }

  static PackedB of(
      MatrixKernels kernels, int k, int n, float[] b, int bAt, int ldb, boolean transposed) {
    PanelLayout layout = new PanelLayout(kernels, k, n);
    float[] data = new float[layout.size()];
    layout.pack(b, bAt, ldb, transposed, 0, n, data, 0);
    return new PackedB(layout, data);
  }

  /** Rows of the operand. */
  public int k() {
    return layout.rows();
  }

  /** Columns of the operand. */
  public int n() {
    return layout.columns();
  }

  PanelLayout layout() {
    return layout;
  }

  float[] data() {
    return data;
  }

  void check(MatrixKernels kernels, int k, int n) {
    if (layout.kernels().getClass() != kernels.getClass() || k() != k || n() != n) {
      throw new IllegalArgumentException(
          "Packed operand is "
              + k()
              + " x "
              + n()
              + " for "
              + layout.kernels().name()
              + " kernels; expected "
              + k
              + " x "
              + n
              + " for "
              + kernels.name());
    }
  }
}
