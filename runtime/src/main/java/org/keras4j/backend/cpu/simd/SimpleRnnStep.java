package org.keras4j.backend.cpu.simd;

/** A time step of Keras' SimpleRNN: {@code activation(x + h · recurrentKernel)}. */
public final class SimpleRnnStep extends RecurrentStep {
  private final UnaryFunction activation;

  /** A step for a batch; the kernel is a {@code (units, units)} matrix. */
  public SimpleRnnStep(
      int batch, RecurrentKernel recurrentKernel, UnaryFunction activation, int threads) {
    super(SimdProvider.matrixKernels(), SimdProvider.vectorMath(), batch, threads, recurrentKernel);
    this.activation = activation;
  }

  @Override
  void finish(int phase, Task t) {
    for (int i = 0; i < t.rows; i++) {
      int z = t.z + i * t.count;
      t.addInputs(i, 0, z);
      math.unary(activation, t.work, z, t.work, t.after + i * units, t.count);
    }
  }
}
