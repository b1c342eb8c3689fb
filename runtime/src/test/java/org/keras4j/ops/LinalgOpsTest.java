package org.keras4j.ops;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.NDArray;

/** Linear algebra, Einstein sums and Fourier transforms against real Keras. */
class LinalgOpsTest extends KerasValuesTest {
  private static Tensor system() {
    float[] values = values(1, 1, 3, 3).toFloatArray();
    for (int i = 0; i < 3; i++) {
      values[i * 4] += 3;
    }
    return Constant.of(NDArray.of(values, 3, 3));
  }

  private static Tensor definite() {
    return Arith.matmul(system(), Arith.transposeLast(system()));
  }

  @Test
  void decompositions() {
    same("cholesky", LinalgOps.cholesky(definite(), false), LinalgOps.cholesky(definite(), true));
    Tensor factor = LinalgOps.cholesky(definite(), false);
    same("cholesky_inverse", LinalgOps.choleskyInverse(factor, false));
    same("eigh", LinalgOps.eigh(definite()).get(0));
    same("lu_factor", LinalgOps.luFactor(Arith.take(system(), 0, 2, 0, 1)));
    Tensor cube = Arith.mul(x(1, 4, 3), Arith.mul(x(1, 4, 3), x(1, 4, 3)));
    List<Tensor> qr = new ArrayList<>(LinalgOps.qr(cube, "reduced"));
    qr.addAll(LinalgOps.qr(cube, "complete"));
    same("qr", qr);
    same("svd", LinalgOps.singularValues(x(1, 4, 3)));
    same("matrix_rank", LinalgOps.matrixRank(x(1, 4, 3), null));
  }

  @Test
  void systems() {
    same("det", LinalgOps.det(system()), LinalgOps.logdet(definite()));
    same("inv", LinalgOps.inv(system()));
    same("solve", LinalgOps.solve(system(), x(2, 3, 2)), LinalgOps.solve(system(), x(2, 3)));
    same("solve_triangular", LinalgOps.solveTriangular(system(), x(2, 3, 2), true));
    same("lstsq", LinalgOps.lstsq(x(1, 4, 3), x(2, 4), null));
    same("pinv", LinalgOps.pinv(x(1, 4, 3), null));
  }

  @Test
  void norms() {
    Tensor m = x(1, 4, 3);
    for (int order : new int[] {1, -1, 2, -2}) {
      same("norm_" + order, LinalgOps.norm(m, order, false));
    }
    same("norm_inf", LinalgOps.norm(m, Double.POSITIVE_INFINITY, false));
    same("norm_-inf", LinalgOps.norm(m, Double.NEGATIVE_INFINITY, false));
    same("norm_nuc", LinalgOps.nuclearNorm(m, false, 0, 1));
    same("norm_fro", LinalgOps.norm(m, false));
    same("norm_vector", LinalgOps.norm(m, 3, false, 1), LinalgOps.norm(m, 0, false, 0));
  }

  @Test
  void einsum() {
    same("einsum_dense", EinsumOps.einsum("abc,cde->abde", x(1, 2, 3, 4), x(2, 4, 2, 3)));
    same("einsum_ellipsis", EinsumOps.einsum("...ij,...jk->...ik", x(1, 2, 3, 4), x(2, 4, 2)));
    same(
        "einsum_trace", EinsumOps.einsum("ii", x(1, 3, 3)), EinsumOps.einsum("ba->ab", x(1, 2, 3)));
    same("einsum_three", EinsumOps.einsum("ij,jk,kl->il", x(1, 2, 3), x(2, 3, 4), x(3, 4, 2)));
    Tensor heads = EinsumOps.einsum("btnh,bsnh->bnts", x(1, 2, 3, 2, 4), x(2, 2, 5, 2, 4));
    same("einsum_batch", heads);
  }

  private static List<Tensor> both(List<Tensor> a, List<Tensor> b) {
    List<Tensor> all = new ArrayList<>(a);
    all.addAll(b);
    return all;
  }

  @Test
  void fourier() {
    List<Tensor> pair = List.of(x(1, 3, 4), x(2, 3, 4));
    same("fft", both(FftOps.fft(List.of(x(1, 2, 6), x(2, 2, 6))), FftOps.fft2(pair)));
    same("ifft2", FftOps.ifft2(pair));
    same("rfft", both(FftOps.rfft(x(1, 2, 7), null), FftOps.rfft(x(1, 2, 7), 10)));
    List<Tensor> half = List.of(x(1, 2, 4), x(2, 2, 4));
    same("irfft", FftOps.irfft(half, null), FftOps.irfft(half, 7));
  }

  @Test
  void frames() {
    double[] hann = FftOps.hann(6);
    List<Tensor> stft = FftOps.stft(x(1, 2, 30), 6, 3, 8, hann, true);
    same("stft", stft);
    same("stft_plain", FftOps.stft(x(1, 30), 8, 4, 8, FftOps.hamming(8), false));
    same("istft", FftOps.istft(stft, 6, 3, 8, null, hann, true));
    same("extract_sequences", FftOps.extractSequences(x(1, 2, 9), 4, 2));
  }
}
