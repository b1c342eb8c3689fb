package org.keras4j.backend.cpu.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * Transpose of a {@link Convolution}: its gradient with respect to the input, and the forward
 * direction of Keras' {@code ConvTranspose} layers.
 *
 * <p>The spec is that of the convolution that is transposed: {@link #run} reads an array of its
 * output's shape and writes one of its input's. Results of one remainder modulo the strides see the
 * same taps, so each such phase is a convolution with stride 1 whose results stand apart; nothing
 * is scattered or added up. {@link #run} allocates nothing. An object serves one caller at a time.
 */
public final class TransposedConvolution {
  private final ConvolutionSpec spec;
  private final WorkerPool pool;
  private final Phase[] phases;
  private final float[] packed;
  private final int packedSize;
  private final int plainSize;
  private final int slotSize;

  /** Taps of one axis that one phase sees, last first, and the axis of the phase's convolution. */
  private record PhaseAxis(int offset, int[] taps, SpatialAxis axis) {
    static PhaseAxis of(SpatialAxis axis, int phase) {
      int stride = axis.stride();
      int count = 0;
      int[] found = new int[axis.kernel()];
      for (int t = axis.kernel() - 1; t >= 0; t--) {
        if (Math.floorMod(phase + axis.padding() - t * axis.dilation(), stride) == 0) {
          found[count++] = t;
        }
      }
      int[] taps = java.util.Arrays.copyOf(found, count);
      int first = count == 0 ? 0 : axis.padding() + phase - taps[0] * axis.dilation();
      int step = count < 2 ? 1 : (taps[0] - taps[1]) * axis.dilation() / stride;
      int results = Math.max(0, (axis.input() - phase + stride - 1) / stride);
      return new PhaseAxis(
          phase,
          taps,
          new SpatialAxis(axis.output(), results, count, 1, step, -Math.floorDiv(first, stride)));
    }
  }

  private record Phase(
      PhaseAxis depth, PhaseAxis height, PhaseAxis width, PatchProduct product, int packedAt) {}

  /** A transposed convolution with a kernel given at each run. */
  public TransposedConvolution(ConvolutionSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, null, 0, pool);
  }

  /** A transposed convolution with a constant kernel. */
  public TransposedConvolution(
      ConvolutionSpec spec, float[] kernel, int kernelAt, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, kernel, kernelAt, pool);
  }

  TransposedConvolution(
      MatrixKernels kernels, ConvolutionSpec spec, float[] kernel, int kernelAt, WorkerPool pool) {
    this.spec = spec;
    this.pool = pool;
    List<Phase> list = new ArrayList<>();
    int size = 0;
    int plain = 0;
    int slot = 0;
    for (int d = 0; d < spec.depth().stride(); d++) {
      for (int h = 0; h < spec.height().stride(); h++) {
        for (int w = 0; w < spec.width().stride(); w++) {
          Phase phase =
              phase(
                  kernels,
                  PhaseAxis.of(spec.depth(), d),
                  PhaseAxis.of(spec.height(), h),
                  PhaseAxis.of(spec.width(), w),
                  size);
          if (phase.product().m > 0) {
            list.add(phase);
            size += spec.groups() * phase.product().layout.size();
            plain = Math.max(plain, phase.product().k * phase.product().n);
            slot = Math.max(slot, phase.product().slotSize());
          }
        }
      }
    }
    phases = list.toArray(new Phase[0]);
    packedSize = size;
    plainSize = plain;
    slotSize = slot;
    if (kernel == null) {
      packed = null;
    } else {
      packed = new float[packedSize];
      pack(kernel, kernelAt, packed, 0, new float[plainSize], 0);
    }
  }

  private Phase phase(
      MatrixKernels kernels, PhaseAxis depth, PhaseAxis height, PhaseAxis width, int packedAt) {
    ConvolutionSpec own =
        new ConvolutionSpec(
            spec.batch(),
            depth.axis(),
            height.axis(),
            width.axis(),
            spec.outputChannels(),
            spec.inputChannels(),
            spec.groups());
    int pixel = spec.inputChannels();
    int line = spec.width().input() * pixel;
    int plane = spec.height().input() * line;
    PatchProduct product =
        new PatchProduct(
            kernels,
            pool,
            own,
            depth.offset() * plane + height.offset() * line + width.offset() * pixel,
            spec.width().stride() * pixel,
            spec.height().stride() * line,
            spec.depth().stride() * plane,
            spec.depth().input() * plane);
    return new Phase(depth, height, width, product, packedAt);
  }

  /** Packs every phase's part of the kernel, group by group. */
  private void pack(
      float[] kernel, int kernelAt, float[] out, int outAt, float[] plain, int plainAt) {
    int inputs = spec.groupInputs();
    int outputs = spec.groupOutputs();
    for (Phase phase : phases) {
      PanelLayout layout = phase.product().layout;
      int k = layout.rows();
      for (int g = 0; g < spec.groups(); g++) {
        for (int i = 0; i < inputs; i++) {
          int to = plainAt + i * k;
          for (int d : phase.depth().taps()) {
            for (int h : phase.height().taps()) {
              for (int w : phase.width().taps()) {
                int tap = (d * spec.height().kernel() + h) * spec.width().kernel() + w;
                int from = kernelAt + (tap * inputs + i) * spec.outputChannels() + g * outputs;
                System.arraycopy(kernel, from, plain, to, outputs);
                to += outputs;
              }
            }
          }
        }
        int at = outAt + phase.packedAt() + g * layout.size();
        layout.pack(plain, plainAt, k, true, 0, inputs, out, at);
      }
    }
  }

  /** Number of floats of scratch space that {@link #run} needs; their content is irrelevant. */
  public int scratchSize() {
    return pool.threads() * slotSize + (packed == null ? packedSize + plainSize : 0);
  }

  /** Sets what is done with each tile before it leaves the cache; bias is per result channel. */
  public TransposedConvolution epilogue(Epilogue value) {
    for (Phase phase : phases) {
      phase.product().setEpilogue(value);
    }
    return this;
  }

  /**
   * Computes the transposed convolution.
   *
   * @param y array of the shape of the convolution's output
   * @param kernel the convolution's kernel; ignored if it was given to the constructor
   * @param x result, of the shape of the convolution's input
   * @param scratch {@link #scratchSize()} floats from {@code scratchAt} on
   */
  public void run(
      float[] y,
      int yAt,
      float[] kernel,
      int kernelAt,
      float[] x,
      int xAt,
      float[] scratch,
      int scratchAt) {
    float[] right = packed;
    int rightAt = 0;
    if (packed == null) {
      right = scratch;
      rightAt = scratchAt + pool.threads() * slotSize;
      pack(kernel, kernelAt, scratch, rightAt, scratch, rightAt + packedSize);
    }
    for (Phase phase : phases) {
      PatchProduct product = phase.product();
      product.setOperands(y, yAt, xAt);
      product.setResult(x, false, scratch, scratchAt);
      product.setPackedB(right, rightAt + phase.packedAt());
      product.runTasks(spec.groups(), product.divide(spec.groups()));
    }
  }
}
