package org.keras4j.backend.cpu.simd;

/**
 * Gradient of a {@link Convolution} with respect to its kernel: for each kernel element, the sum
 * over all output positions of its input times the output's gradient.
 *
 * <p>A matrix product of the transposed patches with the output's gradient, copied block by block.
 * Where there is padding, the input is first copied into zeros, so that every patch can be read
 * from it. {@link #run} allocates nothing. An object serves one caller at a time.
 */
public final class KernelGradient {
  private final ConvolutionSpec spec;
  private final WorkerPool pool;
  private final Padding padding;
  private final Product product;

  /** A gradient that uses the given threads. */
  public KernelGradient(ConvolutionSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, pool);
  }

  KernelGradient(MatrixKernels kernels, ConvolutionSpec spec, WorkerPool pool) {
    this.spec = spec;
    this.pool = pool;
    padding = new Padding(spec);
    product = new Product(kernels, pool, padding.padded());
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return product.ownSize() + padding.size();
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
    product.x = x;
    product.xAt = xAt;
    if (padding.size() > 0) {
      product.x = scratch;
      product.xAt = scratchAt + product.ownSize();
      padding.copy(x, xAt, scratch, product.xAt, pool);
    }
    product.dwAt = dwAt;
    product.setOwnB(dy, dyAt, spec.outputChannels());
    product.setResult(dw, false, scratch, scratchAt);
    product.runTasks(spec.groups(), product.divideForOwnB(spec.groups()));
  }

  private static final class Product extends TiledProduct {
    private final ConvolutionSpec spec;
    private final int[] pixels;
    private final int[] starts;
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
      pixels = pixels(spec);
      starts = starts(spec);
    }

    /** Of each output position, what its first tap reads. */
    private static int[] pixels(ConvolutionSpec spec) {
      int[] pixels = new int[spec.outputPixels()];
      int at = 0;
      for (int sample = 0; sample < spec.batch(); sample++) {
        for (int od = 0; od < spec.depth().output(); od++) {
          int plane = sample * spec.depth().input() + spec.depth().first(od);
          for (int oh = 0; oh < spec.height().output(); oh++) {
            int line = plane * spec.height().input() + spec.height().first(oh);
            for (int ow = 0; ow < spec.width().output(); ow++) {
              int pixel = line * spec.width().input() + spec.width().first(ow);
              pixels[at++] = pixel * spec.inputChannels();
            }
          }
        }
      }
      return pixels;
    }

    /** Of each row, one channel under one tap, its distance from what the first tap reads. */
    private static int[] starts(ConvolutionSpec spec) {
      int channels = spec.groupInputs();
      int[] starts = new int[spec.taps() * channels];
      for (int row = 0; row < starts.length; row++) {
        int tap = row / channels;
        int kw = tap % spec.width().kernel();
        int kh = tap / spec.width().kernel() % spec.height().kernel();
        int kd = tap / spec.width().kernel() / spec.height().kernel();
        int line = kd * spec.depth().dilation() * spec.height().input();
        line = (line + kh * spec.height().dilation()) * spec.width().input();
        int pixel = line + kw * spec.width().dilation();
        starts[row] = pixel * spec.inputChannels() + row % channels;
      }
      return starts;
    }

    /** Rows that are neighbours in the input are copied together, position by position. */
    @Override
    void packRows(int batch, int row, int rows, int from, int count, float[] out, int outAt) {
      int base = xAt + batch * spec.groupInputs();
      int run;
      for (int i = 0; i < rows; i += run) {
        int start = starts[row + i];
        run = 1;
        while (i + run < rows && starts[row + i + run] == start + run) {
          run++;
        }
        int to = outAt + i * MatrixKernels.A_STRIDE;
        for (int p = 0; p < count; p++) {
          int at = base + start + pixels[from + p];
          for (int r = 0; r < run; r++) {
            out[to + p + r * MatrixKernels.A_STRIDE] = x[at + r];
          }
        }
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
