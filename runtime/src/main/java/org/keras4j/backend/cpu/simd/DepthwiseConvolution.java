package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * Depthwise convolution for float32, see {@link DepthwiseSpec}: computed directly, lanes being
 * channels, four outputs at a time where no tap is outside the input.
 *
 * <p>{@link #run} allocates nothing. The bits of a sample's result depend neither on the batch nor
 * on the number of threads. An object serves one caller at a time.
 */
public final class DepthwiseConvolution {
  /** Outputs that one task computes, at most, so that they are in cache for the epilogue. */
  private static final int SEGMENT = 32;

  private static final int SEQUENTIAL_WORK = 50_000;

  private final MatrixKernels kernels;
  private final DepthwiseSpec spec;
  private final WorkerPool pool;
  private final int channels;
  private final int segments;
  private final boolean expand;
  private final int[] firstRows;
  private final int[] endRows;
  private final int[] firstColumns;
  private final int[] endColumns;
  private final WorkerPool.Body segmentBody = this::segment;
  private Epilogue epilogue = Epilogue.NONE;

  private float[] x;
  private int xAt;
  private float[] w;
  private int wAt;
  private float[] y;
  private int yAt;

  /** A depthwise convolution that uses the given threads. */
  public DepthwiseConvolution(DepthwiseSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, pool);
  }

  DepthwiseConvolution(MatrixKernels kernels, DepthwiseSpec spec, WorkerPool pool) {
    this.kernels = kernels;
    this.spec = spec;
    this.pool = pool;
    channels = spec.outputChannels();
    segments = PanelLayout.ceilDiv(spec.width().output(), SEGMENT);
    expand = spec.multiplier() > 1;
    firstRows = DepthwiseSpec.firstTaps(spec.height());
    endRows = DepthwiseSpec.endTaps(spec.height());
    firstColumns = DepthwiseSpec.firstTaps(spec.width());
    endColumns = DepthwiseSpec.endTaps(spec.width());
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return expand ? spec.inputPixels() * channels : 0;
  }

  /** Sets what is done with each row segment before it leaves the cache. */
  public DepthwiseConvolution epilogue(Epilogue value) {
    epilogue = value;
    return this;
  }

  /**
   * Computes the convolution.
   *
   * @param x input, channels last, dense
   * @param y output, dense; overlaps no operand
   * @param scratch {@link #scratchSize()} floats from {@code scratchAt} on
   */
  public void run(
      float[] x,
      int xAt,
      float[] kernel,
      int kernelAt,
      float[] y,
      int yAt,
      float[] scratch,
      int scratchAt) {
    this.x = x;
    this.xAt = xAt;
    if (expand) {
      repeatChannels(
          x, xAt, spec.inputPixels() * spec.channels(), spec.multiplier(), scratch, scratchAt);
      this.x = scratch;
      this.xAt = scratchAt;
    }
    w = kernel;
    wAt = kernelAt;
    this.y = y;
    this.yAt = yAt;
    int tasks = spec.batch() * spec.height().output() * segments;
    long work = (long) tasks * Math.min(SEGMENT, spec.width().output()) * channels * spec.taps();
    if (work < SEQUENTIAL_WORK) {
      for (int i = 0; i < tasks; i++) {
        segment(i, 0);
      }
    } else {
      pool.parallelFor(tasks, segmentBody);
    }
  }

  /** Writes each value {@code times} times: after that, the multiplier is 1. */
  static void repeatChannels(float[] x, int xAt, int n, int times, float[] out, int outAt) {
    for (int i = 0; i < n; i++) {
      float v = x[xAt + i];
      for (int m = 0; m < times; m++) {
        out[outAt++] = v;
      }
    }
  }

  private void segment(int task, int slot) {
    int from = task % segments * SEGMENT;
    int line = task / segments;
    int oh = line % spec.height().output();
    int sample = line / spec.height().output();
    SpatialAxis height = spec.height();
    SpatialAxis width = spec.width();
    int end = Math.min(from + SEGMENT, width.output());
    int firstRow = firstRows[oh];
    int rows = endRows[oh] - firstRow;
    int inputLine = width.input() * channels;
    int top = oh * height.stride() - height.padding() + firstRow * height.dilation();
    int base = xAt + (sample * height.input() + top) * inputLine;
    int out = yAt + line * width.output() * channels;
    int ow = from;
    while (ow < end) {
      int at = out + ow * channels;
      int first = firstColumns[ow];
      int taps = endColumns[ow] - first;
      int next = ow + 1;
      if (rows <= 0 || taps <= 0) {
        Arrays.fill(y, at, at + channels, 0f);
      } else {
        while (next < end && firstColumns[next] == first && endColumns[next] == first + taps) {
          next++; // outputs that use the same taps are computed together
        }
        int left = ow * width.stride() - width.padding() + first * width.dilation();
        kernels.depthwise(
            next - ow,
            x,
            base + left * channels,
            width.stride() * channels,
            rows,
            height.dilation() * inputLine,
            taps,
            width.dilation() * channels,
            w,
            wAt + (firstRow * width.kernel() + first) * channels,
            width.kernel() * channels,
            channels,
            y,
            at);
      }
      ow = next;
    }
    finish(out + from * channels, end - from);
  }

  private void finish(int at, int pixels) {
    Epilogue e = epilogue;
    if (!e.isPlain()) {
      kernels.finish(
          y,
          at,
          channels,
          pixels,
          channels,
          e.bias(),
          e.biasAt(),
          e.residual(),
          e.residualAt() + at - yAt,
          e.activation());
    }
    if (e.function() != null) {
      e.function().apply(y, at, channels, pixels, channels, 0);
    }
  }
}
