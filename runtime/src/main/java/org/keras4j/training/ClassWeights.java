package org.keras4j.training;

import java.util.Map;
import org.keras4j.data.Batch;
import org.keras4j.tensor.NDArray;

/** Sample weights by class. Keras: {@code class_weight_to_sample_weights}. */
final class ClassWeights {
  private ClassWeights() {}

  /** The batch with a weight for each sample, by the class that its target says. */
  static Batch apply(Batch batch, Map<Integer, Double> weights) {
    if (batch.sampleWeight() != null) {
      throw new TrainingException(
          "You cannot `class_weight` and `sample_weight` at the same time.");
    }
    if (!(batch.y() instanceof NDArray y)) {
      throw new TrainingException(
          "`class_weight` is only supported for Models with a single output. Received targets: "
              + batch.y());
    }
    float[] result = new float[y.shape().dim(0)];
    for (int row = 0; row < result.length; row++) {
      result[row] = weights.getOrDefault(classOf(y, row), 1.0).floatValue();
    }
    return new Batch(batch.x(), y, NDArray.of(result, result.length));
  }

  private static int classOf(NDArray y, int row) {
    int classes = y.shape().rank() == 1 ? 1 : y.shape().dim(-1);
    int rowSize = y.shape().rank() == 1 ? 1 : y.shape().product(1, y.shape().rank());
    if (rowSize != classes) {
      throw new TrainingException(
          "`class_weight` takes one class a sample. Received targets of shape " + y.shape());
    }
    int from = row * rowSize;
    if (classes == 1) {
      return (int) Math.rint(y.getDouble(from));
    }
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (y.getDouble(from + c) > y.getDouble(from + best)) {
        best = c;
      }
    }
    return best;
  }
}
