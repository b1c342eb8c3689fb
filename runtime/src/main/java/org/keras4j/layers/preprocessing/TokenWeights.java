package org.keras4j.layers.preprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.IntSupplier;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Inverse document frequencies: a weight for each index, zero for those that only pad. */
final class TokenWeights {
  private static final String NAME = "idf_weights";

  private final IntSupplier depth;
  private Variable variable;

  /**
   * Weights that are made when they are asked for.
   *
   * @param depth how many there are, once that is known
   */
  TokenWeights(IntSupplier depth) {
    this.depth = depth;
  }

  /** Takes weights for the first indices. */
  void assign(List<Double> weights) {
    Shape shape = variable().shape();
    NDArray.Builder all = NDArray.builder(DType.FLOAT32, shape);
    for (int i = 0; i < Math.min(shape.dim(0), weights.size()); i++) {
      all.set(i, weights.get(i));
    }
    variable().assign(all.build());
  }

  /** Takes weights of a vocabulary, and their average for the special tokens before it. */
  void assign(List<Double> weights, int specialTokens) {
    double average = weights.stream().mapToDouble(w -> w).average().orElse(0);
    List<Double> all = new ArrayList<>(Collections.nCopies(specialTokens, average));
    all.addAll(weights);
    assign(all);
  }

  synchronized Variable variable() {
    if (variable == null) {
      variable =
          new Variable(
              NAME,
              NAME,
              new TensorSpec(DType.FLOAT32, Shape.of(depth.getAsInt())),
              false,
              () -> {
                throw new KerasException(
                    "When `output_mode` is `'tf_idf'`, `idf_weights` must be provided.");
              });
    }
    return variable;
  }
}
