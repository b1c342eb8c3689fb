package org.keras4j.backend.cpu.simd;

/**
 * One time step of a recurrent layer for a batch, in tasks that may run at the same time: each has
 * some samples and a block of units.
 *
 * <p>The inputs' share of the gates, {@code x · kernel + bias}, is computed for all time steps by
 * one {@link Gemm} beforehand; a step adds {@code h · recurrentKernel} and applies the gates. How a
 * step is cut changes no bit: every sum is taken by one task. {@link #run} allocates nothing. An
 * object serves one caller at a time.
 */
public abstract class RecurrentStep {
  /** Samples of a task are a multiple of this, where they are split at all. */
  private static final int ROW_GRANULE = 28;

  final VectorMath math;
  final int batch;
  final int units;
  private final int phases;
  private final Task[] tasks;
  private final int scratchSize;

  /**
   * Cuts a step into tasks.
   *
   * @param threads how many threads share a step
   * @param kernels the recurrent kernel of each phase, cut into the same blocks of units
   */
  RecurrentStep(
      MatrixKernels matrixKernels,
      VectorMath math,
      int batch,
      int threads,
      RecurrentKernel... kernels) {
    this.math = math;
    this.batch = batch;
    this.units = kernels[0].units();
    this.phases = kernels.length;
    int blocks = kernels[0].blocks();
    boolean splitRows = blocks < threads && batch >= 2 * ROW_GRANULE;
    int rowBlock =
        splitRows
            ? PanelLayout.roundUp(PanelLayout.ceilDiv(batch, threads), ROW_GRANULE)
            : Math.max(1, batch);
    tasks = new Task[PanelLayout.ceilDiv(batch, rowBlock) * blocks];
    WorkerPool alone = new WorkerPool(1); // a task is one thread's
    int place = 0;
    for (int i = 0; i < tasks.length; i++) {
      int row = i / blocks * rowBlock;
      int rows = Math.min(rowBlock, batch - row);
      tasks[i] = new Task(matrixKernels, kernels, row, rows, i % blocks, alone, place);
      place += tasks[i].size;
    }
    scratchSize = place;
  }

  /** Tasks of a phase; those of the next phase, and step, need all of them. */
  public final int tasks() {
    return tasks.length;
  }

  /** Phases of a step. */
  public final int phases() {
    return phases;
  }

  /** Floats of scratch space that tasks need, all together; they keep it between phases. */
  public int scratchSize() {
    return scratchSize;
  }

  /** Distance between one state of the whole batch and the next state. */
  final int stateSize() {
    return batch * units;
  }

  /** First sample of a task. */
  public final int row(int task) {
    return tasks[task].row;
  }

  /** Number of samples of a task. */
  public final int rows(int task) {
    return tasks[task].rows;
  }

  /** First unit of a task. */
  public final int unit(int task) {
    return tasks[task].unit;
  }

  /** Number of units of a task. */
  public final int count(int task) {
    return tasks[task].count;
  }

  /**
   * Runs one task of one phase.
   *
   * @param x the inputs' share of the gates, samples {@code xStride} apart
   * @param work holds the states before and after the step, each {@code (batch, units)}, one after
   *     the other, and the scratch space
   * @param before index of the states before the step
   * @param after index of those after it, which do not overlap
   * @param scratchAt index of {@link #scratchSize} floats
   */
  public final void run(
      int phase,
      int task,
      float[] x,
      int xAt,
      int xStride,
      float[] work,
      int before,
      int after,
      int scratchAt) {
    Task t = tasks[task];
    t.x = x;
    t.xAt = xAt + t.row * xStride + t.unit;
    t.xStride = xStride;
    t.work = work;
    t.before = before + t.row * units + t.unit;
    t.after = after + t.row * units + t.unit;
    t.scratchAt = scratchAt;
    t.multiply(phase, factor(phase, before, scratchAt) + t.row * units);
    finish(phase, t);
  }

  /** Index of what a phase multiplies with its kernel: the first state, unless said otherwise. */
  int factor(int phase, int before, int scratchAt) {
    return before;
  }

  /** Does what follows a task's product. */
  abstract void finish(int phase, Task task);

  /** Adds a bias, of {@code units} values for each gate, to the first phase's products. */
  final void addBias(float[] bias, int at) {
    for (Task task : tasks) {
      task.addBias(bias, at);
    }
  }

  /** Some samples and units; indices are those of the first sample's first unit. */
  final class Task {
    final int row;
    final int rows;
    final int unit;
    final int count;
    private final int gates;
    private final Gemm[] products;
    private final int place;
    private final int size;

    float[] x;
    int xAt;
    int xStride;
    float[] work;
    int before;
    int after;
    int scratchAt;

    /**
     * Index in {@link #work} of the product: for each sample the units of one gate after another.
     */
    int z;

    private Task(
        MatrixKernels matrixKernels,
        RecurrentKernel[] kernels,
        int row,
        int rows,
        int block,
        WorkerPool alone,
        int place) {
      this.row = row;
      this.rows = rows;
      this.place = place;
      unit = kernels[0].first(block);
      count = kernels[0].count(block);
      gates = kernels[0].gates();
      products = new Gemm[kernels.length];
      int largest = 0;
      for (int phase = 0; phase < kernels.length; phase++) {
        int width = kernels[phase].gates() * count;
        GemmSpec spec = GemmSpec.of(rows, width, units);
        products[phase] = new Gemm(matrixKernels, spec, kernels[phase].block(block), alone);
        largest = Math.max(largest, products[phase].scratchSize() + rows * width);
      }
      size = largest;
    }

    private void multiply(int phase, int factorAt) {
      Gemm product = products[phase];
      int at = scratchAt + place;
      z = at + product.scratchSize();
      product.run(work, factorAt, null, 0, work, z, work, at);
    }

    private void addBias(float[] bias, int at) {
      float[] own = new float[gates * count];
      for (int gate = 0; gate < gates; gate++) {
        System.arraycopy(bias, at + gate * units + unit, own, gate * count, count);
      }
      products[0].epilogue(Epilogue.NONE.withBias(own, 0));
    }

    /** Adds a gate's share of a sample's inputs to its product. */
    void addInputs(int sample, int gate, int at) {
      int from = xAt + sample * xStride + gate * units;
      math.binary(BinaryFunction.ADD, x, from, work, at, work, at, count);
    }
  }
}
