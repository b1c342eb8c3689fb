package org.keras4j.backend.cpu.simd;

/**
 * Gradient of a {@link Convolution} with respect to its kernel: for each kernel element, the sum
 * over all output positions of its input times the output's gradient.
 *
 * <p>A matrix product of the transposed patches, copied on the fly, with the output's gradient,
 * read in place. {@link #run} allocates nothing. An object serves one caller at a time.
 */
public final class KernelGradient {
  private final ConvolutionSpec spec;
  private final WorkerPool pool;
  private final Product product;
  private final PanelLayout tail;
  private final int tailColumn;

  /** A gradient that uses the given threads. */
  public KernelGradient(ConvolutionSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, pool);
  }

  KernelGradient(MatrixKernels kernels, ConvolutionSpec spec, WorkerPool pool) {
    this.spec = spec;
    this.pool = pool;
    product = new Product(kernels, pool, spec);
    tailColumn = product.n - product.n % kernels.columns();
    tail = new PanelLayout(kernels, product.k, product.n - tailColumn);
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return pool.threads() * product.slotSize() + spec.groups() * tail.size();
  }

  /**
   * Computes the gradient.
   *
   * @param x the convolution's input
   * @param dy gradient with respect to its output
   * @param dw result, of the kernel's shape
   * @param scratch {@link #scratchSize()} floats from {@code scratchAt} on
   */
  public void run(
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt,
      float[] scratch,
      int scratchAt) {
    if (product.m == 0) {
      return;
    }
    int tailAt = scratchAt + pool.threads() * product.slotSize();
    if (tail.columns() > 0) {
      for (int g = 0; g < spec.groups(); g++) {
        int from = dyAt + g * product.n + tailColumn;
        int at = tailAt + g * tail.size();
        tail.pack(dy, from, spec.outputChannels(), false, 0, tail.columns(), scratch, at);
      }
    }
    product.x = x;
    product.xAt = xAt;
    product.dwAt = dwAt;
    product.setPlainB(dy, dyAt, spec.outputChannels(), scratch, tailAt, tail.size());
    product.setResult(dw, false, scratch, scratchAt);
    product.runTasks(spec.groups(), product.divide(spec.groups()));
  }

  private static final class Product extends TiledProduct {
    private final ConvolutionSpec spec;
    private float[] x;
    private int xAt;
    private int dwAt;

    Product(MatrixKernels kernels, WorkerPool pool, ConvolutionSpec spec) {
      super(
          kernels,
          pool,
          spec.taps() * spec.groupInputs(),
          spec.groupOutputs(),
          spec.outputPixels());
      this.spec = spec;
    }

    @Override
    void packRows(int batch, int row, int rows, int from, int count, float[] out, int outAt) {
      SpatialAxis depth = spec.depth();
      SpatialAxis height = spec.height();
      SpatialAxis width = spec.width();
      for (int p = 0; p < count; p++) {
        int ow = (from + p) % width.output();
        int rest = (from + p) / width.output();
        int oh = rest % height.output();
        rest /= height.output();
        int od = rest % depth.output();
        int plane = rest / depth.output() * depth.input();
        packPixel(
            xAt + batch * spec.groupInputs(),
            plane,
            od * depth.stride() - depth.padding(),
            oh * height.stride() - height.padding(),
            ow * width.stride() - width.padding(),
            row,
            rows,
            out,
            outAt + p);
      }
    }

    /** One column of the block: the part of one pixel's patch that belongs to some rows. */
    private void packPixel(
        int base, int plane, int z0, int y0, int x0, int row, int rows, float[] out, int outAt) {
      int channels = spec.groupInputs();
      int tap = row / channels;
      int channel = row % channels;
      int done = 0;
      while (done < rows) {
        int run = Math.min(channels - channel, rows - done);
        int kw = tap % spec.width().kernel();
        int kh = tap / spec.width().kernel() % spec.height().kernel();
        int kd = tap / spec.width().kernel() / spec.height().kernel();
        int z = z0 + kd * spec.depth().dilation();
        int y = y0 + kh * spec.height().dilation();
        int column = x0 + kw * spec.width().dilation();
        int to = outAt + done * MatrixKernels.A_STRIDE;
        if (z < 0
            || z >= spec.depth().input()
            || y < 0
            || y >= spec.height().input()
            || column < 0
            || column >= spec.width().input()) {
          for (int i = 0; i < run; i++, to += MatrixKernels.A_STRIDE) {
            out[to] = 0f;
          }
        } else {
          int pixel = ((plane + z) * spec.height().input() + y) * spec.width().input() + column;
          int at = base + pixel * spec.inputChannels() + channel;
          for (int i = 0; i < run; i++, to += MatrixKernels.A_STRIDE) {
            out[to] = x[at + i];
          }
        }
        done += run;
        channel = 0;
        tap++;
      }
    }

    @Override
    int cIndex(int batch, int row) {
      return dwAt + row * spec.outputChannels() + batch * n;
    }

    @Override
    int cBase() {
      return dwAt;
    }

    @Override
    int cStride() {
      return spec.outputChannels();
    }

    @Override
    int bOffset(int batch) {
      return batch * n;
    }
  }
}
