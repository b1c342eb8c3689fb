package org.keras4j.backend.cpu.simd;

import java.util.Arrays;

/**
 * Implicit matrix product of a convolution: a row of the left operand is the patch under one output
 * position, copied from the input when its block is needed. Groups are the product's batch.
 */
final class PatchProduct extends TiledProduct {
  /** Up to so many panels, rows are read in place: packing them would cost too much. */
  private static final int IN_PLACE_PANELS = 1;

  /** Neighbours in a patch that are too few to be copied at good speed. */
  private static final int SHORT_LINE = 32;

  private final SpatialAxis depth;
  private final SpatialAxis height;
  private final SpatialAxis width;
  private final int channels;
  private final int groupChannels;

  /** Channels of all groups of one result position. */
  private final int resultChannels;

  // Taps whose values are neighbours in the input form a line, copied at once.
  private final int lineTaps;
  private final int lineLength;
  private final int linesAcross;

  // Where results stand; steps between positions differ from the dense ones for one phase of a
  // transposed convolution.
  private final boolean dense;
  private final int stepSample;
  private final int stepDepth;
  private final int stepHeight;
  private final int stepWidth;
  private final int first;

  private float[] x;
  private int xAt;
  private int yAt;

  /** Dense result: positions back to back. */
  PatchProduct(MatrixKernels kernels, WorkerPool pool, ConvolutionSpec spec) {
    this(
        kernels,
        pool,
        spec,
        0,
        spec.outputChannels(),
        spec.width().output() * spec.outputChannels(),
        spec.height().output() * spec.width().output() * spec.outputChannels(),
        spec.depth().output()
            * spec.height().output()
            * spec.width().output()
            * spec.outputChannels());
  }

  PatchProduct(
      MatrixKernels kernels,
      WorkerPool pool,
      ConvolutionSpec spec,
      int first,
      int stepWidth,
      int stepHeight,
      int stepDepth,
      int stepSample) {
    super(
        kernels,
        pool,
        spec.outputPixels(),
        spec.groupOutputs(),
        spec.taps() * spec.groupInputs(),
        inPlaceTaps(kernels, spec));
    depth = spec.depth();
    height = spec.height();
    width = spec.width();
    channels = spec.inputChannels();
    groupChannels = spec.groupInputs();
    resultChannels = spec.outputChannels();
    lineTaps = width.dilation() == 1 && spec.groups() == 1 ? width.kernel() : 1;
    linesAcross = lineTaps == 0 ? 1 : width.kernel() / lineTaps;
    lineLength = lineTaps * groupChannels;
    this.first = first;
    this.stepWidth = stepWidth;
    this.stepHeight = stepHeight;
    this.stepDepth = stepDepth;
    this.stepSample = stepSample;
    dense =
        stepHeight == width.output() * stepWidth
            && stepDepth == height.output() * stepHeight
            && stepSample == depth.output() * stepDepth;
  }

  /** Distances of a patch's elements from its first, or null if rows are better packed. */
  private static int[] inPlaceTaps(MatrixKernels kernels, ConvolutionSpec spec) {
    int size = spec.taps() * spec.groupInputs();
    boolean shortLines = spec.width().kernel() * spec.groupInputs() < SHORT_LINE;
    int panels = shortLines ? 2 * IN_PLACE_PANELS : IN_PLACE_PANELS;
    int columns = panels * kernels.columns();
    if (size == 0 || spec.groupOutputs() > columns || spec.outputPixels() < kernels.rows()) {
      return null;
    }
    int[] taps = new int[size];
    int at = 0;
    for (int kd = 0; kd < spec.depth().kernel(); kd++) {
      for (int kh = 0; kh < spec.height().kernel(); kh++) {
        for (int kw = 0; kw < spec.width().kernel(); kw++) {
          int line = kd * spec.depth().dilation() * spec.height().input();
          line = (line + kh * spec.height().dilation()) * spec.width().input();
          int tap = (line + kw * spec.width().dilation()) * spec.inputChannels();
          for (int i = 0; i < spec.groupInputs(); i++) {
            taps[at++] = tap + i;
          }
        }
      }
    }
    return taps;
  }

  @Override
  float[] source() {
    return x;
  }

