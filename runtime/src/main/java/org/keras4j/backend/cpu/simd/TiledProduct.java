package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * The blocked loops around {@link MatrixKernels#tile}, shared by matrix products and convolutions,
 * which differ in where the rows of the left operand come from.
 *
 * <p>A task owns a block of rows and columns of C and runs through the whole inner dimension, so
 * the way C is cut into tasks never changes a sum. An object serves one caller at a time.
 */
abstract class TiledProduct {
  /** Below this many multiply-adds a second thread costs more than it brings. */
  private static final long SEQUENTIAL_WORK = 200_000;

  /** Columns whose panels, at full depth, take half of a 1 MiB second-level cache. */
  private static final int COLUMN_BLOCK = 512;

  /** Start of a row some of whose elements are not in the source. */
  static final int OUTSIDE = -1;

  /** Columns of a block of B that a task packs itself: at full depth, most of such a cache. */
  private static final int OWN_COLUMNS = 256;

  final MatrixKernels kernels;
  final WorkerPool pool;
  final PanelLayout layout;
  final int m;
  final int n;
  final int k;
  private final int depth;
  private final int tileSize;
  private final WorkerPool.Body taskBody = this::runTask;

  // Of a left operand that is read in place, else null.
  private final int[] taps;
  private final int[] starts;

  // How C is cut, from the last call of divide().
  private int rowBlock;
  private int columnBlock;
  private int rowBlocks;
  private int columnBlocks;

  // Operands of the current run.
  float[] c;
  float[] b;
  int bAt;

  /** Distance between rows of B if panels are read in place, else 0. */
  int bStride;

  /** True if tasks pack what they need of the right operand themselves. */
  private boolean packsOwn;

  private float[] tail;
  private int tailAt;
  private int tailStride;
  private boolean accumulate;
  private Epilogue epilogue = Epilogue.NONE;
  private float[] scratch;
  private int scratchAt;

  TiledProduct(MatrixKernels kernels, WorkerPool pool, int m, int n, int k) {
    this(kernels, pool, m, n, k, null);
  }

  /**
   * A product that may read its left operand in place: tiles all of whose rows {@link #locate}
   * finds are multiplied without packing.
   *
   * @param taps distance of each of a row's {@code k} elements from its start, or null to pack
   */
  TiledProduct(MatrixKernels kernels, WorkerPool pool, int m, int n, int k, int[] taps) {
    this.kernels = kernels;
    this.pool = pool;
    this.m = m;
    this.n = n;
    this.k = k;
    layout = new PanelLayout(kernels, k, n);
    depth = layout.depth();
    tileSize = Math.max(kernels.rows(), MatrixKernels.STRIP) * kernels.columns();
    this.taps = taps;
    starts = taps == null ? null : new int[pool.threads() * startsSize()];
  }

  /** Copies rows of the left operand, for part of the inner dimension, {@code A_STRIDE} apart. */
  abstract void packRows(int batch, int row, int rows, int from, int count, float[] out, int outAt);

  /** The array that holds the left operand; asked only if taps were given. */
  float[] source() {
    throw new IllegalStateException("The left operand is not read in place");
  }

  /** Where rows start in {@link #source}, or {@link #OUTSIDE}; asked only if taps were given. */
  void locate(int batch, int row, int rows, int[] out, int outAt) {
    throw new IllegalStateException("The left operand is not read in place");
  }

  /** Index in C of the first column of a row. */
  abstract int cIndex(int batch, int row);

  /** Index in C of the first element of the whole result. */
  abstract int cBase();

  /** Distance between rows of C wherever they are evenly spaced. */
  abstract int cStride();

  /** What is done with finished tiles. */
  void setEpilogue(Epilogue value) {
    epilogue = value;
  }

  final Epilogue epilogue() {
    return epilogue;
  }

  /** Floats of scratch space for one thread: packed rows and one tile. */
  final int slotSize() {
    return Math.min(maxRowBlock(), PanelLayout.roundUp(Math.max(1, m), kernels.rows()))
            * MatrixKernels.A_STRIDE
        + tileSize;
  }

  /** Floats of scratch space of all threads for {@link #setOwnB}. */
  final int ownSize() {
    return pool.threads() * (slotSize() + ownBlockSize());
  }

  private int ownBlockSize() {
    return depth * Math.min(OWN_COLUMNS, PanelLayout.roundUp(n, kernels.columns()));
  }

  private int ownBlockAt(int slot) {
    return scratchAt + pool.threads() * slotSize() + slot * ownBlockSize();
  }

  /** Starts of one thread's rows; the last tile may be longer than they are. */
  private int startsSize() {
    return maxRowBlock() + kernels.rows();
  }

  private int maxRowBlock() {
    return PanelLayout.roundUp(112, kernels.rows());
  }

  /** Chooses task sizes; returns the number of tasks per batch element. */
  final int divide(int batch) {
    int threads = (long) m * n * k * batch < SEQUENTIAL_WORK ? 1 : pool.threads();
    int wanted = threads == 1 ? 1 : PanelLayout.ceilDiv(3 * threads, batch);
    rowBlocks = PanelLayout.ceilDiv(m, maxRowBlock());
    columnBlocks = PanelLayout.ceilDiv(n, COLUMN_BLOCK);
    int rowTiles = PanelLayout.ceilDiv(m, kernels.rows());
    int panels = PanelLayout.ceilDiv(n, kernels.columns());
    if (rowBlocks * columnBlocks < wanted) {
      rowBlocks = Math.min(rowTiles, PanelLayout.ceilDiv(wanted, columnBlocks));
    }
    if (rowBlocks * columnBlocks < wanted) {
      columnBlocks = Math.min(panels, PanelLayout.ceilDiv(wanted, rowBlocks));
    }
    rowBlock = PanelLayout.roundUp(PanelLayout.ceilDiv(m, rowBlocks), kernels.rows());
    rowBlock = Math.min(rowBlock, maxRowBlock());
    columnBlock = PanelLayout.roundUp(PanelLayout.ceilDiv(n, columnBlocks), kernels.columns());
    rowBlocks = PanelLayout.ceilDiv(m, rowBlock);
    columnBlocks = PanelLayout.ceilDiv(n, columnBlock);
    return rowBlocks * columnBlocks;
  }

  /** As {@link #divide}, with as few rows of tasks as the threads allow. */
  final int divideForOwnB(int batch) {
    int threads = (long) m * n * k * batch < SEQUENTIAL_WORK ? 1 : pool.threads();
    columnBlocks = PanelLayout.ceilDiv(n, OWN_COLUMNS);
    columnBlock = PanelLayout.roundUp(PanelLayout.ceilDiv(n, columnBlocks), kernels.columns());
    columnBlocks = PanelLayout.ceilDiv(n, columnBlock);
    int wanted = PanelLayout.ceilDiv(threads, columnBlocks * batch);
    rowBlock = PanelLayout.roundUp(PanelLayout.ceilDiv(m, wanted), kernels.rows());
    rowBlocks = PanelLayout.ceilDiv(m, rowBlock);
    return rowBlocks * columnBlocks;
  }

  final void setResult(float[] result, boolean add, float[] scratch, int scratchAt) {
    c = result;
    accumulate = add;
    this.scratch = scratch;
    this.scratchAt = scratchAt;
  }

  /** Right operand in the packed layout. */
  final void setPackedB(float[] packed, int at) {
    b = packed;
    bAt = at;
    bStride = 0;
    packsOwn = false;
  }

  /**
   * Right operand that tasks pack themselves, one block of its rows at a time, for all their rows
   * of C: one too large to be packed as a whole. Goes with {@link #divideForOwnB}.
   */
  final void setOwnB(float[] plain, int at, int stride) {
    b = plain;
    bAt = at;
    bStride = stride;
    packsOwn = true;
  }

  /** Right operand read where it is, but for the last, partial panel, which is packed. */
  final void setPlainB(
      float[] plain, int at, int stride, float[] tail, int tailAt, int tailStride) {
    b = plain;
    bAt = at;
    bStride = stride;
    packsOwn = false;
    this.tail = tail;
    this.tailAt = tailAt;
    this.tailStride = tailStride;
  }

  /** Index by which the right operand moves between elements of a batch. */
  int bOffset(int batch) {
    return 0;
  }

  /** Column of bias and epilogue function that the first column of a batch element belongs to. */
  int columnOffset(int batch) {
    return 0;
  }

  /** Runs all tasks of all batch elements, {@code tasks} being what {@link #divide} returned. */
  final void runTasks(int batch, int tasks) {
    pool.parallelFor(batch * tasks, taskBody);
  }

  /** Runs one batch element in the calling thread, with the given slot's scratch space. */
  final void runAlone(int batch, int slot, float[] packedB, int packedAt) {
    for (int row = 0; row < m; row += rowBlock) {
      int rows = Math.min(rowBlock, m - row);
      for (int column = 0; column < n; column += columnBlock) {
        int columns = Math.min(columnBlock, n - column);
        block(batch, row, rows, column, columns, slot, packedB, packedAt);
      }
    }
  }

  private void runTask(int task, int slot) {
    int inBatch = task % (rowBlocks * columnBlocks);
    int batch = task / (rowBlocks * columnBlocks);
    int row = inBatch / columnBlocks * rowBlock;
    int column = inBatch % columnBlocks * columnBlock;
    block(
        batch,
        row,
        Math.min(rowBlock, m - row),
        column,
        Math.min(columnBlock, n - column),
        slot,
        b,
        bAt + bOffset(batch));
  }

  private void block(
      int batch, int row, int rows, int column, int columns, int slot, float[] right, int rightAt) {
    int from = 0;
    do { // once even if k is 0, when the product is zero
      int count = Math.min(depth, k - from);
      if (packsOwn) {
        int own = ownBlockAt(slot);
        int at = rightAt + from * bStride;
        layout.packBlock(b, at, bStride, count, column, columns, scratch, own);
        for (int i = 0; i < rows; i += maxRowBlock()) {
          int some = Math.min(maxRowBlock(), rows - i);
          deepBlock(batch, row + i, some, column, columns, from, count, slot, scratch, own);
        }
      } else {
        deepBlock(batch, row, rows, column, columns, from, count, slot, right, rightAt);
      }
      from += count;
    } while (from < k);
    if (epilogue.function() != null) {
      applyFunction(batch, row, rows, column, columns);
    }
  }

  /** Part of the inner dimension for a block of C. */
  private void deepBlock(
      int batch,
      int row,
      int rows,
      int column,
      int columns,
      int from,
      int count,
      int slot,
      float[] right,
      int rightAt) {
    int aAt = scratchAt + slot * slotSize();
    int tileAt = aAt + slotSize() - tileSize;
    if (taps == null) {
      packRows(batch, row, rows, from, count, scratch, aAt);
    } else {
      packOutside(batch, row, rows, from, count, slot, aAt);
    }
    boolean last = from + count == k;
    int rest = column;
    if (rows == 1 && taps == null && !packsOwn) {
      rest = strips(batch, row, column, columns, from, count, slot, right, rightAt);
    }
    for (int j = rest; j < column + columns; j += kernels.columns()) {
      int width = layout.panelWidth(j);
      int used = Math.min(width, n - j);
      float[] panel = right;
      int panelAt;
      int stride = width;
      if (packsOwn) {
        panelAt = rightAt + (j - column) * count;
      } else if (bStride == 0) {
        panelAt = rightAt + layout.index(from, count, j);
      } else if (used == width) {
        panelAt = rightAt + from * bStride + j;
        stride = bStride;
      } else {
        panel = tail;
        panelAt = tailAt + batch * tailStride + from * width;
      }
      int height;
      for (int i = 0; i < rows; i += height) {
        int at = cIndex(batch, row + i) + j;
        int left = aAt + i * MatrixKernels.A_STRIDE;
        int start = taps == null ? OUTSIDE : slot * startsSize() + i;
        if (start >= 0 && starts[start] == OUTSIDE) {
          start = OUTSIDE;
        }
        height = start == OUTSIDE ? kernels.tileRows(rows - i) : inPlaceRows(rows - i);
        boolean whole = start == OUTSIDE || height == kernels.rows();
        boolean add = from > 0 || accumulate;
        boolean even = isEven(batch, row + i, height);
        if (even && whole && used == width && !add) {
          multiply(
              height, width, from, count, left, start, panel, panelAt, stride, c, at, cStride());
        } else {
          multiply(
              height, width, from, count, left, start, panel, panelAt, stride, scratch, tileAt,
              width);
          int step = even ? height : 1;
          for (int r = 0; r < height; r += step) {
            place(tileAt + r * width, width, cIndex(batch, row + i + r) + j, step, used, add);
          }
        }
        if (last && !epilogue.isPlain()) {
          finish(batch, row + i, height, j, used, even);
        }
      }
    }
  }

  /** Multiplies one row with several panels at once; returns the first column that is left. */
  private int strips(
      int batch,
      int row,
      int column,
      int columns,
      int from,
      int count,
      int slot,
      float[] right,
      int rightAt) {
    int width = kernels.columns();
    int strip = MatrixKernels.STRIP * width;
    int aAt = scratchAt + slot * slotSize();
    int tileAt = aAt + slotSize() - tileSize;
    boolean packed = bStride == 0;
    boolean add = from > 0 || accumulate;
    int j = column;
    for (; j + strip <= column + columns; j += strip) {
      int panelAt = rightAt + (packed ? layout.index(from, count, j) : from * bStride + j);
      int panel = packed ? count * width : width;
      int stride = packed ? width : bStride;
      int at = cIndex(batch, row) + j;
      if (add) {
        kernels.strip(count, scratch, aAt, right, panelAt, panel, stride, scratch, tileAt);
        kernels.addRows(scratch, tileAt, strip, c, at, cStride(), 1, strip);
      } else {
        kernels.strip(count, scratch, aAt, right, panelAt, panel, stride, c, at);
      }
      if (from + count == k && !epilogue.isPlain()) {
        finish(batch, row, 1, j, strip, true);
      }
    }
    return j;
  }

  /** In place, the last rows of a block are one tile, however few they are. */
  private int inPlaceRows(int remaining) {
    return Math.min(remaining, kernels.rows());
  }

  /** Finds a block's rows and packs those tiles that cannot be read in place. */
  private void packOutside(int batch, int row, int rows, int from, int count, int slot, int aAt) {
    int first = slot * startsSize();
    locate(batch, row, rows, starts, first);
    int height;
    for (int i = 0; i < rows; i += height) {
      height = inPlaceRows(rows - i);
      boolean inside = true;
      for (int r = 0; r < height; r++) {
        inside &= starts[first + i + r] != OUTSIDE;
      }
      if (inside) {
        // What is missing of a tile is computed from some row, and left.
        Arrays.fill(starts, first + i + height, first + i + kernels.rows(), starts[first + i]);
      } else {
        height = kernels.tileRows(rows - i);
        starts[first + i] = OUTSIDE;
        int at = aAt + i * MatrixKernels.A_STRIDE;
        packRows(batch, row + i, height, from, count, scratch, at);
      }
    }
  }

  /** One tile, from packed rows or, unless {@code start} is {@link #OUTSIDE}, in place. */
  private void multiply(
      int rows,
      int width,
      int from,
      int count,
      int left,
      int start,
      float[] panel,
      int panelAt,
      int stride,
      float[] out,
      int at,
      int outStride) {
    if (start == OUTSIDE) {
      kernels.tile(rows, width, count, scratch, left, panel, panelAt, stride, out, at, outStride);
    } else {
      kernels.tileInPlace(
          width, count, source(), starts, start, taps, from, panel, panelAt, stride, out, at,
          outStride);
    }
  }

  /** True if a tile's rows stand {@link #cStride} apart in C. */
  private boolean isEven(int batch, int row, int rows) {
    return cIndex(batch, row + rows - 1) - cIndex(batch, row) == (rows - 1) * cStride();
  }

  private void place(int tileAt, int width, int at, int rows, int columns, boolean add) {
    if (add) {
      kernels.addRows(scratch, tileAt, width, c, at, cStride(), rows, columns);
      return;
    }
    for (int r = 0; r < rows; r++) {
      System.arraycopy(scratch, tileAt + r * width, c, at + r * cStride(), columns);
    }
  }

  private void finish(int batch, int row, int rows, int column, int columns, boolean even) {
    Epilogue e = epilogue;
    int first = cBase();
    int step = even ? rows : 1;
    for (int i = 0; i < rows; i += step) {
      int at = cIndex(batch, row + i) + column;
      kernels.finish(
          c,
          at,
          cStride(),
          step,
          columns,
          e.bias(),
          e.biasAt() + columnOffset(batch) + column,
          e.residual(),
          e.residualAt() + at - first,
          e.activation());
    }
  }

  private void applyFunction(int batch, int row, int rows, int column, int columns) {
    int step = isEven(batch, row, rows) ? rows : 1;
    for (int i = 0; i < rows; i += step) {
      int at = cIndex(batch, row + i) + column;
      int first = columnOffset(batch) + column;
      epilogue.function().apply(c, at, cStride(), step, columns, first);
    }
  }
}
