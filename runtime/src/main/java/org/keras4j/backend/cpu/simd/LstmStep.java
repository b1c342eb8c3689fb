package org.keras4j.backend.cpu.simd;

/**
 * One time step of an LSTM for a batch, with Keras' gate order: input, forget, cell, output.
 *
 * <p>The inputs' share of the gates, {@code x · kernel + bias}, is computed for all time steps by
 * one {@link Gemm} beforehand; a step adds {@code h · recurrentKernel} and applies the gates.
 * {@link #run} allocates nothing. An object serves one caller at a time.
 */
public final class LstmStep {
  private final int batch;
  private final int units;
  private final UnaryFunction activation;
  private final UnaryFunction recurrentActivation;
  private final VectorMath math;
  private final Gemm gemm;

  /**
   * A step for a batch.
   *
   * @param recurrentKernel packed {@code (units, 4 * units)} matrix
   */
  public LstmStep(
      int batch,
      int units,
      PackedB recurrentKernel,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      WorkerPool pool) {
    this(
        SimdProvider.matrixKernels(),
        SimdProvider.vectorMath(),
        batch,
        units,
        recurrentKernel,
        activation,
        recurrentActivation,
        pool);
  }

  LstmStep(
      MatrixKernels kernels,
      VectorMath math,
      int batch,
      int units,
      PackedB recurrentKernel,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      WorkerPool pool) {
    this.batch = batch;
    this.units = units;
    this.activation = activation;
    this.recurrentActivation = recurrentActivation;
    this.math = math;
    GemmSpec spec = GemmSpec.of(batch, 4 * units, units).accumulating();
    gemm = new Gemm(kernels, spec, recurrentKernel, pool);
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return gemm.scratchSize() + batch * 4 * units;
  }

  /**
   * Advances all samples by one time step.
   *
   * @param gates the inputs' share, {@code 4 * units} values per sample
   * @param gatesStride distance between samples in {@code gates}: that of the whole sequence
   * @param h state before the step, {@code (batch, units)}
   * @param c carry before the step, overwritten with the carry after it
   * @param out state after the step; may be {@code h}
   * @param outStride distance between samples in {@code out}
   */
  public void run(
      float[] gates,
      int gatesAt,
      int gatesStride,
      float[] h,
      int hAt,
      float[] c,
      int cAt,
      float[] out,
      int outAt,
      int outStride,
      float[] scratch,
      int scratchAt) {
    int width = 4 * units;
    int z = scratchAt + gemm.scratchSize();
    for (int i = 0; i < batch; i++) {
      System.arraycopy(gates, gatesAt + i * gatesStride, scratch, z + i * width, width);
    }
    gemm.run(h, hAt, null, 0, scratch, z, scratch, scratchAt);
    for (int i = 0; i < batch; i++) {
      sample(scratch, z + i * width, c, cAt + i * units, out, outAt + i * outStride);
    }
  }

  private void sample(float[] z, int input, float[] c, int cAt, float[] out, int outAt) {
    int forget = input + units;
    int cell = input + 2 * units;
    int output = input + 3 * units;
    math.unary(recurrentActivation, z, input, z, input, 2 * units);
    math.unary(activation, z, cell, z, cell, units);
    math.unary(recurrentActivation, z, output, z, output, units);
    math.binary(BinaryFunction.MULTIPLY, z, forget, c, cAt, z, forget, units);
    math.binary(BinaryFunction.MULTIPLY, z, input, z, cell, z, input, units);
    math.binary(BinaryFunction.ADD, z, forget, z, input, c, cAt, units);
    math.unary(activation, c, cAt, z, cell, units);
    math.binary(BinaryFunction.MULTIPLY, z, output, z, cell, out, outAt, units);
  }
}
