package org.keras4j.formats.keras;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.keras4j.formats.keras.dialect.KerasVersion;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.models.Model;
import org.keras4j.ops.DataFormat;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Weights as Keras 1, the Theano backend and the cuDNN layers stored them, in the order and layout
 * of today: gates apart, kernels with another order of axes or turned around.
 */
final class OldWeights {
  private static final Set<String> CONVOLUTIONS =
      Set.of("Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "ConvLSTM2D");
  private static final Set<String> CHANNELS_FIRST_IN_KERAS1 =
      Set.of("Conv2D", "Conv3D", "SeparableConv2D");

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

  /** Whether weights that fit a layer are the layer's as they stand. */
  boolean isCurrent() {
    return !keras1 && !theano;
  }

  /**
   * The weights in the order and layout of {@code layer}, or as they are where nothing is known.
   */
  List<NDArray> convert(Layer layer, List<NDArray> saved) {
    String type = layer.type().className();
    if (layer instanceof Model model) {
      return model(model, saved);
    }
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
    if (saved.isEmpty()) {
      return saved;
    }
    List<NDArray> weights = keras1 ? keras1(layer, type, saved) : saved;
    if (type.equals("LSTM") || type.equals("GRU")) {
      weights = CudnnWeights.convert(layer, weights);
    }
    if (CONVOLUTIONS.contains(type)) {
      weights = withoutOldAxes(layer, type, weights);
    }
    return theano && CONVOLUTIONS.contains(type) ? turned(type, weights) : weights;
  }

  /** Trainable weights of all layers, then the others of all layers. */
  private List<NDArray> model(Model model, List<NDArray> saved) {
    List<NDArray> converted = new ArrayList<>();
    int at = 0;
    for (boolean trainable : new boolean[] {true, false}) {
      for (Layer layer : model.layers()) {
        List<Variable> own = trainable ? layer.trainableWeights() : layer.nonTrainableWeights();
        int before = keras1 && trainable ? countInKeras1(layer, own.size()) : own.size();
        if (at + before > saved.size()) {
          return saved; // the caller says which counts do not fit
        }
        converted.addAll(convert(layer, saved.subList(at, at + before)));
        at += before;
      }
    }
    converted.addAll(saved.subList(at, saved.size()));
    return converted;
  }

  /** How many arrays Keras 1 kept for a layer that has {@code now} trainable weights. */
  private static int countInKeras1(Layer layer, int now) {
    return switch (layer.type().className()) {
      case "LSTM", "ConvLSTM2D" -> now == 3 ? 12 : now;
      case "GRU" -> now == 3 ? 9 : now;
      case "Bidirectional", "TimeDistributed" ->
          layer.sublayers().stream()
              .mapToInt(inner -> countInKeras1(inner, inner.trainableWeights().size()))
              .sum();
      default -> now;
    };
  }

  private static List<NDArray> keras1(Layer layer, String type, List<NDArray> saved) {
    boolean first = isChannelsFirst(layer);
    NDArray kernel = saved.get(0);
    int rank = kernel.shape().rank();
    if (type.equals("LSTM") && saved.size() == 12) {
      return gates(saved, 0, 2, 1, 3); // stored i, c, f, o; used i, f, c, o
    }
    if (type.equals("GRU") && saved.size() == 9) {
      return gates(saved, 0, 1, 2);
    }
    if (type.equals("ConvLSTM2D") && saved.size() == 12) {
      return gates(first ? spatialFirst(saved) : saved, 0, 2, 1, 3);
    }
    if (type.equals("Conv1D") && rank == 4) {
      return Axes.withFirst(saved, convolution1d(layer, kernel));
    }
    if (type.equals("Conv2DTranspose") && rank == 4) {
      return Axes.withFirst(
          saved, first ? Axes.transpose(kernel, 2, 3, 0, 1) : Axes.transpose(kernel, 0, 1, 3, 2));
    }
    if (first && CHANNELS_FIRST_IN_KERAS1.contains(type)) {
      return spatialFirst(saved);
    }
    return saved;
  }

  /** Stored {@code (length, 1, in, out)}; by Keras 1.1 {@code (out, in, length, 1)}. */
  private static NDArray convolution1d(Layer layer, NDArray kernel) {
    Shape now = layer.ownVariables().get(0).shape();
    NDArray ordered =
        kernel.shape().dim(1) == 1
                && kernel.shape().dim(0) == now.dim(0)
                && kernel.shape().dim(3) == now.dim(2)
            ? kernel
            : Axes.transpose(kernel, 2, 3, 1, 0);
    Shape shape = ordered.shape();
    return ordered.reshape(shape.slice(0, 1).concat(shape.slice(2, 4)));
  }

  /** Kernels {@code (out, in, ...)} as {@code (..., in, out)}; vectors as they are. */
  private static List<NDArray> spatialFirst(List<NDArray> weights) {
    List<NDArray> moved = new ArrayList<>();
    for (NDArray array : weights) {
      moved.add(
          switch (array.shape().rank()) {
            case 4 -> Axes.transpose(array, 2, 3, 1, 0);
            case 5 -> Axes.transpose(array, 2, 3, 4, 1, 0);
            default -> array;
          });
    }
    return moved;
  }

  private static boolean isChannelsFirst(Layer layer) {
    return layer.config().args().stream()
        .filter(arg -> arg.key().equals("data_format"))
        .anyMatch(arg -> layer.config().get(arg) == DataFormat.CHANNELS_FIRST);
  }

  /** Early files of the Theano backend have {@code (out, in, rows, columns)} in Keras 2 too. */
  private static List<NDArray> withoutOldAxes(Layer layer, String type, List<NDArray> weights) {
    List<Variable> now = layer.weights();
    NDArray kernel = weights.get(0);
    if (now.isEmpty() || kernel.shape().rank() != 4 || kernel.shape().equals(now.get(0).shape())) {
      return weights;
    }
    for (int[] axes : new int[][] {{2, 3, 1, 0}, {3, 2, 0, 1}}) {
      NDArray moved = Axes.transpose(kernel, axes);
      if (moved.shape().equals(now.get(0).shape())) {
        List<NDArray> result = Axes.withFirst(weights, moved);
        if (type.equals("ConvLSTM2D")) {
          result.set(1, Axes.transpose(weights.get(1), axes));
        }
        return result;
      }
    }
    return weights;
  }

  /** Kernel, recurrent kernel and bias of each gate, put together in an order of the gates. */
  private static List<NDArray> gates(List<NDArray> saved, int... order) {
    List<NDArray> joined = new ArrayList<>();
    for (int kind = 0; kind < 3; kind++) {
      List<NDArray> parts = new ArrayList<>();
      for (int gate : order) {
        parts.add(saved.get(3 * gate + kind));
      }
      joined.add(Axes.joinLast(parts));
    }
    return joined;
  }

  /** Theano's convolutions turn their kernels around; TensorFlow's do not. */
  private static List<NDArray> turned(String type, List<NDArray> weights) {
    List<NDArray> turned = Axes.withFirst(weights, Axes.reversed(weights.get(0)));
    if (type.equals("ConvLSTM2D")) {
      turned.set(1, Axes.reversed(weights.get(1)));
    }
    return turned;
  }
}
