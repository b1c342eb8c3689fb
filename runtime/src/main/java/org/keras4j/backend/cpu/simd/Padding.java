package org.keras4j.backend.cpu.simd;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * A convolution's input with its zeros around it, or, where padding is negative, without its edges:
 * then no tap is outside.
 */
final class Padding {
  private final ConvolutionSpec spec;
  private final ConvolutionSpec padded;
  private final boolean isNeeded;
  private final IntConsumer copyBody = this::copySample;

  // Operands of the current run.
  private float[] x;
  private int xAt;
  private float[] y;
  private int yAt;

  Padding(ConvolutionSpec spec) {
    this.spec = spec;
    this.padded =
        new ConvolutionSpec(
            spec.batch(),
            padded(spec.depth()),
            padded(spec.height()),
            padded(spec.width()),
            spec.inputChannels(),
            spec.outputChannels(),
            spec.groups());
    this.isNeeded = isOutside(spec.depth()) || isOutside(spec.height()) || isOutside(spec.width());
  }

  private static boolean isOutside(SpatialAxis axis) {
    return axis.padding() != 0 || reach(axis) > axis.input();
  }

  /** How far from the first tap of the first output the last tap of the last one is, plus one. */
  private static int reach(SpatialAxis axis) {
    return (Math.max(1, axis.output()) - 1) * axis.stride()
        + (axis.kernel() - 1) * axis.dilation()
        + 1;
  }

  private static SpatialAxis padded(SpatialAxis axis) {
    int input = isOutside(axis) ? reach(axis) : axis.input();
    return new SpatialAxis(input, axis.output(), axis.kernel(), axis.stride(), axis.dilation(), 0);
  }

  /** The same convolution on the padded input. */
  ConvolutionSpec padded() {
    return isNeeded ? padded : spec;
  }

  /** Number of floats of the padded input; 0 if there is nothing to pad. */
  int size() {
    return isNeeded
        ? Math.multiplyExact(
            padded.batch() * padded.depth().input() * padded.height().input(),
            padded.width().input() * padded.inputChannels())
        : 0;
  }

  /** Copies the input into its place among zeros. */
  void copy(float[] x, int xAt, float[] y, int yAt, WorkerPool pool) {
    this.x = x;
    this.xAt = xAt;
    this.y = y;
    this.yAt = yAt;
    pool.parallelFor(spec.batch(), copyBody);
  }

  private void copySample(int sample) {
    int line = padded.width().input() * spec.inputChannels();
    int plane = padded.height().input() * line;
    int to = yAt + sample * padded.depth().input() * plane;
    Arrays.fill(y, to, to + padded.depth().input() * plane, 0f);
    int skipped = Math.max(0, -spec.width().padding());
    int left = Math.max(0, spec.width().padding());
    int pixels = Math.min(spec.width().input() - skipped, padded.width().input() - left);
    for (int z = 0; z < spec.depth().input(); z++) {
      int toZ = z + spec.depth().padding();
      for (int row = 0; row < spec.height().input(); row++) {
        int toRow = row + spec.height().padding();
        if (isIn(toZ, padded.depth()) && isIn(toRow, padded.height()) && pixels > 0) {
          int source = (sample * spec.depth().input() + z) * spec.height().input() + row;
          System.arraycopy(
              x,
              xAt + (source * spec.width().input() + skipped) * spec.inputChannels(),
              y,
              to + toZ * plane + toRow * line + left * spec.inputChannels(),
              pixels * spec.inputChannels());
        }
      }
    }
  }

  private static boolean isIn(int position, SpatialAxis axis) {
    return position >= 0 && position < axis.input();
  }
}
