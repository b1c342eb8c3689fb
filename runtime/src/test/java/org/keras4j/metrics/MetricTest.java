package org.keras4j.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.graph.VariableScope;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** What users do with metrics; the numbers are compared with Keras' in the conformance tests. */
class MetricTest {
  private static final NDArray TARGETS = NDArray.of(new float[] {0, 1, 2, 3}, 4);
  private static final NDArray PREDICTIONS = NDArray.of(new float[] {1, 1, 0, 3}, 4);

  @Test
  void accumulatesOverBatches() {
    Metric accuracy = Accuracy.of();
    accuracy.updateState(TARGETS, PREDICTIONS);
    assertEquals(0.5, accuracy.resultValue(), 1e-6);
    accuracy.updateState(NDArray.of(new float[] {7, 7}, 2), NDArray.of(new float[] {7, 7}, 2));
    assertEquals(4.0 / 6, accuracy.resultValue(), 1e-6);
    accuracy.resetState();
    assertEquals(0, accuracy.resultValue());
    accuracy.updateState(TARGETS, PREDICTIONS, NDArray.of(new float[] {1, 3, 0, 0}, 4));
    assertEquals(0.75, accuracy.resultValue(), 1e-6);
  }

  @Test
  void namesItsVariablesAsKerasDoes() {
    Metric metric = Accuracy.of().named("acc");
    assertEquals(
        List.of("acc/total", "acc/count"),
        metric.variables().stream().map(Variable::path).toList());
  }

  @Test
  void meanTakesValues() {
    Mean mean = Mean.of("loss");
    mean.updateValues(NDArray.of(new float[] {1, 3}, 2));
    mean.updateValues(NDArray.scalar(8));
    assertEquals(4, mean.resultValue(), 1e-6);
    var e =
        assertThrows(
            UnsupportedOperationException.class, () -> mean.updateState(TARGETS, PREDICTIONS));
    assertTrue(e.getMessage().startsWith("Mean takes values, not targets and predictions"));
  }

  @Test
  void aFunctionIsAMetric() {
    Metric metric = Metric.ofFunction("error", (yTrue, yPred) -> MathOps.subtract(yTrue, yPred));
    metric.updateState(TARGETS, PREDICTIONS);
    assertEquals(0.25, metric.resultValue(), 1e-6);
    assertEquals("error", metric.name());
  }

  @Test
  void aSubclassHasItsOwnState() {
    Metric metric = LargestError.TYPE.create();
    metric.updateState(TARGETS, PREDICTIONS);
    metric.updateState(TARGETS, TARGETS);
    assertEquals(2, metric.resultValue(), 1e-6);
    assertEquals("largest_error", metric.name());
  }

  private static final class LargestError extends Metric {
    static final NamedType<LargestError> TYPE =
        Metric.custom("test>LargestError", LargestError::new);
    private final Variable largest = addVariable("largest", Shape.SCALAR);

    private LargestError(Config config) {
      super(TYPE, config);
    }

    @Override
    protected void updateState(
        VariableScope scope, Tensor yTrue, Tensor yPred, Tensor sampleWeight, Tensor mask) {
      Tensor error = ReduceOps.max(MathOps.abs(MathOps.subtract(yTrue, yPred)));
      scope.update(largest, MathOps.maximum(scope.read(largest), error));
    }

    @Override
    public Tensor result(VariableScope scope) {
      return scope.read(largest);
    }
  }

  @Test
  void accuracyFollowsTheShapes() {
    assertTrue(accuracy(TensorSpec.of(DType.FLOAT32, 8, 1), 1) instanceof BinaryAccuracy);
    assertTrue(accuracy(TensorSpec.of(DType.INT32, 8), 5) instanceof SparseCategoricalAccuracy);
    assertTrue(accuracy(TensorSpec.of(DType.INT32, 8, 1), 5) instanceof SparseCategoricalAccuracy);
    assertTrue(accuracy(TensorSpec.of(DType.FLOAT32, 8, 5), 5) instanceof CategoricalAccuracy);
  }

  private static Metric accuracy(TensorSpec yTrue, int outputs) {
    Metric metric =
        Metrics.get("acc", yTrue, TensorSpec.of(DType.FLOAT32, 8, outputs), ReadContext.standard());
    assertEquals("acc", metric.name());
    return metric;
  }

  @Test
  void unknownNamesFailWithTheNearest() {
    var e = assertThrows(UnknownTypeException.class, () -> Metrics.get("binary_acuracy"));
    assertTrue(
        e.getMessage()
            .startsWith(
                "Could not interpret metric identifier: binary_acuracy. Did you mean"
                    + " 'binary_accuracy'"),
        e.getMessage());
  }
}
