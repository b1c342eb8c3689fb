package org.keras4j.layers.legacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.DataFormat;
import org.keras4j.ops.IndexOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ProductOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** The products of a {@link LocallyConnected} layer, for each way in which it keeps its weights. */
final class LocalProducts {
  private static final int MOST_CONNECTIONS = 1 << 24;

  private final Windows windows;
  private final DataFormat format;
  private final int implementation;
  private final int channels;
  private final int filters;
  private final boolean channelsFirst;

  LocalProducts(Windows windows, DataFormat format, int implementation, int channels, int filters) {
    this.windows = windows;
    this.format = format;
    this.implementation = implementation;
    this.channels = channels;
    this.filters = filters;
    this.channelsFirst = format == DataFormat.CHANNELS_FIRST;
  }

  /** {@code (batch, places, filters)} of an input in the layer's data format. */
  Tensor outputs(Tensor inputs, Tensor weights) {
    int from = windows.inputPlaces() * channels;
    int to = windows.outputPlaces() * filters;
    Tensor flat = ShapeOps.reshape(inputs, -1, from);
    return implementation == 1
        ? byPlace(flat, weights)
        : channelsLast(ProductOps.matmul(flat, matrix(weights, from, to)));
  }

  /** The shape of the weights. */
  Shape kernelShape() {
    Shape from = Shape.of(windows.sizes());
    Shape to = Shape.of(windows.outputs());
    return switch (implementation) {
      case 1 -> Shape.of(windows.outputPlaces(), windows.size() * channels, filters);
      case 2 ->
          channelsFirst
              ? Shape.of(channels).concat(from).concat(Shape.of(filters)).concat(to)
              : from.concat(Shape.of(channels)).concat(to).concat(Shape.of(filters));
      default -> Shape.of(connectionCount());
    };
  }

  /** {@code (batch, places, filters)}: one product for each place. */
  private Tensor byPlace(Tensor flat, Tensor weights) {
    int places = windows.outputPlaces();
    int features = windows.size() * channels;
    IntBinaryOperator position = Windows.positions(format, windows.inputPlaces(), channels);
    List<List<Integer>> seen = new ArrayList<>();
    for (int i = 0; i < places; i++) {
      seen.add(new ArrayList<>());
    }
    windows.forEach((output, input) -> seen.get(output).add(input));
    int[] indices = new int[places * features];
    int at = 0;
    for (List<Integer> window : seen) {
      for (int i = 0; i < features; i++) {
        int perWindow = window.size();
        int place = channelsFirst ? i % perWindow : i / channels;
        int channel = channelsFirst ? i / perWindow : i % channels;
        indices[at++] = position.applyAsInt(window.get(place), channel);
      }
    }
    Tensor picked = IndexOps.take(flat, Constant.of(NDArray.of(indices, indices.length)), 1);
    Tensor patches = ShapeOps.reshape(picked, -1, places, features);
    Tensor products = ProductOps.matmul(ShapeOps.transpose(patches, 1, 0, 2), weights);
    return ShapeOps.transpose(products, 1, 0, 2);
  }

  /** The matrix from flattened inputs to flattened outputs. */
  private Tensor matrix(Tensor weights, int from, int to) {
    long[] pairs = connections();
    int[] indices = new int[2 * pairs.length];
    for (int i = 0; i < pairs.length; i++) {
      indices[2 * i] = (int) pairs[i];
      indices[2 * i + 1] = (int) (pairs[i] >> 32);
    }
    Tensor places = Constant.of(NDArray.of(indices, pairs.length, 2));
    if (implementation == 3) {
      return IndexOps.scatter(places, weights, Shape.of(from, to));
    }
    float[] ones = new float[pairs.length];
    Arrays.fill(ones, 1);
    Tensor mask =
        IndexOps.scatter(places, Constant.of(NDArray.of(ones, ones.length)), Shape.of(from, to));
    return MathOps.multiply(
        ShapeOps.reshape(weights, from, to), DTypes.cast(mask, weights.dtype()));
  }

  /**
   * Pairs of flat output and flat input that are connected, in the order of the third way: the
   * output in the upper half of each number, the input in the lower.
   */
  private long[] connections() {
    IntBinaryOperator in = Windows.positions(format, windows.inputPlaces(), channels);
    IntBinaryOperator out = Windows.positions(format, windows.outputPlaces(), filters);
    long[] pairs = new long[connectionCount()];
    int[] at = {0};
    windows.forEach(
        (output, input) -> {
          for (int filter = 0; filter < filters; filter++) {
            for (int channel = 0; channel < channels; channel++) {
              pairs[at[0]++] =
                  ((long) out.applyAsInt(output, filter) << 32) | in.applyAsInt(input, channel);
            }
          }
        });
    Arrays.sort(pairs);
    return pairs;
  }

  private int connectionCount() {
    long[] count = {0};
    windows.forEach((output, input) -> count[0] += (long) channels * filters);
    if (count[0] > MOST_CONNECTIONS) {
      throw new KerasException(
          "A locally connected layer has at most " + MOST_CONNECTIONS + " connections");
    }
    return (int) count[0];
  }

  /** Flat outputs as {@code (batch, places, filters)}. */
  private Tensor channelsLast(Tensor flat) {
    int places = windows.outputPlaces();
    return channelsFirst
        ? ShapeOps.transpose(ShapeOps.reshape(flat, -1, filters, places), 0, 2, 1)
        : ShapeOps.reshape(flat, -1, places, filters);
  }
}
