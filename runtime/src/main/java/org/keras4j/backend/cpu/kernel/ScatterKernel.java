package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.VectorMath;
import org.keras4j.op.ScatterKind;
import org.keras4j.op.ScatterNd;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/** Slices of float32 replaced or added at int32 index tuples, in order: gradients of embeddings. */
public final class ScatterKernel implements Kernel {
  public static final KernelEntry<ScatterNd> ENTRY =
      new KernelEntry<>(ScatterNd.class, ScatterKernel::prepare);

  private final boolean adds;
  private final int size;
  private final int count;
  private final int depth;
  private final int inner;
  private final int[] dims;
  private final int[] strides;
  private final VectorMath math;

  private ScatterKernel(boolean adds, OpSignature signature, VectorMath math) {
    Shape shape = signature.inputShape(0);
    this.adds = adds;
    this.size = shape.intSize();
    this.depth = signature.inputShape(1).dim(-1);
    this.count = signature.inputShape(1).product(0, signature.inputShape(1).rank() - 1);
    this.inner = shape.product(depth, shape.rank());
    this.dims = shape.dims();
    this.strides = shape.strides();
    this.math = math;
  }

  private static Optional<Kernel> prepare(ScatterNd op, OpSignature signature, KernelEnv env) {
    boolean accepts =
        (op.kind() == ScatterKind.ADD || op.kind() == ScatterKind.UPDATE)
            && signature.dtype(0) == DType.FLOAT32
            && signature.dtype(1) == DType.INT32;
    return accepts
        ? Optional.of(
            new ScatterKernel(op.kind() == ScatterKind.ADD, signature, CpuDevice.of(env).math()))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    float[] x = frame.floats(0);
    int xAt = frame.offset(0);
    int[] indices = frame.ints(1);
    int indicesAt = frame.offset(1);
    float[] updates = frame.floats(2);
    int updatesAt = frame.offset(2);
    float[] y = frame.floats(3);
    int yAt = frame.offset(3);
    boolean inPlace = x == y && xAt == yAt;
    return () -> {
      if (!inPlace) {
        System.arraycopy(x, xAt, y, yAt, size);
      }
      for (int i = 0; i < count; i++) {
        int target = yAt;
        for (int k = 0; k < depth; k++) {
          int index = indices[indicesAt + i * depth + k];
          if (index < 0 || index >= dims[k]) {
            throw outOfRange(index, k);
          }
          target += index * strides[k];
        }
        int source = updatesAt + i * inner;
        if (adds) {
          math.addScaled(1f, updates, source, y, target, inner);
        } else {
          System.arraycopy(updates, source, y, target, inner);
        }
      }
    };
  }

  // Data, unlike shapes, is not known before; an index outside would overwrite another tensor.
  private ShapeException outOfRange(int index, int axis) {
    return new ShapeException(
        "Index " + index + " is out of range for axis " + axis + " of size " + dims[axis]);
  }

  @Override
  public boolean canOverwrite(int input) {
    return input == 0;
  }
}
