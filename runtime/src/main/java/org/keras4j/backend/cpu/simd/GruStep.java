package org.keras4j.backend.cpu.simd;

/**
 * A time step of a GRU; Keras' gate order: update, reset, candidate.
 *
 * <p>With {@code reset_after} all gates come from one product. Without, the candidate needs the
 * states that the reset gates leave, of all units: a second phase.
 */
public final class GruStep extends RecurrentStep {
  private final boolean resetAfter;
  private final UnaryFunction activation;
  private final UnaryFunction recurrentActivation;

  /**
   * A step for a batch.
   *
   * @param kernels from {@link #kernels}
   * @param recurrentBias {@code 3 * units} values, or null; used if {@code reset_after}
   */
  public GruStep(
      int batch,
      RecurrentKernel[] kernels,
      float[] recurrentBias,
      int recurrentBiasAt,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      int threads) {
    this(
        SimdProvider.matrixKernels(),
        SimdProvider.vectorMath(),
        batch,
        kernels,
        recurrentBias,
        recurrentBiasAt,
        activation,
        recurrentActivation,
        threads);
  }

  GruStep(
      MatrixKernels matrixKernels,
      VectorMath math,
      int batch,
      RecurrentKernel[] kernels,
      float[] recurrentBias,
      int recurrentBiasAt,
      UnaryFunction activation,
      UnaryFunction recurrentActivation,
      int threads) {
    super(matrixKernels, math, batch, threads, kernels);
    this.resetAfter = kernels.length == 1;
    this.activation = activation;
    this.recurrentActivation = recurrentActivation;
    if (resetAfter && recurrentBias != null) {
      addBias(recurrentBias, recurrentBiasAt);
    }
  }

  /**
   * The recurrent kernel, a {@code (units, 3 * units)} matrix, as its phases need it.
   *
   * @param resetAfter Keras' {@code reset_after}: whether the reset gate is applied after the
   *     recurrent product
   */
  public static RecurrentKernel[] kernels(
      int units, boolean resetAfter, float[] kernel, int at, int blockUnits) {
    return kernels(SimdProvider.matrixKernels(), units, resetAfter, kernel, at, blockUnits);
  }

  static RecurrentKernel[] kernels(
      MatrixKernels kernels,
      int units,
      boolean resetAfter,
      float[] kernel,
      int at,
      int blockUnits) {
    int stride = 3 * units;
    if (resetAfter) {
      return new RecurrentKernel[] {
        RecurrentKernel.of(kernels, units, 3, kernel, at, stride, blockUnits)
      };
    }
    int candidate = at + 2 * units;
    return new RecurrentKernel[] {
      RecurrentKernel.of(kernels, units, 2, kernel, at, stride, blockUnits),
      RecurrentKernel.of(kernels, units, 1, kernel, candidate, stride, blockUnits)
    };
  }

  /** Between phases: the states that the reset gates leave, then the update gates. */
  @Override
  public int scratchSize() {
    return super.scratchSize() + (resetAfter ? 0 : 2 * stateSize());
  }

  @Override
  int factor(int phase, int before, int scratchAt) {
    return phase == 0 ? before : scratchAt + super.scratchSize();
  }

  @Override
  void finish(int phase, Task t) {
    int limited = t.scratchAt + super.scratchSize() + t.row * units + t.unit;
    for (int i = 0; i < t.rows; i++) {
      int update = limited + stateSize() + i * units;
      if (resetAfter) {
        resetAfterProduct(t, i);
      } else if (phase == 0) {
        resetBeforeProduct(t, i, limited + i * units, update);
      } else {
        newState(t, i, update, t.z + i * t.count);
      }
    }
  }

  private void resetAfterProduct(Task t, int i) {
    int n = t.count;
    int update = t.z + i * 3 * n;
    int candidate = update + 2 * n;
    activateGates(t, i, update);
    math.binary(
        BinaryFunction.MULTIPLY, t.work, update + n, t.work, candidate, t.work, candidate, n);
    newState(t, i, update, candidate);
  }

  private void resetBeforeProduct(Task t, int i, int limited, int update) {
    int n = t.count;
    int gates = t.z + i * 2 * n;
    activateGates(t, i, gates);
    System.arraycopy(t.work, gates, t.work, update, n);
    int h = t.before + i * units;
    math.binary(BinaryFunction.MULTIPLY, t.work, gates + n, t.work, h, t.work, limited, n);
  }

  private void activateGates(Task t, int i, int update) {
    t.addInputs(i, 0, update);
    t.addInputs(i, 1, update + t.count);
    math.unary(recurrentActivation, t.work, update, t.work, update, 2 * t.count);
  }

  /** {@code z * h + (1 - z) * candidate}, as Keras writes it. */
  private void newState(Task t, int i, int update, int candidate) {
    float[] w = t.work;
    t.addInputs(i, 2, candidate);
    math.unary(activation, w, candidate, w, candidate, t.count);
    int h = t.before + i * units;
    int n = t.count;
    int rest = t.after + i * units;
    math.binaryScalar(BinaryFunction.REVERSE_SUBTRACT, w, update, 1f, w, rest, n);
    math.binary(BinaryFunction.MULTIPLY, w, rest, w, candidate, w, candidate, n);
    math.binary(BinaryFunction.MULTIPLY, w, update, w, h, w, update, n);
    math.binary(BinaryFunction.ADD, w, update, w, candidate, w, rest, n);
  }
}
