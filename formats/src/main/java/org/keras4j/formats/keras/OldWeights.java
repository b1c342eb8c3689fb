package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.layers.Layer;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Weights as Keras 1 and the Theano backend stored them, in the order and layout of today: gates
 * apart, kernels of 1D convolutions with an axis more, kernels turned around.
 */
final class OldWeights {
  private static final Set<String> TURNED_BY_THEANO =
      Set.of("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTM2D");

  private final boolean keras1;
  private final boolean theano;

  private OldWeights(boolean keras1, boolean theano) {
    this.keras1 = keras1;
    this.theano = theano;
  }

  /**
   * What has to be converted.
   *
   * @param backend the file's word; null when it has none
   * @param names names of all weights, whose endings tell Keras 1's backends apart
   */
  static OldWeights of(KerasVersion version, String backend, List<String> names) {
    boolean first = version.isBefore(2, 0);
    boolean tensorFlow = names.stream().anyMatch(name -> name.endsWith(":0"));
    return new OldWeights(
        first, "theano".equals(backend) || backend == null && first && !tensorFlow);
  }

  /** Whether there is nothing to convert. */
  boolean isCurrent() {
    return !keras1 && !theano;
  }

  List<NDArray> convert(Layer layer, List<NDArray> saved) {
    String type = layer.type().className();
    if (type.equals("Bidirectional") && layer.sublayers().size() >= 2) {
      int half = saved.size() / 2;
      List<NDArray> both =
          new ArrayList<>(convert(layer.sublayers().get(0), saved.subList(0, half)));
      both.addAll(convert(layer.sublayers().get(1), saved.subList(half, saved.size())));
      return both;
    }
    if (type.equals("TimeDistributed")) {
      return convert(layer.sublayers().get(0), saved);
    }
    List<NDArray> weights = saved;
    if (keras1 && type.equals("LSTM") && saved.size() == 12) {
      weights = gates(saved, 0, 2, 1, 3); // stored i, c, f, o; used i, f, c, o
    } else if (keras1 && type.equals("GRU") && saved.size() == 9) {
      weights = gates(saved, 0, 1, 2);
    } else if (keras1 && type.equals("Conv1D") && saved.get(0).shape().rank() == 4) {
      Shape shape = saved.get(0).shape();
      weights = withFirst(saved, saved.get(0).reshape(shape.slice(0, 1).concat(shape.slice(2, 4))));
    }
    return theano && TURNED_BY_THEANO.contains(type) ? turned(weights) : weights;
  }

  /** Kernel, recurrent kernel and bias of each gate, put together in an order of the gates. */
  private static List<NDArray> gates(List<NDArray> saved, int... order) {
    List<NDArray> joined = new ArrayList<>();
    for (int kind = 0; kind < 3; kind++) {
      List<NDArray> parts = new ArrayList<>();
      for (int gate : order) {
        parts.add(saved.get(3 * gate + kind));
      }
      joined.add(joinLast(parts));
    }
    return joined;
  }

  private static NDArray joinLast(List<NDArray> parts) {
    Shape shape = parts.get(0).shape();
    int columns = shape.dim(-1);
    int rows = parts.get(0).size() / Math.max(1, columns);
    NDArray.Builder joined =
        NDArray.builder(parts.get(0).dtype(), shape.withDim(-1, columns * parts.size()));
    for (int part = 0; part < parts.size(); part++) {
      for (int row = 0; row < rows; row++) {
        for (int column = 0; column < columns; column++) {
          joined.set(
              (row * parts.size() + part) * columns + column,
              parts.get(part).getDouble(row * columns + column));
        }
      }
    }
    return joined.build();
  }

  /** Theano's convolutions turn their kernels around; TensorFlow's do not. */
  private static List<NDArray> turned(List<NDArray> weights) {
    NDArray kernel = weights.get(0);
    int block = kernel.shape().dim(-1) * kernel.shape().dim(-2);
    int places = kernel.size() / Math.max(1, block);
    NDArray.Builder turned = NDArray.builder(kernel.dtype(), kernel.shape());
    for (int place = 0; place < places; place++) {
      for (int i = 0; i < block; i++) {
        turned.set((places - 1 - place) * block + i, kernel.getDouble(place * block + i));
      }
    }
    return withFirst(weights, turned.build());
  }

  private static List<NDArray> withFirst(List<NDArray> weights, NDArray first) {
    List<NDArray> copy = new ArrayList<>(weights);
    copy.set(0, first);
    return copy;
  }
}
