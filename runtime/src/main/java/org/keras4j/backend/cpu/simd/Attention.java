package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * Scaled dot-product attention for float32 with a streaming softmax: scores exist for one block of
 * queries and keys at a time, never as a whole matrix.
 *
 * <p>Keys are visited in blocks whose length depends on their number alone, so results depend
 * neither on the batch nor on the number of threads. {@link #run} allocates nothing. An object
 * serves one caller at a time.
 */
public final class Attention {
  private static final int A_STRIDE = MatrixKernels.A_STRIDE;
  private static final long SEQUENTIAL_WORK = 100_000;

  private final MatrixKernels kernels;
  private final VectorMath math;
  private final AttentionSpec spec;
  private final WorkerPool pool;
  private final int keyHeads;
  private final int keyBlock;
  private final int blocks;
  private final PanelLayout fullKeys;
  private final PanelLayout lastKeys;
  private final PanelLayout values;
  private final int queryBlock;
  private final int queryBlocks;
  private final int keysSize;
  private final int slotSize;
  private final int paddedValue;
  private final WorkerPool.Body packBody = this::packHead;
  private final WorkerPool.Body queryBody = this::queryTask;
  private AttentionMask mask = AttentionMask.NONE;

  private float[] q;
  private int qAt;
  private float[] k;
  private int kAt;
  private float[] v;
  private int vAt;
  private float[] out;
  private int outAt;
  private float[] scratch;
  private int packedAt;
  private int slotsAt;

  /** Attention that uses the given threads. */
  public Attention(AttentionSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), SimdProvider.vectorMath(), spec, pool);
  }

  Attention(MatrixKernels kernels, VectorMath math, AttentionSpec spec, WorkerPool pool) {
    this.kernels = kernels;
    this.math = math;
    this.spec = spec;
    this.pool = pool;
    keyHeads = spec.heads() / spec.headsPerKey();
    values = new PanelLayout(kernels, spec.keys(), spec.valueSize());
    keyBlock = values.depth();
    blocks = PanelLayout.ceilDiv(spec.keys(), keyBlock);
    fullKeys = new PanelLayout(kernels, spec.size(), Math.min(keyBlock, spec.keys()));
    lastKeys = new PanelLayout(kernels, spec.size(), spec.keys() - (blocks - 1) * keyBlock);
    keysSize = blocks * fullKeys.size();
    queryBlock = Math.min(4 * kernels.rows(), Math.max(1, spec.queries()));
    queryBlocks = PanelLayout.ceilDiv(spec.queries(), queryBlock);
    paddedValue = values.paddedColumns();
    // Queries and scores, a tile, the results so far, and two numbers per query.
    slotSize =
        2 * queryBlock * A_STRIDE
            + kernels.rows() * kernels.columns()
            + queryBlock * paddedValue
            + 2 * queryBlock;
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return pool.threads() * slotSize + spec.batch() * keyHeads * (keysSize + values.size());
  }

  /** Sets the mask of the next runs. */
  public Attention mask(AttentionMask value) {
    mask = value;
    return this;
  }

  /** Computes attention; every array starts at the given index and is laid out as specified. */
  public void run(
      float[] q,
      int qAt,
      float[] k,
      int kAt,
      float[] v,
      int vAt,
      float[] out,
      int outAt,
      float[] scratch,
      int scratchAt) {
    this.q = q;
    this.qAt = qAt;
    this.k = k;
    this.kAt = kAt;
    this.v = v;
    this.vAt = vAt;
    this.out = out;
    this.outAt = outAt;
    this.scratch = scratch;
    slotsAt = scratchAt;
    packedAt = scratchAt + pool.threads() * slotSize;
    int packs = spec.batch() * keyHeads;
    int tasks = spec.batch() * spec.heads() * queryBlocks;
    long work = (long) spec.batch() * spec.heads() * spec.queries() * spec.keys() * spec.size();
    if (work < SEQUENTIAL_WORK) {
      for (int i = 0; i < packs; i++) {
        packHead(i, 0);
      }
      for (int i = 0; i < tasks; i++) {
        queryTask(i, 0);
      }
    } else {
      pool.parallelFor(packs, packBody);
      pool.parallelFor(tasks, queryBody);
    }
  }

  private void packHead(int task, int slot) {
    int head = task % keyHeads;
    int batch = task / keyHeads;
    int at = packedAt + task * (keysSize + values.size());
    int from = kAt + batch * spec.k().batch() + head * spec.k().head();
    for (int block = 0; block < blocks; block++) {
      PanelLayout layout = block == blocks - 1 ? lastKeys : fullKeys;
      int first = from + block * keyBlock * spec.k().position();
      int to = at + block * fullKeys.size();
      layout.pack(k, first, spec.k().position(), true, 0, layout.columns(), scratch, to);
    }
    int value = vAt + batch * spec.v().batch() + head * spec.v().head();
    values.pack(v, value, spec.v().position(), false, 0, spec.valueSize(), scratch, at + keysSize);
  }

  private void queryTask(int task, int slot) {
    int row = task % queryBlocks * queryBlock;
    int head = task / queryBlocks % spec.heads();
    int batch = task / queryBlocks / spec.heads();
    int rows = Math.min(queryBlock, spec.queries() - row);
    int queries = slotsAt + slot * slotSize;
    int scores = queries + queryBlock * A_STRIDE;
    int tile = scores + queryBlock * A_STRIDE;
    int sums = tile + kernels.rows() * kernels.columns();
    int state = sums + queryBlock * paddedValue;
    int packed =
        packedAt + (batch * keyHeads + head / spec.headsPerKey()) * (keysSize + values.size());
    Arrays.fill(scratch, sums, state, 0f);
    Arrays.fill(scratch, state, state + rows, Float.NEGATIVE_INFINITY); // largest score so far
    Arrays.fill(scratch, state + queryBlock, state + queryBlock + rows, 0f); // sum of weights
    // With a mask, a query may see nothing, and then it sees everything a little: no block is idle.
    int seen = spec.causal() && mask.isNone() ? Math.min(spec.keys(), row + rows) : spec.keys();
    for (int from = 0; from < seen; from += keyBlock) {
      int count = Math.min(keyBlock, spec.keys() - from);
      score(batch, head, row, rows, from, queries, scores, tile, packed);
      for (int i = 0; i < rows; i++) {
        int at = scores + i * A_STRIDE;
        hide(batch, head, row + i, from, count, at);
        weigh(at, count, state + i, sums + i * paddedValue);
      }
      addValues(rows, from, count, scores, tile, sums, packed + keysSize);
    }
    int to =
        outAt
            + batch * spec.output().batch()
            + head * spec.output().head()
            + row * spec.output().position();
    for (int i = 0; i < rows; i++) {
      float total = scratch[state + queryBlock + i];
      int from = sums + i * paddedValue;
      int at = to + i * spec.output().position();
      math.binaryScalar(BinaryFunction.DIVIDE, scratch, from, total, out, at, spec.valueSize());
    }
  }

  /** Products of a block of queries with a block of keys. */
  private void score(
      int batch,
      int head,
      int row,
      int rows,
      int from,
      int queries,
      int scores,
      int tile,
      int packed) {
    PanelLayout layout = from + keyBlock >= spec.keys() ? lastKeys : fullKeys;
    int right = packed + from / keyBlock * fullKeys.size();
    int first = qAt + batch * spec.q().batch() + head * spec.q().head();
    int depth = layout.depth();
    for (int p = 0; p < spec.size(); p += depth) {
      int count = Math.min(depth, spec.size() - p);
      for (int i = 0; i < rows; i++) {
        int at = first + (row + i) * spec.q().position() + p;
        System.arraycopy(q, at, scratch, queries + i * A_STRIDE, count);
      }
      for (int j = 0; j < layout.columns(); j += kernels.columns()) {
        int width = layout.panelWidth(j);
        int panel = right + layout.index(p, count, j);
        int height;
        for (int i = 0; i < rows; i += height) {
          height = kernels.tileRows(rows - i);
          int left = queries + i * A_STRIDE;
          int to = scores + i * A_STRIDE + j;
          if (p == 0) {
            kernels.tile(
                height, width, count, scratch, left, scratch, panel, width, scratch, to, A_STRIDE);
          } else {
            kernels.tile(
                height, width, count, scratch, left, scratch, panel, width, scratch, tile, width);
            kernels.addRows(scratch, tile, width, scratch, to, A_STRIDE, height, width);
          }
        }
      }
    }
  }

  /** Scale and masks on one query's scores. */
  private void hide(int batch, int head, int query, int from, int count, int at) {
    math.binaryScalar(BinaryFunction.MULTIPLY, scratch, at, spec.scale(), scratch, at, count);
    if (!mask.isNone()) {
      int first =
          mask.at() + batch * mask.batch() + head * mask.head() + query * mask.query() + from;
      if (mask.additive() != null) {
        math.binary(BinaryFunction.ADD, scratch, at, mask.additive(), first, scratch, at, count);
      }
      if (mask.visible() != null) {
        for (int j = 0; j < count; j++) {
          if (mask.visible()[first + j] == 0) {
            scratch[at + j] = mask.hidden();
          }
        }
      }
    }
    if (spec.causal()) {
      for (int j = Math.max(0, query + 1 - from); j < count; j++) {
        scratch[at + j] = mask.hidden();
      }
    }
  }

  /** Turns one query's scores into weights, and brings what was summed before to their scale. */
  private void weigh(int at, int count, int largestAt, int sumsAt) {
    float before = scratch[largestAt];
    float largest = Math.max(before, math.reduce(Reduction.MAX, scratch, at, count));
    if (largest == Float.NEGATIVE_INFINITY) {
      Arrays.fill(scratch, at, at + count, 0f); // nothing seen yet; exp(-inf + inf) is NaN
      return;
    }
    math.binaryScalar(BinaryFunction.SUBTRACT, scratch, at, largest, scratch, at, count);
    math.unary(UnaryFunction.EXP, scratch, at, scratch, at, count);
    int totalAt = largestAt + queryBlock;
    float total = scratch[totalAt];
    if (before != largest) {
      float correction = (float) Math.exp(before - largest);
      total *= correction;
      math.binaryScalar(
          BinaryFunction.MULTIPLY, scratch, sumsAt, correction, scratch, sumsAt, paddedValue);
      scratch[largestAt] = largest;
    }
    scratch[totalAt] = total + math.reduce(Reduction.SUM, scratch, at, count);
  }

  /** Adds weights times values to the results of a block of queries. */
  private void addValues(
      int rows, int from, int count, int scores, int tile, int sums, int packed) {
    for (int j = 0; j < spec.valueSize(); j += kernels.columns()) {
      int width = values.panelWidth(j);
      int panel = packed + values.index(from, count, j);
      int height;
      for (int i = 0; i < rows; i += height) {
        height = kernels.tileRows(rows - i);
        int left = scores + i * A_STRIDE;
        int to = sums + i * paddedValue + j;
        kernels.tile(
            height, width, count, scratch, left, scratch, panel, width, scratch, tile, width);
        kernels.addRows(scratch, tile, width, scratch, to, paddedValue, height, width);
      }
    }
  }
}
