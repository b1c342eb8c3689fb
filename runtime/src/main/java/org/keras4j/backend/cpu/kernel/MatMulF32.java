package org.keras4j.backend.cpu.kernel;

import java.util.List;
import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Packed;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Gemm;
import org.keras4j.backend.cpu.simd.GemmSpec;
import org.keras4j.backend.cpu.simd.PackedB;
import org.keras4j.backend.fused.WithEpilogue;
import org.keras4j.op.MatMul;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Products of float32 matrices, with broadcast batch axes and fused epilogues. A right operand that
 * is a weight is packed once for each of its values.
 */
public final class MatMulF32 implements Kernel {
  public static final KernelEntry<MatMul> ENTRY =
      new KernelEntry<>(
          MatMul.class, (op, signature, env) -> prepare(op, WithEpilogue.of(op), signature, env));
  public static final KernelEntry<WithEpilogue> FUSED =
      new KernelEntry<>(
          WithEpilogue.class,
          (op, signature, env) ->
              op.anchor() instanceof MatMul product
                  ? prepare(product, op, signature, env)
                  : Optional.empty());

  private final MatMul op;
  private final WithEpilogue fused;
  private final int m;
  private final int n;
  private final int k;
  private final BroadcastWalk batches;
  private final int batchCount;
  private final Packed<PackedB> packed;
  private final CpuDevice device;

  private MatMulF32(MatMul op, WithEpilogue fused, OpSignature signature, CpuDevice device) {
    Shape a = signature.inputShape(0);
    Shape b = signature.inputShape(1);
    Shape c = signature.outputShape(0);
    this.op = op;
    this.fused = fused;
    this.m = c.dim(-2);
    this.n = c.dim(-1);
    this.k = a.dim(op.transposeA() ? -2 : -1);
    Shape batch = c.slice(0, c.rank() - 2);
    this.batches =
        new BroadcastWalk(batch, List.of(a.slice(0, a.rank() - 2), b.slice(0, b.rank() - 2)));
    this.batchCount = batch.intSize();
    boolean oneB = b.product(0, b.rank() - 2) == 1;
    this.packed = oneB && signature.isWeight(1) ? new Packed<>(this::pack) : null;
    this.device = device;
  }

  private static Optional<Kernel> prepare(
      MatMul op, WithEpilogue fused, OpSignature signature, KernelEnv env) {
    boolean isEmpty = signature.inputs().stream().anyMatch(in -> in.shape().size() == 0);
    return signature.all(DType.FLOAT32) && !isEmpty
        ? Optional.of(new MatMulF32(op, fused, signature, CpuDevice.of(env)))
        : Optional.empty();
  }

  private PackedB pack(NDArray weight) {
    return PackedB.of(k, n, weight.floats(), 0, op.transposeB() ? k : n, op.transposeB());
  }

  @Override
  public Step bind(Frame frame) {
    float[] a = frame.floats(0);
    int aAt = frame.offset(0);
    float[] b = frame.floats(1);
    int bAt = frame.offset(1);
    float[] c = frame.floats(frame.out(0));
    int cAt = frame.offset(frame.out(0));
    int inner = batches.inner();
    int runs = batchCount / inner;
    boolean movesA = inner > 1 && batches.moves(0);
    boolean movesB = inner > 1 && batches.moves(1);
    GemmSpec spec =
        GemmSpec.of(m, n, k, op.transposeA(), op.transposeB())
            .batched(inner, movesA ? m * k : 0, movesB ? k * n : 0, m * n);
    Scratch scratch = frame.scratch();
    Gemm[] products = new Gemm[runs];
    int[] aFrom = new int[runs];
    int[] bFrom = new int[runs];
    // Runs share one product, unless each reads another part of the residual.
    boolean shared = !fused.residual();
    for (int run = 0; run < runs; run++) {
      aFrom[run] = aAt + batches.offset(0, run) * m * k;
      bFrom[run] = bAt + batches.offset(1, run) * k * n;
      products[run] = shared && run > 0 ? products[0] : product(spec, frame, run * inner * m * n);
    }
    scratch.require(DType.Storage.FLOAT, products[0].scratchSize());
    return () -> {
      float[] work = scratch.floats();
      for (int run = 0; run < runs; run++) {
        int to = cAt + run * inner * m * n;
        products[run].run(a, aFrom[run], b, bFrom[run], c, to, work, 0);
      }
    };
  }

  private Gemm product(GemmSpec spec, Frame frame, int outputOffset) {
    Gemm gemm =
        packed != null
            ? new Gemm(spec, packed.of(frame.operand(1)), device.pool())
            : new Gemm(spec, device.pool());
    return gemm.epilogue(Epilogues.of(fused, frame, outputOffset, device));
  }

  @Override
  public String describe() {
    String batch = batchCount == 1 ? "" : batchCount + " x ";
    return "MatMulF32 " + batch + m + "x" + n + "x" + k + (packed != null ? " packed" : "");
  }
}
