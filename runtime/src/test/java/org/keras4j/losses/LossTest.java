package org.keras4j.losses;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.NamedType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** What users do with losses; the numbers are compared with Keras' in the conformance tests. */
class LossTest {
  private static final NDArray TARGETS = NDArray.of(new float[] {0, 1, 2, 3}, 2, 2);
  private static final NDArray PREDICTIONS = NDArray.of(new float[] {1, 1, 0, 3}, 2, 2);

  @Test
  void computesOnArrays() {
    Loss loss = MeanSquaredError.of();
    assertEquals(1.25, loss.compute(TARGETS, PREDICTIONS).get(), 1e-6);
    NDArray weights = NDArray.of(new float[] {4, 0}, 2);
    assertEquals(1.0, loss.compute(TARGETS, PREDICTIONS, weights).get(), 1e-6);
  }

  @Test
  void argumentsAreReplacedInACopy() {
    Loss mean = MeanSquaredError.of();
    Loss sum = mean.with(Loss.REDUCTION, Reduction.SUM).named("total");
    assertEquals(2.5, sum.compute(TARGETS, PREDICTIONS).get(), 1e-6);
    assertEquals("total", sum.name());
    assertEquals("mean_squared_error", mean.name());
    assertEquals(Reduction.SUM_OVER_BATCH_SIZE, mean.reduction());
  }

  @Test
  void aFunctionIsALoss() {
    Loss loss =
        Loss.ofFunction(
            "largest", (yTrue, yPred) -> ReduceOps.max(MathOps.subtract(yTrue, yPred), -1));
    assertEquals("largest", loss.name());
    assertEquals(1.0, loss.compute(TARGETS, PREDICTIONS).get(), 1e-6);
    assertEquals("other", loss.named("other").name());
    TypeRegistry registry = TypeRegistry.standard().with(loss.type());
    assertEquals("largest", Losses.get("largest", new ReadContext(registry, "3.15.1")).name());
  }

  @Test
  void aSubclassIsReadFromItsConfig() {
    TypeRegistry registry = TypeRegistry.standard().with(Quantile.TYPE);
    ReadContext context = new ReadContext(registry, ReadContext.CURRENT_KERAS);
    Loss loss =
        Losses.get(
            Map.of(
                "class_name", "Quantile",
                "registered_name", "test>Quantile",
                "config", Map.of("level", 0.9, "reduction", "sum")),
            context);
    assertEquals("quantile", loss.name());
    assertEquals(Map.of("name", "quantile", "reduction", "sum", "level", 0.9), loss.configMap());
    // 0.9 * 0 - 0.1 * 1 on the first row, halved; 0.9 * 2 on the second.
    assertEquals(0.05 + 0.9, loss.compute(TARGETS, PREDICTIONS).get(), 1e-6);
  }

  private static final class Quantile extends Loss {
    static final Arg<Double> LEVEL = Arg.number("level", 0.5);
    static final NamedType<Quantile> TYPE = Loss.custom("test>Quantile", Quantile::new, LEVEL);

    private Quantile(Config config) {
      super(TYPE, config);
    }

    @Override
    protected Tensor call(Tensor yTrue, Tensor yPred) {
      Tensor error = MathOps.subtract(yTrue, yPred);
      double level = get(LEVEL);
      return ReduceOps.mean(
          MathOps.maximum(MathOps.multiply(error, level), MathOps.multiply(error, level - 1)), -1);
    }
  }

  @Test
  void unknownNamesFailWithTheNearest() {
    UnknownTypeException e =
        assertThrows(UnknownTypeException.class, () -> Losses.get("mean_square_error"));
    assertEquals(
        "Could not interpret loss identifier: mean_square_error. Did you mean"
            + " 'mean_squared_error' or 'MeanSquaredError'?",
        e.getMessage());
  }

  @Test
  void labelsThatAreNoClassAreRefused() {
    Loss loss = SparseCategoricalCrossentropy.of();
    NDArray probabilities = NDArray.full(DType.FLOAT32, Shape.of(2, 3), 1 / 3f);
    for (int label : new int[] {3, -1}) {
      NDArray labels = NDArray.of(new int[] {0, label}, 2);
      TargetException e =
          assertThrows(TargetException.class, () -> loss.compute(labels, probabilities));
      assertEquals(
          "Received a label value of "
              + label
              + " which is outside the valid range of [0, 3), in element 1 of the targets of"
              + " 'sparse_categorical_crossentropy'. Give labels from 0 on, or predictions of one"
              + " unit for each class",
          e.getMessage());
    }
    Loss ignoring = loss.with(SparseCategoricalCrossentropy.IGNORE_CLASS, -1);
    NDArray labels = NDArray.of(new int[] {0, -1}, 2);
    assertEquals(Math.log(3), ignoring.compute(labels, probabilities).get(), 1e-5);
  }

  @Test
  void aWrapperHasTheArgumentsOfItsFunction() {
    Map<String, Object> config = Map.of("fn", "huber", "delta", 0.5, "name", "mine");
    Loss loss = Losses.get(Map.of("class_name", "LossFunctionWrapper", "config", config));
    Loss huber = Huber.of().with(Huber.DELTA, 0.5);
    assertEquals(
        huber.compute(TARGETS, PREDICTIONS).get(), loss.compute(TARGETS, PREDICTIONS).get());
    assertEquals("mine", loss.name());
  }

  @Test
  void functionNamesNameTheLossClassNamesDoNot() {
    assertEquals("mse", Losses.get("mse").name());
    assertEquals("huber", Losses.get("huber").name());
    assertEquals("huber_loss", Losses.get("Huber").name());
    assertTrue(Losses.get("KLD") instanceof KLDivergence);
  }

  @Test
  void crossentropyFollowsTheShapes() {
    assertTrue(crossentropy(TensorSpec.of(DType.FLOAT32, 8, 1), 1) instanceof BinaryCrossentropy);
    assertTrue(crossentropy(TensorSpec.of(DType.FLOAT32, 8), 1) instanceof BinaryCrossentropy);
    assertTrue(
        crossentropy(TensorSpec.of(DType.INT32, 8), 5) instanceof SparseCategoricalCrossentropy);
    assertTrue(
        crossentropy(TensorSpec.of(DType.INT32, 8, 1), 5) instanceof SparseCategoricalCrossentropy);
    assertTrue(
        crossentropy(TensorSpec.of(DType.FLOAT32, 8, 5), 5) instanceof CategoricalCrossentropy);
  }

  private static Loss crossentropy(TensorSpec yTrue, int outputs) {
    Loss loss =
        Losses.get(
            "crossentropy",
            yTrue,
            TensorSpec.of(DType.FLOAT32, 8, outputs),
            ReadContext.standard());
    assertEquals("crossentropy", loss.name());
    return loss;
  }
}
