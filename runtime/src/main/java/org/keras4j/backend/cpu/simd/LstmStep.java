package org.keras4j.backend.cpu.simd;

/** A time step of an LSTM; states h and c; Keras' gate order: input, forget, cell, output. */
public final class LstmStep extends RecurrentStep {
  private final UnaryFunction activation;
  private final UnaryFunction recurrentActivation;

  /**
   * A step for a batch.
   *
   * @param recurrentKernel {@code (units, 4 * units)} matrix
   */
  public LstmStep(
      int batch,
      RecurrentKernel recurrentKernel,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      int threads) {
    this(
        SimdProvider.matrixKernels(),
        SimdProvider.vectorMath(),
        batch,
        recurrentKernel,
        activation,
        recurrentActivation,
        threads);
  }

  LstmStep(
      MatrixKernels kernels,
      VectorMath math,
      int batch,
      RecurrentKernel recurrentKernel,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      int threads) {
    super(kernels, math, batch, threads, recurrentKernel);
    this.activation = activation;
    this.recurrentActivation = recurrentActivation;
  }

  @Override
  void finish(int phase, Task t) {
    int n = t.count;
    float[] w = t.work;
    for (int i = 0; i < t.rows; i++) {
      int input = t.z + i * 4 * n;
      int forget = input + n;
      int cell = input + 2 * n;
      int output = input + 3 * n;
      int h = t.after + i * units;
      int c = h + stateSize();
      int carry = t.before + i * units + stateSize();
      for (int gate = 0; gate < 4; gate++) {
        t.addInputs(i, gate, input + gate * n);
      }
      math.unary(recurrentActivation, w, input, w, input, 2 * n);
      math.unary(activation, w, cell, w, cell, n);
      math.unary(recurrentActivation, w, output, w, output, n);
      math.binary(BinaryFunction.MULTIPLY, w, forget, w, carry, w, forget, n);
      math.binary(BinaryFunction.MULTIPLY, w, input, w, cell, w, input, n);
      math.binary(BinaryFunction.ADD, w, forget, w, input, w, c, n);
      math.unary(activation, w, c, w, cell, n);
      math.binary(BinaryFunction.MULTIPLY, w, output, w, cell, w, h, n);
    }
  }
}
