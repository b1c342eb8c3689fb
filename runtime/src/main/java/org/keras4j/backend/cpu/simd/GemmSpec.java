package org.keras4j.backend.cpu.simd;

/**
 * Sizes and layout of {@code C = op(A) · op(B)}, row-major, for one matrix or a batch of them.
 *
 * @param m rows of C
 * @param n columns of C
 * @param k the inner dimension
 * @param transposeA true if A is stored as {@code k} rows of {@code m}
 * @param transposeB true if B is stored as {@code n} rows of {@code k}
 * @param lda distance between stored rows of A
 * @param ldb distance between stored rows of B
 * @param ldc distance between rows of C
 * @param batch number of products
 * @param strideA distance between the A matrices of a batch; 0 if all use the same
 * @param strideB distance between the B matrices; 0 if all use the same
 * @param strideC distance between the C matrices
 * @param accumulate true for {@code C += op(A) · op(B)}
 */
public record GemmSpec(
    int m,
    int n,
    int k,
    boolean transposeA,
    boolean transposeB,
    int lda,
    int ldb,
    int ldc,
    int batch,
    int strideA,
    int strideB,
    int strideC,
    boolean accumulate) {

  /** Checks that sizes are not negative and rows do not overlap. */
  public GemmSpec {
    if (m < 0 || n < 0 || k < 0 || batch < 0) {
      throw new IllegalArgumentException(
          "Sizes must not be negative, received m="
              + m
              + ", n="
              + n
              + ", k="
              + k
              + ", batch="
              + batch);
    }
    if (lda < (transposeA ? m : k) || ldb < (transposeB ? k : n) || ldc < n) {
      throw new IllegalArgumentException(
          "A leading dimension is shorter than its row: lda="
              + lda
              + ", ldb="
              + ldb
              + ", ldc="
              + ldc
              + " for m="
              + m
              + ", n="
              + n
              + ", k="
              + k
              + ", transposeA="
              + transposeA
              + ", transposeB="
              + transposeB);
    }
  }

  /** Dense matrices {@code (m, k) · (k, n)}, neither transposed. */
  public static GemmSpec of(int m, int n, int k) {
    return of(m, n, k, false, false);
  }

  /** Dense matrices, possibly stored transposed. */
  public static GemmSpec of(int m, int n, int k, boolean transposeA, boolean transposeB) {
    return new GemmSpec(
        m,
        n,
        k,
        transposeA,
        transposeB,
        transposeA ? m : k,
        transposeB ? k : n,
        n,
        1,
        0,
        0,
        0,
        false);
  }

  /** This product with other distances between rows. */
  public GemmSpec leading(int newLda, int newLdb, int newLdc) {
    return new GemmSpec(
        m,
        n,
        k,
        transposeA,
        transposeB,
        newLda,
        newLdb,
        newLdc,
        batch,
        strideA,
        strideB,
        strideC,
        accumulate);
  }

  /** This product, repeated over matrices the given distances apart. */
  public GemmSpec batched(int count, int newStrideA, int newStrideB, int newStrideC) {
    return new GemmSpec(
        m,
        n,
        k,
        transposeA,
        transposeB,
        lda,
        ldb,
        ldc,
        count,
        newStrideA,
        newStrideB,
        newStrideC,
        accumulate);
  }

  /** This product, added to what C holds. */
  public GemmSpec accumulating() {
    return new GemmSpec(
        m, n, k, transposeA, transposeB, lda, ldb, ldc, batch, strideA, strideB, strideC, true);
  }

  /** A batch that shares B and stores its A and C matrices back to back, as one tall product. */
  GemmSpec folded() {
    boolean backToBack =
        batch > 1 && !transposeA && strideB == 0 && strideA == m * lda && strideC == m * ldc;
    return backToBack
        ? new GemmSpec(m * batch, n, k, false, transposeB, lda, ldb, ldc, 1, 0, 0, 0, accumulate)
        : this;
  }
}
