package org.keras4j.backend.cpu.kernel;

import java.util.Optional;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Kernel;
import org.keras4j.backend.KernelEntry;
import org.keras4j.backend.KernelEnv;
import org.keras4j.backend.OpSignature;
import org.keras4j.backend.Step;
import org.keras4j.op.Cast;
import org.keras4j.tensor.DType;

/**
 * Conversion between numeric dtypes; the pairs that masks and indices need have their own loops.
 */
public final class CastKernel implements Kernel {
  public static final KernelEntry<Cast> ENTRY = new KernelEntry<>(Cast.class, CastKernel::prepare);

  private final int size;
  private final CpuDevice device;

  private CastKernel(int size, CpuDevice device) {
    this.size = size;
    this.device = device;
  }

  private static Optional<Kernel> prepare(Cast op, OpSignature signature, KernelEnv env) {
    return op.dtype().isNumeric() && signature.dtype(0).isNumeric()
        ? Optional.of(new CastKernel(signature.outputShape(0).intSize(), CpuDevice.of(env)))
        : Optional.empty();
  }

  @Override
  public Step bind(Frame frame) {
    DType from = frame.spec(0).dtype();
    DType to = frame.spec(1).dtype();
    int xAt = frame.offset(0);
    int yAt = frame.offset(1);
    if (to == DType.FLOAT32 && (from == DType.BOOL || from == DType.INT8)) {
      byte[] x = frame.bytes(0);
      float[] y = frame.floats(1);
      return loop(i -> y[yAt + i] = x[xAt + i]);
    }
    if (to == DType.FLOAT32 && from == DType.INT32) {
      int[] x = frame.ints(0);
      float[] y = frame.floats(1);
      return loop(i -> y[yAt + i] = x[xAt + i]);
    }
    if (to == DType.INT32 && from == DType.FLOAT32) {
      float[] x = frame.floats(0);
      int[] y = frame.ints(1);
      // Through long: values beyond int wrap, as NDArray.cast does.
      return loop(i -> y[yAt + i] = (int) (long) x[xAt + i]);
    }
    TypedArray x = new TypedArray(frame, 0);
    TypedArray y = new TypedArray(frame, 1);
    return x.isFloating() ? loop(i -> y.set(i, x.getDouble(i))) : loop(i -> y.set(i, x.getLong(i)));
  }

  @FunctionalInterface
  private interface Element {
    void run(int index);
  }

  private Step loop(Element element) {
    return device.loop(
        size,
        2,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            element.run(i);
          }
        });
  }

  @Override
  public String describe() {
    return "Cast";
  }
}
