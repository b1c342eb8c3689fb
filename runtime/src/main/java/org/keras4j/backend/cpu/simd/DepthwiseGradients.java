package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * Gradients of a {@link DepthwiseConvolution} with respect to its input and its kernel.
 *
 * <p>The methods allocate nothing. Results do not depend on the number of threads. An object serves
 * one caller at a time.
 */
public final class DepthwiseGradients {
  private final MatrixKernels kernels;
  private final DepthwiseSpec spec;
  private final WorkerPool pool;
  private final int channels;
  private final WorkerPool.Body inputBody = this::inputLine;
  private final WorkerPool.Body kernelBody = this::kernelTap;

  private float[] x;
  private int xAt;
  private float[] w;
  private int wAt;
  private float[] dy;
  private int dyAt;
  private float[] result;
  private int resultAt;
  private float[] scratch;
  private int scratchAt;

  /** Gradients that use the given threads. */
  public DepthwiseGradients(DepthwiseSpec spec, WorkerPool pool) {
    this(SimdProvider.matrixKernels(), spec, pool);
  }

  DepthwiseGradients(MatrixKernels kernels, DepthwiseSpec spec, WorkerPool pool) {
    this.kernels = kernels;
    this.spec = spec;
    this.pool = pool;
    channels = spec.outputChannels();
  }

  /** Number of floats of scratch space that either method needs; their content is irrelevant. */
  public int scratchSize() {
    int expanded = spec.multiplier() > 1 ? spec.inputPixels() * channels : 0;
    return expanded + pool.threads() * channels;
  }

  /** Gradient with respect to the input, from the kernel and the output's gradient. */
  public void input(
      float[] dy,
      int dyAt,
      float[] kernel,
      int kernelAt,
      float[] dx,
      int dxAt,
      float[] scratch,
      int scratchAt) {
    this.dy = dy;
    this.dyAt = dyAt;
    w = kernel;
    wAt = kernelAt;
    int times = spec.multiplier();
    result = times > 1 ? scratch : dx;
    resultAt = times > 1 ? scratchAt : dxAt;
    pool.parallelFor(spec.batch() * spec.height().input(), inputBody);
    if (times > 1) {
      int at = scratchAt;
      for (int i = 0; i < spec.inputPixels() * spec.channels(); i++) {
        float sum = 0f;
        for (int m = 0; m < times; m++) {
          sum += scratch[at++];
        }
        dx[dxAt + i] = sum;
      }
    }
  }

  private void inputLine(int line, int slot) {
    SpatialAxis height = spec.height();
    SpatialAxis width = spec.width();
    int ih = line % height.input();
    int sample = line / height.input();
    for (int iw = 0; iw < width.input(); iw++) {
      int at = resultAt + (line * width.input() + iw) * channels;
      Arrays.fill(result, at, at + channels, 0f);
      for (int kh = 0; kh < height.kernel(); kh++) {
        int oh = outputOf(height, ih, kh);
        if (oh < 0) {
          continue;
        }
        for (int kw = 0; kw < width.kernel(); kw++) {
          int ow = outputOf(width, iw, kw);
          if (ow >= 0) {
            int from = ((sample * height.output() + oh) * width.output() + ow) * channels;
            int weight = wAt + (kh * width.kernel() + kw) * channels;
            kernels.multiplyAdd(dy, dyAt + from, w, weight, result, at, channels);
          }
        }
      }
    }
  }

  /** The output that reads an input through a tap, or -1. */
  private static int outputOf(SpatialAxis axis, int input, int tap) {
    int distance = input + axis.padding() - tap * axis.dilation();
    if (distance < 0 || distance % axis.stride() != 0) {
      return -1;
    }
    int output = distance / axis.stride();
    return output < axis.output() ? output : -1;
  }

  /** Gradient with respect to the kernel, from the input and the output's gradient. */
  public void kernel(
      float[] x,
      int xAt,
      float[] dy,
      int dyAt,
      float[] dw,
      int dwAt,
      float[] scratch,
      int scratchAt) {
    this.x = x;
    this.xAt = xAt;
    this.scratch = scratch;
    this.scratchAt = scratchAt;
    if (spec.multiplier() > 1) {
      int n = spec.inputPixels() * spec.channels();
      DepthwiseConvolution.repeatChannels(x, xAt, n, spec.multiplier(), scratch, scratchAt);
      this.x = scratch;
      this.xAt = scratchAt;
      this.scratchAt = scratchAt + spec.inputPixels() * channels;
    }
    this.dy = dy;
    this.dyAt = dyAt;
    result = dw;
    resultAt = dwAt;
    pool.parallelFor(spec.taps(), kernelBody);
  }

  private void kernelTap(int tap, int slot) {
    SpatialAxis height = spec.height();
    SpatialAxis width = spec.width();
    int kh = tap / width.kernel();
    int kw = tap % width.kernel();
    int at = resultAt + tap * channels;
    int line = scratchAt + slot * channels;
    Arrays.fill(result, at, at + channels, 0f);
    for (int row = 0; row < spec.batch() * height.output(); row++) {
      int sample = row / height.output();
      int ih = row % height.output() * height.stride() - height.padding() + kh * height.dilation();
      if (ih < 0 || ih >= height.input()) {
        continue;
      }
      // A line is summed up by itself: short sums lose less than one long one.
      Arrays.fill(scratch, line, line + channels, 0f);
      for (int ow = 0; ow < width.output(); ow++) {
        int iw = ow * width.stride() - width.padding() + kw * width.dilation();
        if (iw >= 0 && iw < width.input()) {
          int from = xAt + ((sample * height.input() + ih) * width.input() + iw) * channels;
          int gradient = dyAt + (row * width.output() + ow) * channels;
          kernels.multiplyAdd(x, from, dy, gradient, scratch, line, channels);
        }
      }
      kernels.addRows(scratch, line, channels, result, at, channels, 1, channels);
    }
  }
}
