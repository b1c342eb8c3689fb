package org.keras4j.ops;

import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Gather;
import org.keras4j.op.Pad;
import org.keras4j.op.PadMode;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Images whose values lie between 0 and 255, changed by how often each value occurs: batches,
 * channels last, of known shape.
 */
public final class HistogramOps {
  private static final int VALUES = 256;

  private HistogramOps() {}

  /**
   * Spreads the values of each channel evenly over the range, by one histogram of the whole batch.
   * What Keras' layer {@code Equalization} does.
   */
  public static Tensor equalized(Tensor images, int bins) {
    int channels = images.dim(3);
    Tensor channel = Arith.reshape(counting(channels, c -> c * bins), 1, 1, 1, channels);
    Tensor bin = whole(Arith.div(Arith.mul(images, bins - 1), 255), bins - 1);
    Tensor counts = histogram(Arith.add(channel, bin), channels * bins);
    counts = Arith.reshape(counts, channels, bins);
    Tensor table = Arith.reshape(lookupTable(counts), channels * bins);
    Tensor at = whole(Arith.mul(Arith.div(images, 255), bins - 1), bins - 1);
    Tensor changed = DTypes.cast(new Gather(0).on(table, Arith.add(channel, at)), images.dtype());
    Tensor used = ReduceOps.countNonzero(counts, 1);
    Tensor spread = Arith.compare(CompareOp.GREATER, used, 1);
    return Arith.where(Arith.reshape(spread, 1, 1, 1, channels), changed, images);
  }

  /** For each bin the share of values below it, of 255. */
  private static Tensor lookupTable(Tensor counts) {
    Tensor sums = DTypes.cast(ReduceOps.cumsum(counts, 1), DType.FLOAT64);
    Tensor used = Arith.compare(CompareOp.GREATER, sums, 0);
    Tensor all = Arith.slice(sums, 1, sums.dim(1) - 1, sums.dim(1));
    Tensor first = ReduceOps.min(Arith.where(used, sums, all), List.of(1), true);
    Tensor rest = Arith.sub(all, first);
    rest = Arith.where(Arith.compare(CompareOp.EQUAL, rest, 0), Arith.full(rest, 1), rest);
    Tensor share = Arith.div(Arith.mul(Arith.sub(sums, first), 255), rest);
    return Arith.clip(UnaryOp.ROUND.on(share), 0, 255);
  }

  /**
   * Contrast limited adaptive histogram equalization: each pixel's value by the histograms of the
   * four tiles around it.
   *
   * @param clipLimit how often a value may occur in a tile, as a multiple of the average; 0 for no
   *     limit
   * @param rows number of tiles from top to bottom
   * @param columns number of tiles from left to right
   */
  public static Tensor adaptive(Tensor images, double clipLimit, int rows, int columns) {
    int height = (images.dim(1) + rows - 1) / rows;
    int width = (images.dim(2) + columns - 1) / columns;
    int channels = images.dim(3);
    Tensor padded = padded(images, rows * height, columns * width);
    Tensor pixels = whole(padded, VALUES - 1);
    Tensor shares = shares(pixels, clipLimit, rows, columns);

    int[] strides = {
      (rows + 2) * (columns + 2) * channels * VALUES,
      (columns + 2) * channels * VALUES,
      channels * VALUES,
      VALUES
    };
    Tensor batch = along(0, counting(images.dim(0), n -> n * strides[0]));
    Tensor channel = along(3, counting(channels, c -> c * strides[3]));
    Tensor base = Arith.add(Arith.add(batch, channel), pixels);
    Tensor top = along(1, counting(rows * height, y -> strides[1] * tile(y, height)));
    Tensor left = along(2, counting(columns * width, x -> strides[2] * tile(x, width)));
    Tensor down = along(1, fractions(rows * height, height));
    Tensor right = along(2, fractions(columns * width, width));
    Corners corners = new Corners(shares, Arith.add(Arith.add(base, top), left));
    Tensor upper = mixed(corners.at(0), corners.at(strides[2]), right);
    Tensor lower = mixed(corners.at(strides[1]), corners.at(strides[1] + strides[2]), right);
    Tensor result = mixed(upper, lower, down);
    return Arith.slice(Arith.slice(result, 1, 0, images.dim(1)), 2, 0, images.dim(2));
  }

  /** Shares by place, read at an offset from a pixel's own tile. */
  private record Corners(Tensor shares, Tensor place) {
    Tensor at(int offset) {
      return new Gather(0).on(shares, Arith.add(place, offset));
    }
  }

