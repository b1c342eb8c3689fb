package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.layers.Layer;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Weights of {@code CuDNNLSTM} and {@code CuDNNGRU}, which keep each gate's matrices transposed and
 * two biases, as those of {@code LSTM} and {@code GRU}. They are known by the bias' shape, as in
 * Keras.
 */
final class CudnnWeights {
  private CudnnWeights() {}

  static List<NDArray> convert(Layer layer, List<NDArray> saved) {
    int gates = layer.type().className().equals("LSTM") ? 4 : 3;
    if (saved.size() != 3 || saved.get(1).shape().rank() != 2) {
      return saved;
    }
    int units = saved.get(1).shape().dim(0);
    NDArray bias = saved.get(2);
    if (!bias.shape().equals(Shape.of(2 * gates * units))) {
      return saved;
    }
    return List.of(
        byGate(saved.get(0), gates),
        byGate(saved.get(1), gates),
        gates == 4 ? sumOfHalves(bias) : bias.reshape(Shape.of(2, gates * units)));
  }

  /** Each gate's matrix, whose elements cuDNN keeps column by column. */
  private static NDArray byGate(NDArray kernel, int gates) {
    List<NDArray> converted = new ArrayList<>();
    for (NDArray gate : Axes.splitLast(kernel, gates)) {
      Shape shape = gate.shape();
      NDArray columns = gate.reshape(Shape.of(shape.dim(1), shape.dim(0)));
      converted.add(Axes.transpose(columns, 1, 0));
    }
    return Axes.joinLast(converted);
  }

  private static NDArray sumOfHalves(NDArray bias) {
    int half = bias.size() / 2;
    NDArray.Builder sum = NDArray.builder(bias.dtype(), Shape.of(half));
    for (int i = 0; i < half; i++) {
      sum.set(i, bias.getDouble(i) + bias.getDouble(half + i));
    }
    return sum.build();
  }
}