  @Override
  void locate(int batch, int row, int rows, int[] out, int outAt) {
    int ow = row % width.output();
    int rest = row / width.output();
    int oh = rest % height.output();
    rest /= height.output();
    int od = rest % depth.output();
    int sample = rest / depth.output();
    int channel = xAt + batch * groupChannels;
    for (int i = 0; i < rows; i++) {
      boolean inside = depth.isInside(od) && height.isInside(oh) && width.isInside(ow);
      int plane = sample * depth.input() + depth.first(od);
      int line = plane * height.input() + height.first(oh);
      int pixel = line * width.input() + width.first(ow);
      out[outAt + i] = inside ? channel + pixel * channels : OUTSIDE;
      if (++ow == width.output()) {
        ow = 0;
        if (++oh == height.output()) {
          oh = 0;
          if (++od == depth.output()) {
            od = 0;
            sample++;
          }
        }
      }
    }
  }

  void setOperands(float[] x, int xAt, int yAt) {
    this.x = x;
    this.xAt = xAt;
    this.yAt = yAt;
  }

  @Override
  void packRows(int batch, int row, int rows, int from, int count, float[] out, int outAt) {
    if (count == 0) {
      return;
    }
    int ow = row % width.output();
    int rest = row / width.output();
    int oh = rest % height.output();
    rest /= height.output();
    int od = rest % depth.output();
    int sample = rest / depth.output();
    int channel = xAt + batch * groupChannels;
    int line = from / lineLength;
    int across = line % linesAcross;
    int kh = line / linesAcross % height.kernel();
    int kd = line / linesAcross / height.kernel();
    for (int i = 0; i < rows; i++, outAt += MatrixKernels.A_STRIDE) {
      packRow(
          channel,
          sample * depth.input(),
          od * depth.stride() - depth.padding(),
          oh * height.stride() - height.padding(),
          ow * width.stride() - width.padding(),
          kd,
          kh,
          across,
          line * lineLength,
          from,
          from + count,
          out,
          outAt);
      if (++ow == width.output()) {
        ow = 0;
        if (++oh == height.output()) {
          oh = 0;
          if (++od == depth.output()) {
            od = 0;
            sample++;
          }
        }
      }
    }
  }

  /** Part of one patch, from a line given by its taps and its first place in the patch. */
  private void packRow(
      int base,
      int plane,
      int z0,
      int y0,
      int x0,
      int kd,
      int kh,
      int across,
      int lineStart,
      int from,
      int end,
      float[] out,
      int outAt) {
    while (lineStart < end) {
      int z = z0 + kd * depth.dilation();
      int y = y0 + kh * height.dilation();
      int lo = Math.max(from, lineStart);
      int hi = Math.min(end, lineStart + lineLength);
      int to = outAt + lo - from;
      if (z < 0 || z >= depth.input() || y < 0 || y >= height.input()) {
        Arrays.fill(out, to, to + hi - lo, 0f);
      } else {
        int left = x0 + across * width.dilation();
        int start = base + (((plane + z) * height.input() + y) * width.input() + left) * channels;
        int validFrom = lineStart + Math.max(0, -left) * groupChannels;
        int validTo = lineStart + Math.min(lineTaps, width.input() - left) * groupChannels;
        copy(start - lineStart, lo, hi, validFrom, validTo, out, to);
      }
      lineStart += lineLength;
      if (++across == linesAcross) {
        across = 0;
        if (++kh == height.kernel()) {
          kh = 0;
          kd++;
        }
      }
    }
  }

  /** Copies {@code [lo, hi)} of a line, of which {@code [validFrom, validTo)} is in the input. */
  private void copy(int source, int lo, int hi, int validFrom, int validTo, float[] out, int to) {
    if (lo >= validFrom && hi <= validTo) {
      kernels.copyLoosely(x, source + lo, out, to, hi - lo); // what follows is written later
      return;
    }
    int p = lo;
    for (int end = Math.min(hi, validFrom); p < end; p++) {
      out[to++] = 0f;
    }
    for (int end = Math.min(hi, validTo); p < end; p++) {
      out[to++] = x[source + p];
    }
    for (; p < hi; p++) {
      out[to++] = 0f;
    }
  }

  @Override
  int cIndex(int batch, int row) {
    int at = yAt + first + batch * n;
    if (dense) {
      return at + row * stepWidth;
    }
    int ow = row % width.output();
    int rest = row / width.output();
    int oh = rest % height.output();
    rest /= height.output();
    int od = rest % depth.output();
    int sample = rest / depth.output();
    return at + sample * stepSample + od * stepDepth + oh * stepHeight + ow * stepWidth;
  }

  @Override
  int cBase() {
    return yAt;
  }

  @Override
  int cStride() {
    return stepWidth;
  }

  @Override
  int bOffset(int batch) {
    return batch * layout.size();
  }

  @Override
  int columnOffset(int batch) {
    return batch * n;
  }

  /** Number of groups. */
  int groups() {
    return resultChannels / n;
  }
}
