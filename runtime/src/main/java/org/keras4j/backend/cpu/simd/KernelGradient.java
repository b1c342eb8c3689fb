package org.keras4j.backend.cpu.simd;

/**
 * Gradient of a {@link Convolution} with respect to its kernel: for each kernel element, the sum
 * over all output positions of its input times the output's gradient.
 *
 * <p>A matrix product of the transposed patches with the output's gradient, both read in place:
 * channels that are neighbours in a patch are in the input, too. Where there is padding, the input
 * is first copied into zeros. {@link #run} allocates nothing. An object serves one caller at a
 * time.
 */
public final class KernelGradient {
  /** Output positions at a time: their gradients fit in the first-level cache. */
  private static final int PIXELS = 128;

  private final ConvolutionSpec spec;
  private final WorkerPool pool;
  private final Padding padding;
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
    padding = new Padding(spec);
    product = new Product(kernels, pool, padding.padded());
    tailColumn = product.n - product.n % kernels.columns();
    tail = new PanelLayout(kernels, product.k, product.n - tailColumn);
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return pool.threads() * product.slotSize() + spec.groups() * tail.size() + padding.size();
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
    if (padding.size() > 0) {
      product.x = scratch;
      product.xAt = tailAt + spec.groups() * tail.size();
      padding.copy(x, xAt, scratch, product.xAt, pool);
    }
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
          spec.outputPixels(),
          pixels(spec),
          PIXELS);
      this.spec = spec;
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

    @Override
    void packRows(int batch, int row, int rows, int from, int count, float[] out, int outAt) {
      throw new IllegalStateException("Every row is read in place");
    }

    @Override
    float[] source() {
      return x;
    }

    /** A row is one channel under one tap. */
    @Override
    void locate(int batch, int row, int rows, int[] out, int outAt) {
      int channels = spec.groupInputs();
      int base = xAt + batch * channels;
      for (int i = 0; i < rows; i++) {
        int tap = (row + i) / channels;
        int kw = tap % spec.width().kernel();
        int kh = tap / spec.width().kernel() % spec.height().kernel();
        int kd = tap / spec.width().kernel() / spec.height().kernel();
        int line = kd * spec.depth().dilation() * spec.height().input();
        line = (line + kh * spec.height().dilation()) * spec.width().input();
        int pixel = line + kw * spec.width().dilation();
        out[outAt + i] = base + pixel * spec.inputChannels() + (row + i) % channels;
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
