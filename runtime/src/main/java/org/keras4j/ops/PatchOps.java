package org.keras4j.ops;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.ConvInputGradient;
import org.keras4j.op.ConvSpec;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Blocks of images as columns or channels, and back. Keras: parts of {@code keras.ops.nn}. */
public final class PatchOps {
  private PatchOps() {}

  /**
   * Sliding blocks as columns. Keras: {@code keras.ops.unfold}. Lists hold one value for height and
   * width each, or one for both.
   *
   * @param x {@code (N, C, H, W)}
   * @return {@code (N, C * kH * kW, L)}, L blocks in row-major order
   */
  public static Tensor unfold(
      Tensor x,
      List<Integer> kernelSize,
      List<Integer> dilation,
      List<Integer> padding,
      List<Integer> stride) {
    Arith.require(x.rank() == 4, "unfold expects (N, C, H, W). Received: " + x.shape());
    List<Integer> kernel = Windows.perAxis("kernel_size", kernelSize, 2);
    List<Integer> step = Windows.perAxis("dilation", dilation, 2);
    List<Integer> pad = Windows.perAxis("padding", padding, 2);
    List<Integer> move = Windows.perAxis("stride", stride, 2);
    List<Integer> around = List.of(0, 0, pad.get(0), pad.get(1));
    Tensor padded = new Pad(around, around, PadMode.CONSTANT, 0).on(x);
    Tensor patches = patches(padded, 2, kernel, move, step);
    Shape shape = patches.shape();
    int columns = shape.product(3, 5);
    return Arith.reshape(patches, shape.dim(0), columns(shape, kernel), columns);
  }

  private static int columns(Shape patches, List<Integer> kernel) {
    int channels = patches.dim(1);
    return channels == Shape.UNKNOWN ? channels : channels * kernel.get(0) * kernel.get(1);
  }

  /**
   * All blocks of windows over two axes: for an input {@code (..., H, W)} with H at {@code axis},
   * the result {@code (..., kH * kW, nH, nW, ...)} has the place inside the block before the
   * block's.
   */
  static Tensor patches(
      Tensor x, int axis, List<Integer> kernel, List<Integer> stride, List<Integer> dilation) {
    List<Tensor> parts = new ArrayList<>();
    for (int i = 0; i < kernel.get(0); i++) {
      Tensor rows = strided(x, axis, i, kernel.get(0), stride.get(0), dilation.get(0));
      for (int j = 0; j < kernel.get(1); j++) {
        parts.add(strided(rows, axis + 1, j, kernel.get(1), stride.get(1), dilation.get(1)));
      }
    }
    return Arith.stack(axis, parts);
  }

  /** The elements that place {@code i} of a window meets. */
  static Tensor strided(Tensor x, int axis, int i, int window, int stride, int dilation) {
    int start = i * dilation;
    int size = x.dim(axis);
    if (size == Shape.UNKNOWN) {
      return Arith.slice(x, axis, start, Shape.UNKNOWN, stride);
    }
    int outputs = (size - (window - 1) * dilation - 1) / stride + 1;
    Arith.require(
        size >= (window - 1) * dilation + 1,
        "A window of " + window + " does not fit into axis " + axis + " of " + x.shape());
    return Arith.slice(x, axis, start, start + (outputs - 1) * stride + 1, stride);
  }

