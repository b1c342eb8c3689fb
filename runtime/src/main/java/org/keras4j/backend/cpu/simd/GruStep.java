package org.keras4j.backend.cpu.simd;

/**
 * One time step of a GRU for a batch, with Keras' gate order: update, reset, candidate.
 *
 * <p>The inputs' share of the gates, {@code x · kernel + inputBias}, is computed for all time steps
 * by one {@link Gemm} beforehand. {@link #run} allocates nothing. An object serves one caller at a
 * time.
 */
public final class GruStep {
  private final int batch;
  private final int units;
  private final boolean resetAfter;
  private final UnaryFunction activation;
  private final UnaryFunction recurrentActivation;
  private final VectorMath math;
  private final Gemm gates;

  /** Product of the candidate alone, for {@code reset_after=False}, else null. */
  private final Gemm candidate;

  /**
   * A step for a batch.
   *
   * @param recurrentKernel {@code (units, 3 * units)} matrix, copied into packed form
   * @param recurrentBias {@code 3 * units} values, or null; used if {@code resetAfter}
   * @param resetAfter Keras' {@code reset_after}: whether the reset gate is applied after the
   *     recurrent product
   */
  public GruStep(
      int batch,
      int units,
      float[] recurrentKernel,
      int recurrentKernelAt,
      float[] recurrentBias,
      int recurrentBiasAt,
      boolean resetAfter,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      WorkerPool pool) {
    this(
        SimdProvider.matrixKernels(),
        SimdProvider.vectorMath(),
        batch,
        units,
        recurrentKernel,
        recurrentKernelAt,
        recurrentBias,
        recurrentBiasAt,
        resetAfter,
        activation,
        recurrentActivation,
        pool);
  }

  GruStep(
      MatrixKernels kernels,
      VectorMath math,
      int batch,
      int units,
      float[] recurrentKernel,
      int recurrentKernelAt,
      float[] recurrentBias,
      int recurrentBiasAt,
      boolean resetAfter,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      WorkerPool pool) {
    this.batch = batch;
    this.units = units;
    this.resetAfter = resetAfter;
    this.activation = activation;
    this.recurrentActivation = recurrentActivation;
    this.math = math;
    int width = 3 * units;
    int together = resetAfter ? width : 2 * units;
    PackedB packed =
        PackedB.of(kernels, units, together, recurrentKernel, recurrentKernelAt, width, false);
    GemmSpec spec = GemmSpec.of(batch, together, units).leading(units, together, width);
    gates = new Gemm(kernels, spec, packed, pool);
    if (resetAfter) {
      candidate = null;
      if (recurrentBias != null) {
        gates.epilogue(Epilogue.NONE.withBias(recurrentBias, recurrentBiasAt));
      }
    } else {
      int at = recurrentKernelAt + 2 * units;
      PackedB last = PackedB.of(kernels, units, units, recurrentKernel, at, width, false);
      GemmSpec rest = GemmSpec.of(batch, units, units).leading(units, units, width);
      candidate = new Gemm(kernels, rest, last, pool);
    }
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    int products = Math.max(gates.scratchSize(), candidate == null ? 0 : candidate.scratchSize());
    return products + batch * 5 * units;
  }

  /**
   * Advances all samples by one time step.
   *
   * @param inputs the inputs' share of the gates, {@code 3 * units} values per sample
   * @param inputsStride distance between samples in {@code inputs}: that of the whole sequence
   * @param h state before the step, {@code (batch, units)}
   * @param out state after the step; may be {@code h}
   * @param outStride distance between samples in {@code out}
   */
  public void run(
      float[] inputs,
      int inputsAt,
      int inputsStride,
      float[] h,
      int hAt,
      float[] out,
      int outAt,
      int outStride,
      float[] scratch,
      int scratchAt) {
    int width = 3 * units;
    // Per sample the recurrent share of the gates; then update gates, then reset states.
    int recurrent = scratchAt + scratchSize() - batch * 5 * units;
    int update = recurrent + batch * width;
    int reset = update + batch * units;
    gates.run(h, hAt, null, 0, scratch, recurrent, scratch, scratchAt);
    for (int i = 0; i < batch; i++) {
      int x = inputsAt + i * inputsStride;
      int z = recurrent + i * width;
      math.binary(BinaryFunction.ADD, inputs, x, scratch, z, scratch, z, 2 * units);
      math.unary(recurrentActivation, scratch, z, scratch, z, 2 * units);
      System.arraycopy(scratch, z, scratch, update + i * units, units);
      int r = z + units;
      if (resetAfter) {
        int last = z + 2 * units;
        math.binary(BinaryFunction.MULTIPLY, scratch, r, scratch, last, scratch, last, units);
      } else {
        int to = reset + i * units;
        math.binary(BinaryFunction.MULTIPLY, scratch, r, h, hAt + i * units, scratch, to, units);
      }
    }
    if (candidate != null) {
      int to = recurrent + 2 * units;
      candidate.run(scratch, reset, null, 0, scratch, to, scratch, scratchAt);
    }
    for (int i = 0; i < batch; i++) {
      int last = recurrent + i * width + 2 * units;
      int x = inputsAt + i * inputsStride + 2 * units;
      math.binary(BinaryFunction.ADD, inputs, x, scratch, last, scratch, last, units);
      math.unary(activation, scratch, last, scratch, last, units);
      blend(scratch, update + i * units, last, h, hAt + i * units, out, outAt + i * outStride);
    }
  }

  /** {@code out = z * h + (1 - z) * candidate}, as Keras writes it. */
  private void blend(
      float[] s, int z, int candidateAt, float[] h, int hAt, float[] out, int outAt) {
    for (int j = 0; j < units; j++) {
      out[outAt + j] = s[z + j] * h[hAt + j] + (1f - s[z + j]) * s[candidateAt + j];
    }
  }
}
