package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Attention;
import org.keras4j.backend.cpu.simd.AttentionMask;
import org.keras4j.backend.cpu.simd.AttentionSpec;
import org.keras4j.op.ScaledDotProductAttention;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Attention on float32 with a streaming softmax, with a bias or a mask, but not both. */
public final class AttentionF32 implements Kernel {
  public static final KernelEntry<ScaledDotProductAttention> ENTRY =
      new KernelEntry<>(ScaledDotProductAttention.class, AttentionF32::prepare);

  private final ScaledDotProductAttention op;
  private final AttentionSpec spec;
  private final Shape extra;
  private final CpuDevice device;

  private AttentionF32(
      ScaledDotProductAttention op, AttentionSpec spec, Shape extra, CpuDevice device) {
    this.op = op;
    this.spec = spec;
    this.extra = extra;
    this.device = device;
  }

  private static Optional<Kernel> prepare(
      ScaledDotProductAttention op, OpSignature signature, KernelEnv env) {
    boolean floats =
        signature.inputs().stream()
            .allMatch(in -> in.dtype() == DType.FLOAT32 || in.dtype() == DType.BOOL);
    if (!floats || signature.anyEmpty() || op.hasBias() && op.hasMask()) {
      return Optional.empty();
    }
    Shape q = signature.inputShape(0);
    Shape v = signature.inputShape(2);
    int heads = q.dim(2);
    AttentionSpec spec =
        new AttentionSpec(
            q.dim(0),
            heads,
            q.dim(1),
            v.dim(1),
            q.dim(3),
            v.dim(3),
            1,
            (float) op.scale(),
            op.causal(),
            AttentionSpec.Strides.positionMajor(q.dim(1), heads, q.dim(3)),
            AttentionSpec.Strides.positionMajor(v.dim(1), heads, q.dim(3)),
            AttentionSpec.Strides.positionMajor(v.dim(1), heads, v.dim(3)),
            AttentionSpec.Strides.positionMajor(q.dim(1), heads, v.dim(3)));
    Shape extra = null;
    if (op.hasBias() || op.hasMask()) {
      extra = signature.inputShape(3);
      // The loops take keys one after the other.
      if (extra.rank() == 0 || extra.dim(-1) != v.dim(1)) {
        return Optional.empty();
      }
    }
    return Optional.of(new AttentionF32(op, spec, extra, CpuDevice.of(env)));
  }

  @Override
  public Step bind(Frame frame) {
    float[] q = frame.floats(0);
    int qAt = frame.offset(0);
    float[] k = frame.floats(1);
    int kAt = frame.offset(1);
    float[] v = frame.floats(2);
    int vAt = frame.offset(2);
    float[] y = frame.floats(frame.out(0));
    int yAt = frame.offset(frame.out(0));
    Attention attention = new Attention(spec, device.pool());
    if (extra != null) {
      attention.mask(mask(frame));
    }
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.FLOAT, attention.scratchSize());
    return () -> attention.run(q, qAt, k, kAt, v, vAt, y, yAt, scratch.floats(), 0);
  }

  private AttentionMask mask(Frame frame) {
    Shape logits = Shape.of(spec.batch(), spec.heads(), spec.queries(), spec.keys());
    int[] strides = BroadcastWalk.strides(extra, logits);
    int at = frame.offset(3);
    return op.hasBias()
        ? AttentionMask.additive(frame.floats(3), at, strides[0], strides[1], strides[2])
        : AttentionMask.visible(frame.bytes(3), at, strides[0], strides[1], strides[2]);
  }

  @Override
  public String describe() {
    return "AttentionF32";
  }
}
