package org.keras4j.backend.reference;

import org.keras4j.op.ConvSpec;
import org.keras4j.tensor.Shape;

/**
 * Which elements meet in a convolution: every triple of an input, a kernel and an output element,
 * as flat indices. The three adjoint forms of a convolution, and pooling, differ only in what they
 * do with a triple. One or two spatial axes are seen as three by leading axes of size 1.
 */
final class WindowGeometry {
  /** Receives one triple. */
  interface Visitor {
    void visit(int input, int kernel, int output);
  }

  private final int batch;
  private final int channels;
  private final int filters;
  private final int groups;
  private final int[] input = {1, 1, 1};
  private final int[] window = {1, 1, 1};
  private final int[] output = {1, 1, 1};
  private final int[] strides = {1, 1, 1};
  private final int[] padLow = {0, 0, 0};
  private final int[] dilations = {1, 1, 1};

  /**
   * The geometry of one convolution.
   *
   * @param x {@code (N, spatial..., C)}
   * @param kernel {@code (window..., C / groups, F)}
   * @param y {@code (N, spatial..., F)}
   */
  WindowGeometry(ConvSpec spec, Shape x, Shape kernel, Shape y) {
    batch = x.dim(0);
    channels = x.dim(-1);
    filters = y.dim(-1);
    groups = spec.groups();
    int missing = 3 - spec.rank();
    for (int i = 0; i < spec.rank(); i++) {
      input[missing + i] = x.dim(i + 1);
      window[missing + i] = kernel.dim(i);
      output[missing + i] = y.dim(i + 1);
      strides[missing + i] = spec.strides().get(i);
      padLow[missing + i] = spec.padLow().get(i);
      dilations[missing + i] = spec.dilations().get(i);
    }
  }

  /** Visits all triples, for each output element in row-major order of its window. */
  void forEach(Visitor visitor) {
    int y = 0;
    for (int n = 0; n < batch; n++) {
      for (int o0 = 0; o0 < output[0]; o0++) {
        for (int o1 = 0; o1 < output[1]; o1++) {
          for (int o2 = 0; o2 < output[2]; o2++) {
            for (int f = 0; f < filters; f++) {
              window(visitor, n, new int[] {o0, o1, o2}, f, y++);
            }
          }
        }
      }
    }
  }

  private void window(Visitor visitor, int n, int[] o, int f, int y) {
    int channelsPerGroup = channels / groups;
    int firstChannel = f / (filters / groups) * channelsPerGroup;
    for (int w0 = 0; w0 < window[0]; w0++) {
      int i0 = at(0, o[0], w0);
      for (int w1 = 0; i0 >= 0 && w1 < window[1]; w1++) {
        int i1 = at(1, o[1], w1);
        for (int w2 = 0; i1 >= 0 && w2 < window[2]; w2++) {
          int i2 = at(2, o[2], w2);
          int x = (((n * input[0] + i0) * input[1] + i1) * input[2] + i2) * channels + firstChannel;
          int k = ((w0 * window[1] + w1) * window[2] + w2) * channelsPerGroup * filters + f;
          for (int c = 0; i2 >= 0 && c < channelsPerGroup; c++) {
            visitor.visit(x + c, k + c * filters, y);
          }
        }
      }
    }
  }

  /** Position in the input, -1 when it is padding. */
  private int at(int axis, int o, int w) {
    int i = o * strides[axis] + w * dilations[axis] - padLow[axis];
    return i < input[axis] ? Math.max(i, -1) : -1;
  }
}
