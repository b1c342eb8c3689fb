package org.keras4j.backend.cpu.simd;

/**
 * A recurrent kernel, cut by units: a block has the columns of its units in all gates, so that
 * whoever computed a block's product has all that the new states of its units need.
 *
 * <p>Immutable and safe to share between threads and sessions.
 */
public final class RecurrentKernel {
  /** Below this many multiply-adds a step is too short to be shared. */
  private static final long SEQUENTIAL_WORK = 30_000;

  /** Units of a block are a multiple of this, so that gates start at whole vectors. */
  private static final int GRANULE = 16;

  private final int units;
  private final int gates;
  private final int blockUnits;
  private final PackedB[] blocks;

  private RecurrentKernel(int units, int gates, int blockUnits, PackedB[] blocks) {
    this.units = units;
    this.gates = gates;
    this.blockUnits = blockUnits;
    this.blocks = blocks;
  }

  /**
   * Packs a kernel for the kernels that this JVM uses.
   *
   * @param kernel row-major matrix of {@code units} rows, {@code stride} apart
   * @param at index of its first element
   * @param gates number of gates, {@code units} columns each
   * @param blockUnits units of a block, see {@link #blockUnits}
   */
  public static RecurrentKernel of(
      int units, int gates, float[] kernel, int at, int stride, int blockUnits) {
    return of(SimdProvider.matrixKernels(), units, gates, kernel, at, stride, blockUnits);
  }

  static RecurrentKernel of(
      MatrixKernels kernels,
      int units,
      int gates,
      float[] kernel,
      int at,
      int stride,
      int blockUnits) {
    PackedB[] blocks = new PackedB[PanelLayout.ceilDiv(units, blockUnits)];
    for (int i = 0; i < blocks.length; i++) {
      int first = i * blockUnits;
      int count = Math.min(blockUnits, units - first);
      int width = gates * count;
      float[] columns = new float[units * width];
      for (int row = 0; row < units; row++) {
        for (int gate = 0; gate < gates; gate++) {
          int from = at + row * stride + gate * units + first;
          System.arraycopy(kernel, from, columns, row * width + gate * count, count);
        }
      }
      blocks[i] = PackedB.of(kernels, units, width, columns, 0, width, false);
    }
    return new RecurrentKernel(units, gates, blockUnits, blocks);
  }

  /** How many units a block should have for a batch and a number of threads. */
  public static int blockUnits(int batch, int units, int gates, int threads) {
    if (threads == 1 || (long) batch * gates * units * units < SEQUENTIAL_WORK) {
      return units;
    }
    return PanelLayout.roundUp(PanelLayout.ceilDiv(units, threads), GRANULE);
  }

  int units() {
    return units;
  }

  int gates() {
    return gates;
  }

  int blocks() {
    return blocks.length;
  }

  /** First unit of a block. */
  int first(int block) {
    return block * blockUnits;
  }

  /** Number of units of a block. */
  int count(int block) {
    return Math.min(blockUnits, units - first(block));
  }

  PackedB block(int block) {
    return blocks[block];
  }
}