  /**
   * Sums columns back into an image: the adjoint of {@link #unfold}. Keras: {@code keras.ops.fold}.
   *
   * @param x {@code (N, C * kH * kW, L)}
   * @return {@code (N, C, outputSize...)}
   */
  public static Tensor fold(
      Tensor x,
      List<Integer> outputSize,
      List<Integer> kernelSize,
      List<Integer> dilation,
      List<Integer> padding,
      List<Integer> stride) {
    Arith.require(
        x.rank() == 3 && x.shape().isKnown(1),
        "fold expects (N, C * kH * kW, L) of known channels. Received: " + x.shape());
    List<Integer> output = Windows.perAxis("output_size", outputSize, 2);
    List<Integer> kernel = Windows.perAxis("kernel_size", kernelSize, 2);
    List<Integer> step = Windows.perAxis("dilation", dilation, 2);
    List<Integer> pad = Windows.perAxis("padding", padding, 2);
    List<Integer> move = Windows.perAxis("stride", stride, 2);
    int[] blocks = new int[2];
    for (int i = 0; i < 2; i++) {
      int free = output.get(i) + 2 * pad.get(i) - step.get(i) * (kernel.get(i) - 1) - 1;
      blocks[i] = free / move.get(i) + 1;
    }
    int places = kernel.get(0) * kernel.get(1);
    int channels = x.dim(1) / places;
    Tensor grid = Arith.reshape(x, x.dim(0), x.dim(1), blocks[0], blocks[1]);
    Tensor last = DataFormat.CHANNELS_FIRST.toLast(DTypes.toFloat(grid));
    // A transposed convolution that puts column c * places + p to place p of channel c.
    Shape shape = Shape.of(kernel.get(0), kernel.get(1), 1, channels * places);
    NDArray.Builder ones = NDArray.builder(last.dtype(), shape);
    for (int p = 0; p < places; p++) {
      for (int c = 0; c < channels; c++) {
        ones.set(p * channels * places + c * places + p, 1.0);
      }
    }
    ConvSpec spec = new ConvSpec(move, pad, pad, step, channels);
    Shape image = Shape.of(x.dim(0), output.get(0), output.get(1), channels);
    Tensor folded = new ConvInputGradient(spec, image).on(Constant.of(ones.build()), last);
    return DataFormat.CHANNELS_FIRST.fromLast(folded);
  }

  /**
   * Channels moved into {@code blockSize x blockSize} blocks of space. Keras: {@code
   * keras.ops.depth_to_space}.
   */
  public static Tensor depthToSpace(Tensor x, int blockSize, DataFormat dataFormat) {
    Tensor last = dataFormat.toLast(x);
    int channels = last.dim(3);
    Arith.require(
        channels == Shape.UNKNOWN || channels % (blockSize * blockSize) == 0,
        "The number of channels must be divisible by block_size**2. Received: channels="
            + channels
            + ", block_size="
            + blockSize);
    int depth = channels == Shape.UNKNOWN ? channels : channels / (blockSize * blockSize);
    int height = last.dim(1);
    int width = last.dim(2);
    Tensor split = Arith.reshape(last, last.dim(0), height, width, blockSize, blockSize, depth);
    Tensor moved = Arith.transpose(split, 0, 1, 3, 2, 4, 5);
    Tensor result =
        Arith.reshape(moved, last.dim(0), times(height, blockSize), times(width, blockSize), depth);
    return dataFormat.fromLast(result);
  }

  /** Blocks of space moved into channels. Keras: {@code keras.ops.space_to_depth}. */
  public static Tensor spaceToDepth(Tensor x, int blockSize, DataFormat dataFormat) {
    Tensor last = dataFormat.toLast(x);
    for (int axis = 1; axis <= 2; axis++) {
      int size = last.dim(axis);
      Arith.require(
          size == Shape.UNKNOWN || size % blockSize == 0,
          "Height and width must be divisible by block_size. Received: x.shape="
              + x.shape()
              + ", block_size="
              + blockSize);
    }
    int height = last.dim(1) == Shape.UNKNOWN ? Shape.UNKNOWN : last.dim(1) / blockSize;
    int width = last.dim(2) == Shape.UNKNOWN ? Shape.UNKNOWN : last.dim(2) / blockSize;
    int channels = last.dim(3);
    Tensor split = Arith.reshape(last, last.dim(0), height, blockSize, width, blockSize, channels);
    Tensor moved = Arith.transpose(split, 0, 1, 3, 2, 4, 5);
    int depth = times(channels, blockSize * blockSize);
    return dataFormat.fromLast(Arith.reshape(moved, last.dim(0), height, width, depth));
  }

  private static int times(int dim, int factor) {
    return dim == Shape.UNKNOWN ? dim : dim * factor;
  }
}
