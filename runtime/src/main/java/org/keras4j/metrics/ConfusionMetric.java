package org.keras4j.metrics;

import java.util.EnumMap;
import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** A metric of some cells of the confusion matrix, counted for several thresholds. */
abstract class ConfusionMetric extends Metric {
  private final Map<Cell, Variable> cells = new EnumMap<>(Cell.class);

  ConfusionMetric(NamedType<?> type, Config config) {
    super(type, config);
  }

  /** How batches are counted. */
  abstract ConfusionCounts counts();

  /** Adds a variable for a cell, float32 whatever the dtype of the metric, as in Keras. */
  final void count(Cell cell, String variable, int... dims) {
    cells.put(cell, addVariable(variable, new TensorSpec(DType.FLOAT32, Shape.of(dims))));
  }

  /** Adds a variable for each cell, in this order. */
  final void count(Shape shape, Cell... wanted) {
    for (Cell cell : wanted) {
      count(cell, cell.kerasName(), shape.dims());
    }
  }

  @Override
  protected void updateState(
      VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
    Map<Cell, Tensor> counted = counts().of(yTrue, yPred, sampleWeight);
    cells.forEach((cell, variable) -> add(scope, variable, counted.get(cell)));
  }

  /** The current count of a cell. */
  final Tensor read(VariableScope scope, Cell cell) {
    return scope.read(cells.get(cell));
  }

  /** {@code a / (a + b)}, 0 where both are 0. */
  final Tensor share(VariableScope scope, Cell a, Cell b) {
    Tensor part = read(scope, a);
    return MathOps.divideNoNan(part, MathOps.add(part, read(scope, b)));
  }

  /** A scalar where there is one threshold. */
  static Tensor unwrapped(Tensor result) {
    return result.dim(0) == 1 ? ShapeOps.squeeze(result, 0) : result;
  }
}
