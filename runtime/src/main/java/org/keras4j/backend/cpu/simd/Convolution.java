package org.keras4j.backend.cpu.simd;

/**
 * Channels-last convolution for float32 in one to three spatial axes, with strides, dilation,
 * groups and any padding; see {@link ConvolutionSpec}.
 *
 * <p>Patches are copied straight into the blocks that the matrix kernels read: nowhere is there a
 * matrix of all patches. The bits of a sample's result depend neither on the batch nor on the
 * number of threads. {@link #run} allocates nothing. An object serves one caller at a time.
 */
public final class Convolution {
  private final ConvolutionSpec spec;
  private final PatchProduct product;
  private final WorkerPool pool;
  private final float[] packed;

  /**
   * A convolution with a kernel given at each run, as in training.
   *
   * @param pool threads to use
   */
  public Convolution(ConvolutionSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, null, 0, pool);
  }

  /** A convolution with a constant kernel, which is copied into the kernels' order. */
  public Convolution(ConvolutionSpec spec, float[] kernel, int kernelAt, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, kernel, kernelAt, pool);
  }

  Convolution(
      MatrixKernels kernels, ConvolutionSpec spec, float[] kernel, int kernelAt, WorkerPool pool) {
    this(spec, pool, new PatchProduct(kernels, pool, spec), kernel, kernelAt);
  }

  private Convolution(
      ConvolutionSpec spec, WorkerPool pool, PatchProduct product, float[] kernel, int kernelAt) {
    this.spec = spec;
    this.pool = pool;
    this.product = product;
    if (kernel == null) {
      packed = null;
    } else {
      packed = new float[packedSize()];
      pack(kernel, kernelAt, packed, 0);
    }
  }

  /** This convolution, sharing the packed kernel, for another session. */
  public Convolution copy() {
    PatchProduct own = new PatchProduct(product.kernels, pool, spec);
    own.setEpilogue(product.epilogue());
    return new Convolution(spec, pool, own, packed);
  }

  private Convolution(ConvolutionSpec spec, WorkerPool pool, PatchProduct product, float[] packed) {
    this.spec = spec;
    this.pool = pool;
    this.product = product;
    this.packed = packed;
  }

  private int packedSize() {
    return spec.groups() * product.layout.size();
  }

  private void pack(float[] kernel, int kernelAt, float[] out, int outAt) {
    int n = spec.groupOutputs();
    for (int g = 0; g < spec.groups(); g++) {
      product.layout.pack(
          kernel,
          kernelAt + g * n,
          spec.outputChannels(),
          false,
          0,
          n,
          out,
          outAt + g * product.layout.size());
    }
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return pool.threads() * product.slotSize() + (packed == null ? packedSize() : 0);
  }

  /** Sets what is done with each tile before it leaves the cache; bias is per output channel. */
  public Convolution epilogue(Epilogue value) {
    product.setEpilogue(value);
    return this;
  }

  /**
   * Computes the convolution.
   *
   * @param x input, channels last, dense
   * @param kernel ignored, and may be null, if it was given to the constructor
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
    if (product.m == 0) {
      return;
    }
    product.setOperands(x, xAt, yAt);
    product.setResult(y, false, scratch, scratchAt);
    if (packed != null) {
      product.setPackedB(packed, 0);
    } else {
      int at = scratchAt + pool.threads() * product.slotSize();
      pack(kernel, kernelAt, scratch, at);
      product.setPackedB(scratch, at);
    }
    product.runTasks(spec.groups(), product.divide(spec.groups()));
  }
}