  private static Tensor mixed(Tensor a, Tensor b, Tensor share) {
    return Arith.add(Arith.mul(a, Arith.sub(1, share)), Arith.mul(b, share));
  }

  /** The tile, counted from the margin, whose middle is the last at or before a pixel. */
  private static int tile(int pixel, int size) {
    return (int) Math.floor(middle(pixel, size));
  }

  private static float middle(int pixel, int size) {
    return (pixel - size / 2f) / size + 1;
  }

  private static Tensor fractions(int count, int size) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = middle(i, size) - tile(i, size);
    }
    return Constant.of(NDArray.of(values, count));
  }

  /** For each tile, channel and value the share of values below, of 255: tiles have a margin. */
  private static Tensor shares(Tensor pixels, double clipLimit, int rows, int columns) {
    int height = pixels.dim(1) / rows;
    int width = pixels.dim(2) / columns;
    int channels = pixels.dim(3);
    Tensor group = along(0, counting(pixels.dim(0), n -> n * rows * columns * channels * VALUES));
    Tensor row = along(1, counting(pixels.dim(1), y -> y / height * columns * channels * VALUES));
    Tensor column = along(2, counting(pixels.dim(2), x -> x / width * channels * VALUES));
    Tensor channel = along(3, counting(channels, c -> c * VALUES));
    Tensor place = Arith.add(Arith.add(Arith.add(group, row), Arith.add(column, channel)), pixels);
    int tiles = pixels.dim(0) * rows * columns;
    Tensor counts = histogram(place, tiles * channels * VALUES);
    counts = Arith.reshape(counts, pixels.dim(0), rows, columns, channels * VALUES);
    counts = DTypes.cast(counts, DType.FLOAT32);
    Tensor single = Arith.reshape(counts, tiles * channels, VALUES);
    Tensor norm = normalized(limited(single, clipLimit, height * width), height * width);
    Tensor tiled = Arith.reshape(norm, counts.shape());
    Tensor bordered = bordered(bordered(tiled, 1, rows), 2, columns);
    return Arith.reshape(bordered, bordered.shape().intSize());
  }

  /** The excess over a limit is spread over all values. */
  private static Tensor limited(Tensor counts, double clipLimit, int pixels) {
    if (clipLimit <= 0) {
      return counts;
    }
    Tensor clipped = Arith.min(counts, clipLimit * pixels / VALUES);
    Tensor excess = Arith.sum(Arith.sub(counts, clipped), true, 1);
    return Arith.add(clipped, Arith.div(excess, VALUES));
  }

  private static Tensor normalized(Tensor counts, int pixels) {
    Tensor sums = ReduceOps.cumsum(counts, 1);
    Tensor first = ReduceOps.min(sums, List.of(1), true);
    Tensor rest = Arith.sub(pixels, first);
    rest = Arith.where(Arith.compare(CompareOp.EQUAL, rest, 0), Arith.full(rest, 1), rest);
    return Arith.clip(Arith.div(Arith.mul(Arith.sub(sums, first), 255), rest), 0, 255);
  }

  /** With the first and the last slice of an axis twice. */
  private static Tensor bordered(Tensor x, int axis, int size) {
    return Arith.concat(axis, Arith.slice(x, axis, 0, 1), x, Arith.slice(x, axis, size - 1, size));
  }

  /** Mirrored at the lower and the right edge, up to a size. */
  private static Tensor padded(Tensor images, int height, int width) {
    int below = height - images.dim(1);
    int beside = width - images.dim(2);
    return below == 0 && beside == 0
        ? images
        : new Pad(List.of(0, 0, 0, 0), List.of(0, below, beside, 0), PadMode.SYMMETRIC, 0)
            .on(images);
  }

  /** How often each place below {@code length} occurs. */
  private static Tensor histogram(Tensor places, int length) {
    Tensor flat = Arith.reshape(places, places.shape().intSize());
    return IndexOps.segmentSum(Arith.full(flat, 1), flat, length);
  }

  /** Values as whole numbers from 0 to {@code last}. */
  private static Tensor whole(Tensor x, int last) {
    return DTypes.cast(Arith.clip(x, 0, last), DType.INT32);
  }

  private static Tensor counting(int count, IntUnaryOperator value) {
    return Arith.ints(IntStream.range(0, count).map(value).toArray());
  }

  /** A vector as an axis of a batch of images. */
  private static Tensor along(int axis, Tensor vector) {
    return Arith.reshape(vector, Shape.of(1, 1, 1, 1).withDim(axis, vector.dim(0)));
  }
}
