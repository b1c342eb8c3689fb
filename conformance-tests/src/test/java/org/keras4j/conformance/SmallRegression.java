package org.keras4j.conformance;

import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.activations.Activations;
import org.keras4j.data.Batch;
import org.keras4j.graph.Variable;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.OptimizerSource;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.training.CompileOptions;

/** A model and data that are small enough to train in no time. */
final class SmallRegression {
  static final int ROWS = 20;
  static final int BATCH = 4;
  static final int STEPS = ROWS / BATCH;

  private SmallRegression() {}

  static Model model() {
    return model(Adam.builder().learningRate(0.05));
  }

  /** A compiled model; always the same initial weights. */
  static Model model(OptimizerSource optimizer) {
    Model model =
        Sequential.of(
            InputLayer.batchShape(Shape.of(Shape.UNKNOWN, 3)),
            Dense.units(4).activation(Activations.TANH),
            Dense.units(1));
    for (Variable weight : model.weights()) {
      weight.assign(values(weight.shape().dims(), weight.path().length()));
    }
    model.compile(CompileOptions.optimizer(optimizer).loss("mse").metrics("mae"));
    return model;
  }

  static NDArray x() {
    return values(new int[] {ROWS, 3}, 1);
  }

  static NDArray y() {
    return values(new int[] {ROWS, 1}, 2);
  }

  static Batch batch() {
    return Batch.of(x(), y());
  }

  private static NDArray values(int[] shape, int seed) {
    int size = 1;
    for (int dim : shape) {
      size *= dim;
    }
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) Math.sin(3.7 * i + seed);
    }
    return NDArray.of(values, shape);
  }

  /** All weights, to be compared. */
  static List<List<Double>> weights(Model model) {
    return model.weights().stream().map(weight -> list(weight.value())).toList();
  }

  static List<Double> list(NDArray array) {
    return IntStream.range(0, array.size()).mapToObj(array::getDouble).toList();
  }
}
