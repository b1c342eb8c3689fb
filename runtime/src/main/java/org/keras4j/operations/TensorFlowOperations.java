package org.keras4j.operations;

import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.tensor.NDArray;

/** What tf.keras models may contain as nodes and Keras has no operation for. */
final class TensorFlowOperations {
  private TensorFlowOperations() {}

  static List<OperationType> types() {
    return List.of(
        // Models are traced for known shapes before they run, so this is a constant then. While a
        // model
        // is put together, unknown dimensions are -1.
        OperationType.of(
            OperationType.OWN_MODULE,
            "Shape",
            List.of("x"),
            a -> {
              int[] dims = a.tensor("x").shape().dims();
              return Constant.of(NDArray.of(dims.clone(), dims.length));
            }));
  }
}
