package org.keras4j.backend.cpu.simd;

/**
 * {@code C = op(A) · op(B)}, optionally {@code +=}, for float32, bound to sizes and threads.
 *
 * <p>Sums over the inner dimension are taken in order within blocks whose length depends on {@code
 * k} alone, then block by block; with the Vector API each step is a fused multiply-add. So a row of
 * C has the same bits whatever the number of rows in the call, the number of threads, and whether B
 * was packed beforehand. Nothing is allocated by {@link #run}. An object serves one caller at a
 * time; make one per session.
 */
public final class Gemm {
  private final GemmSpec spec;
  private final PackedB packedB;
  private final Product product;
  private final MatrixKernels kernels;
  private final WorkerPool pool;

  /** True if B is read in place: so few rows use it that packing would not pay. */
  private final boolean direct;

  /** True if the caller packs B itself. */
  private final boolean prepacked;

  private final int batchPanels;
  private final WorkerPool.Body wholeProducts = this::runWhole;
  private final WorkerPool.Body packPanels = this::packPanel;

  private float[] b;
  private int bAt;
  private float[] scratch;
  private int scratchAt;

  /** A product whose operands are both given at each run. */
  public Gemm(GemmSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, null, pool);
  }

  /** A product with a constant right operand, shared by the whole batch. */
  public Gemm(GemmSpec spec, PackedB packedB, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, packedB, pool);
  }

  /**
   * A product for a right operand that many runs use, but that is not constant: the caller packs it
   * with {@link #pack} into memory of its own, and passes that to {@link #run}.
   */
  public static Gemm prepacked(GemmSpec spec, WorkerPool pool) {
    return new Gemm(SimdProvider.matrixKernels(), spec, null, true, pool);
  }

  Gemm(MatrixKernels kernels, GemmSpec original, PackedB packedB, WorkerPool pool) {
    this(kernels, original, packedB, false, pool);
  }

  private Gemm(
      MatrixKernels kernels,
      GemmSpec original,
      PackedB packedB,
      boolean prepacked,
      WorkerPool pool) {
    this.prepacked = prepacked;
    this.kernels = kernels;
    this.packedB = packedB;
    this.pool = pool;
    if (packedB != null) {
      packedB.check(kernels, original.k(), original.n());
      original = original.batched(original.batch(), original.strideA(), 0, original.strideC());
    }
    spec = original.folded();
    product = new Product(kernels, pool, spec);
    direct = packedB == null && !prepacked && !spec.transposeB() && spec.m() <= 2 * kernels.rows();
    batchPanels = direct || prepacked || packedB != null ? 0 : product.layout.size();
  }

  /** Number of floats that {@link #pack} writes. */
  public int packedSize() {
    return product.layout.size();
  }

  /** Copies a right operand into the order that {@link #run} of a prepacked product reads. */
  public void pack(float[] b, int bAt, float[] out, int outAt) {
    product.layout.pack(b, bAt, spec.ldb(), spec.transposeB(), 0, spec.n(), out, outAt);
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    int slots = pool.threads();
    int size = slots * product.slotSize();
    if (direct) {
      return size + spec.batch() * tailSize();
    }
    return size + (batchInParallel() ? slots : 1) * batchPanels;
  }

  /** Sets what is done with each tile before it leaves the cache. */
  public Gemm epilogue(Epilogue value) {
    product.setEpilogue(value);
    return this;
  }

  /**
   * Computes the product.
   *
   * @param aAt index of A's first element
   * @param b right operand; ignored, and may be null, if it was given to the constructor
   * @param scratch space of {@link #scratchSize()} floats from {@code scratchAt} on, overlapping no
   *     operand
   */
  public void run(
      float[] a, int aAt, float[] b, int bAt, float[] c, int cAt, float[] scratch, int scratchAt) {
    int batch = spec.batch();
    if (spec.m() == 0 || spec.n() == 0 || batch == 0) {
      return;
    }
    this.b = b;
    this.bAt = bAt;
    this.scratch = scratch;
    int slots = pool.threads();
    this.scratchAt = scratchAt + slots * product.slotSize();
    product.a = a;
    product.aAt = aAt;
    product.cAt = cAt;
    product.setResult(c, spec.accumulate(), scratch, scratchAt);
    if (packedB != null) {
      product.setPackedB(packedB.data(), 0);
      product.runTasks(batch, product.divide(batch));
    } else if (prepacked) {
      product.setPackedB(b, bAt);
      product.runTasks(batch, product.divide(batch));
    } else if (direct) {
      runDirect(batch);
    } else if (batchInParallel()) {
      product.setPackedB(null, 0);
      product.divide(batch);
      pool.parallelFor(batch, wholeProducts);
    } else {
      runOneByOne(batch);
    }
  }

  private boolean batchInParallel() {
    return spec.batch() >= 2 * pool.threads() && spec.strideB() != 0;
  }

  private int tailSize() {
    int first = spec.n() - spec.n() % kernels.columns();
    return first == spec.n() ? 0 : spec.k() * product.layout.panelWidth(first);
  }

  private void runDirect(int batch) {
    int first = spec.n() - spec.n() % kernels.columns();
    int size = tailSize();
    if (size > 0) {
      PanelLayout last = new PanelLayout(kernels, spec.k(), spec.n() - first);
      int count = spec.strideB() == 0 ? 1 : batch;
      for (int i = 0; i < count; i++) {
        int from = bAt + i * spec.strideB() + first;
        last.pack(b, from, spec.ldb(), false, 0, last.columns(), scratch, scratchAt + i * size);
      }
    }
    product.setPlainB(b, bAt, spec.ldb(), scratch, scratchAt, spec.strideB() == 0 ? 0 : size);
    product.runTasks(batch, product.divide(batch));
  }

  private void runOneByOne(int batch) {
    int panels = PanelLayout.ceilDiv(spec.n(), kernels.columns());
    product.setPackedB(scratch, scratchAt);
    for (int i = 0; i < batch; i++) {
      if (i == 0 || spec.strideB() != 0) {
        bAt += i == 0 ? 0 : spec.strideB();
        pool.parallelFor(panels, packPanels);
      }
      product.firstBatch = i;
      product.runTasks(1, product.divide(1));
    }
    product.firstBatch = 0;
  }

  private void packPanel(int panel, int slot) {
    int from = panel * kernels.columns();
    product.layout.pack(
        b,
        bAt,
        spec.ldb(),
        spec.transposeB(),
        from,
        Math.min(from + 1, spec.n()),
        scratch,
        scratchAt);
  }

  private void runWhole(int batch, int slot) {
    int at = scratchAt + slot * batchPanels;
    int from = bAt + batch * spec.strideB();
    product.layout.pack(b, from, spec.ldb(), spec.transposeB(), 0, spec.n(), scratch, at);
    product.runAlone(batch, slot, scratch, at);
  }

  /** Rows of a stored matrix as left operand. */
  private static final class Product extends TiledProduct {
    private final GemmSpec spec;
    private float[] a;
    private int aAt;
    private int cAt;
    private int firstBatch;

    Product(MatrixKernels kernels, WorkerPool pool, GemmSpec spec) {
      super(kernels, pool, spec.m(), spec.n(), spec.k());
      this.spec = spec;
    }

    @Override
    void packRows(int batch, int row, int rows, int from, int count, float[] out, int outAt) {
      int base = aAt + (firstBatch + batch) * spec.strideA();
      int lda = spec.lda();
      if (!spec.transposeA()) {
        for (int i = 0; i < rows; i++) {
          int at = base + (row + i) * lda + from;
          System.arraycopy(a, at, out, outAt + i * MatrixKernels.A_STRIDE, count);
        }
        return;
      }
      for (int p = 0; p < count; p++) {
        int at = base + (from + p) * lda + row;
        int to = outAt + p;
        for (int i = 0; i < rows; i++) {
          out[to + i * MatrixKernels.A_STRIDE] = a[at + i];
        }
      }
    }

    @Override
    int cIndex(int batch, int row) {
      return cAt + (firstBatch + batch) * spec.strideC() + row * spec.ldc();
    }

    @Override
    int cBase() {
      return cAt;
    }

    @Override
    int cStride() {
      return spec.ldc();
    }

    @Override
    int bOffset(int batch) {
      return batch * spec.strideB();
    }
  }
}
