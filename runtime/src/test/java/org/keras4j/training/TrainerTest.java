package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.keras4j.activations.Activations;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.data.Batch;
import org.keras4j.data.Dataset;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.regularization.Dropout;
import org.keras4j.losses.Loss;
import org.keras4j.metrics.AUC;
import org.keras4j.metrics.Precision;
import org.keras4j.metrics.SparseCategoricalCrossentropy;
import org.keras4j.models.Functional;
import org.keras4j.models.Input;
import org.keras4j.models.Sequential;
import org.keras4j.ops.ReduceOps;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.SGD;
import org.keras4j.optimizers.schedules.PiecewiseConstantDecay;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

class TrainerTest {
  private static NDArray random(long seed, int... dims) {
    Random random = new Random(seed);
    int size = java.util.Arrays.stream(dims).reduce(1, (a, b) -> a * b);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return NDArray.of(values, dims);
  }

  private static Sequential regression() {
    return Sequential.of(
        Input.shape(3),
        Dense.units(4).activation(Activations.TANH).build(),
        Dense.units(1).build());
  }

  private static Sequential compiled() {
    Sequential model = regression();
    model.compile(SGD.learningRate(0.1), "mse", "mae");
    return model;
  }

  private static List<NDArray> values(Sequential model) {
    return model.weights().stream().map(Variable::value).toList();
  }

  @Test
  void fitLearns() {
    Sequential model = compiled();
    NDArray x = random(1, 64, 3);
    NDArray y = random(1, 64, 3).rows(0, 64).reshape(64, 3);
    NDArray target = NDArray.of(column(y), 64, 1);
    History history = model.fit(x, target, FitOptions.epochs(30).batchSize(8));
    List<Double> losses = history.get("loss");
    assertEquals(30, losses.size());
    assertTrue(losses.get(29) < losses.get(0) / 10, losses.toString());
    assertEquals(List.of("loss", "mae"), List.copyOf(history.values().keySet()));
  }

  private static float[] column(NDArray x) {
    float[] first = new float[x.shape().dim(0)];
    for (int i = 0; i < first.length; i++) {
      first[i] = x.floats()[i * x.shape().dim(1)];
    }
    return first;
  }

  @Test
  void theSameSeedGivesTheSameBitsAndAnotherOnOtherOnes() {
    NDArray x = random(1, 40, 3);
    NDArray y = random(2, 40, 1);
    List<List<NDArray>> trained = new ArrayList<>();
    for (long seed : new long[] {5, 5, 6}) {
      Sequential model =
          Sequential.of(
              Input.shape(3),
              Dense.units(8).activation(Activations.RELU).build(),
              Dropout.rate(0.5).build(),
              Dense.units(1).build());
      model.compile(Adam.builder(), "mse");
      model.fit(x, y, FitOptions.epochs(3).batchSize(16).seed(seed));
      trained.add(values(model));
    }
    assertEquals(trained.get(0), trained.get(1));
    assertNotEquals(trained.get(0), trained.get(2));
  }

  @Test
  void predictionsFollowTraining() {
    Sequential model = compiled();
    NDArray x = random(1, 8, 3);
    NDArray before = model.predict(x);
    model.fit(x, random(2, 8, 1), FitOptions.epochs(1));
    NDArray after = model.predict(x);
    assertNotEquals(before, after);
    Logs logs = model.evaluate(x, after);
    assertEquals(0, logs.get("loss"), 1e-12);
  }

  @Test
  void anAssignedLearningRateCounts() {
    Sequential model = compiled();
    NDArray x = random(1, 8, 3);
    model.fit(x, random(2, 8, 1), FitOptions.epochs(1));
    model.optimizer().setLearningRate(0);
    List<NDArray> before = values(model);
    model.fit(x, random(2, 8, 1), FitOptions.epochs(2));
    assertEquals(before, values(model));
    assertEquals(3, model.optimizer().iterations());
  }

  @Test
  void aScheduleSetAfterAStepCounts() {
    Sequential model = Sequential.of(Input.shape(1), Dense.units(1).build());
    model.compile(SGD.learningRate(0.5), "mse");
    NDArray x = NDArray.of(new float[] {0, 0}, 2, 1);
    NDArray y = NDArray.of(new float[] {1, 1}, 2, 1);
    Variable bias = model.weights().get(1);
    model.trainOnBatch(x, y); // bias 0, gradient -2
    assertEquals(1, bias.value().getDouble(0));
    bias.assign(NDArray.of(new float[] {0}, 1));
    model
        .optimizer()
        .setLearningRate(PiecewiseConstantDecay.of(List.of(1.0), List.of(0.25, 0.125)));
    model.trainOnBatch(x, y); // the second step: number 1
    assertEquals(0.5, bias.value().getDouble(0));
    model.trainOnBatch(x, y); // number 2, gradient -1
    assertEquals(0.625, bias.value().getDouble(0));
  }

  @Test
  void unnamedMetricsAreNumberedByClass() {
    // Names by Keras 3.15.1 for the same metrics in a new process.
    Tensor x = Input.of(2);
    Functional model =
        Functional.of(
            x,
            List.of(
                Dense.units(1).activation(Activations.SIGMOID).name("a").build().apply(x),
                Dense.units(1).activation(Activations.SIGMOID).name("b").build().apply(x)));
    AUC second = AUC.of();
    model.compile(
        CompileOptions.optimizer(SGD.learningRate(0.1))
            .loss("mse")
            .metrics(
                List.of(AUC.of(), Precision.of()), List.of(second, (Object) AUC.of().named("mine")))
            .weightedMetrics(List.of(AUC.of()), List.of()));
    NDArray ones = NDArray.of(new float[] {1, 1}, 2, 1);
    Logs logs = model.evaluate(random(1, 2, 2), List.of(ones, ones));
    assertEquals(
        Set.of("loss", "a_loss", "b_loss", "a_auc", "a_precision", "b_auc_1", "b_mine", "a_auc_2"),
        Set.copyOf(logs.names()));
    assertEquals("auc_1", second.name());
    assertEquals("auc_1", second.configMap().get("name"));
  }

  @Test
  void metricsRefuseLabelsOutOfRange() {
    Sequential model =
        Sequential.of(Input.shape(3), Dense.units(4).activation(Activations.SOFTMAX).build());
    model.compile(
        SGD.learningRate(0.1),
        Loss.ofFunction("none", (t, p) -> ReduceOps.sum(p, -1)),
        SparseCategoricalCrossentropy.of());
    NDArray x = random(1, 2, 3);
    model.trainOnBatch(x, NDArray.of(new int[] {0, 3}, 2));
    List<NDArray> before = values(model);
    String message =
        assertThrows(
                KerasException.class, () -> model.trainOnBatch(x, NDArray.of(new int[] {0, 4}, 2)))
            .getMessage();
    assertTrue(message.contains("sparse_categorical_crossentropy"), message);
    assertEquals(before, values(model));
  }

  @Test
  void validationSplitTakesTheLastSamples() {
    Sequential model = compiled();
    model.optimizer().setLearningRate(0);
    NDArray x = random(1, 10, 3);
    NDArray y = random(2, 10, 1);
    History history = model.fit(x, y, FitOptions.epochs(1).validationSplit(0.3));
    Logs expected = model.evaluate(x.rows(7, 10), y.rows(7, 10));
    assertEquals(expected.get("loss"), history.get("val_loss").get(0), 1e-7);
    TrainingException e =
        assertThrows(
            TrainingException.class,
            () -> model.fit(x, y, FitOptions.epochs(1).validationSplit(0.99)));
    assertTrue(e.getMessage().contains("not sufficient to split"), e.getMessage());
  }

  @Test
  void validationHappensWhenAskedFor() {
    Sequential model = compiled();
    NDArray x = random(1, 10, 3);
    NDArray y = random(2, 10, 1);
    FitOptions options = FitOptions.epochs(5).validationData(x, y);
    assertEquals(2, model.fit(x, y, options.validationFrequency(2)).get("val_loss").size());
    assertEquals(
        3,
        model
            .fit(x, y, options.validationEpochs(java.util.Set.of(1, 3, 5)))
            .get("val_loss")
            .size());
  }

  @Test
  void datasetsAreReadPassByPass() {
    Sequential model = compiled();
    Dataset data = Dataset.of(random(1, 10, 3), random(2, 10, 1)).batch(4).prefetch(2);
    List<Long> batches = new ArrayList<>();
    Callback count =
        new Callback() {
          @Override
          public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
            batches.add(batch);
          }
        };
    model.fit(data, FitOptions.epochs(2).callbacks(count));
    assertEquals(List.of(0L, 1L, 2L, 0L, 1L, 2L), batches);
    batches.clear();
    model.fit(data.repeat(), FitOptions.epochs(2).stepsPerEpoch(4).callbacks(count));
    assertEquals(List.of(0L, 1L, 2L, 3L, 0L, 1L, 2L, 3L), batches);
    TrainingException e =
        assertThrows(TrainingException.class, () -> model.fit(data.repeat(), FitOptions.epochs(1)));
    assertTrue(e.getMessage().contains("steps_per_epoch"), e.getMessage());
  }

  @Test
  void aDatasetThatEndsEarlyEndsTheEpoch() {
    Sequential model = compiled();
    Dataset data = Dataset.of(random(1, 10, 3), random(2, 10, 1)).batch(5);
    History history = model.fit(data, FitOptions.epochs(1).stepsPerEpoch(7));
    assertEquals(1, history.epochs().size());
    assertEquals(2, model.optimizer().iterations());
  }

  @Test
  void anExceptionLeavesTheWeightsOfTheLastStep() {
    Sequential model = compiled();
    NDArray x = random(1, 32, 3);
    NDArray y = random(2, 32, 1);
    List<NDArray> seen = new ArrayList<>();
    Callback failing =
        new Callback() {
          @Override
          public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
            if (batch == 2) {
              run.model().weights().forEach(weight -> seen.add(weight.value()));
              throw new IllegalStateException("stop here");
            }
          }
        };
    assertThrows(
        IllegalStateException.class,
        () -> model.fit(x, y, FitOptions.epochs(1).batchSize(8).callbacks(failing)));
    assertEquals(seen, values(model));
    assertEquals(3, model.optimizer().iterations());
    model.fit(x, y, FitOptions.epochs(1).batchSize(8));
    assertEquals(7, model.optimizer().iterations());
  }

  @Test
  void aLabelOutOfRangeChangesNothing() {
    Sequential model =
        Sequential.of(Input.shape(3), Dense.units(4).activation(Activations.SOFTMAX).build());
    model.compile(Adam.builder(), "sparse_categorical_crossentropy");
    NDArray x = random(1, 4, 3);
    model.trainOnBatch(x, NDArray.of(new int[] {0, 1, 2, 3}, 4));
    List<NDArray> before = values(model);
    assertThrows(
        KerasException.class, () -> model.trainOnBatch(x, NDArray.of(new int[] {0, 1, 2, 4}, 4)));
    assertEquals(before, values(model));
    assertEquals(1, model.optimizer().iterations());
  }

  @Test
  void wrongCallsSayWhatIsWrong() {
    Sequential model = regression();
    NDArray x = random(1, 8, 3);
    NDArray y = random(2, 8, 1);
    assertMessage(
        "You must call `compile()` before calling `fit()`",
        () -> model.fit(x, y, FitOptions.epochs(1)));
    assertThrows(
        UnknownTypeException.class, () -> compileAndFit(model, "meen_squared_error", x, y));
    assertMessage("mean_squared_error", () -> compileAndFit(model, "meen_squared_error", x, y));
    assertMessage("rmsprop", () -> model.compile("rmspropp", "mse"));
    model.compile(SGD.learningRate(0.1), "mse", "akkuracy");
    assertMessage("akkuracy", () -> model.fit(x, y, FitOptions.epochs(1)));
    model.compile(SGD.learningRate(0.1), "mse");
    assertMessage(
        "Data cardinality is ambiguous", () -> model.fit(x, y.rows(0, 7), FitOptions.epochs(1)));
    assertMessage("no samples", () -> model.fit(x.rows(0, 0), y.rows(0, 0), FitOptions.epochs(1)));
    Sequential wide = Sequential.of(Input.shape(3), Dense.units(4).build());
    wide.compile(SGD.learningRate(0.1), "mse");
    assertMessage("(8, 2)", () -> wide.fit(x, random(1, 8, 2), FitOptions.epochs(1)));
    model.compile(CompileOptions.withoutOptimizer().loss("mse"));
    model.evaluate(x, y);
    assertMessage("without an optimizer", () -> model.fit(x, y, FitOptions.epochs(1)));
    model.compile(CompileOptions.optimizer("sgd"));
    assertMessage("No loss to compute", () -> model.fit(x, y, FitOptions.epochs(1)));
    model.compile(CompileOptions.optimizer("sgd").losses(Map.of("nobody", "mse")));
    assertMessage("nobody", () -> model.fit(x, y, FitOptions.epochs(1)));
  }

  private static void compileAndFit(Sequential model, String loss, NDArray x, NDArray y) {
    model.compile(SGD.learningRate(0.1), loss);
    model.fit(x, y, FitOptions.epochs(1));
  }

  private static void assertMessage(String part, org.junit.jupiter.api.function.Executable call) {
    KerasException e = assertThrows(KerasException.class, call);
    assertTrue(e.getMessage().contains(part), e.getMessage());
  }

  @Test
  void checkNumericsNamesTheFirstPlace() {
    Sequential model =
        Sequential.of(
            Input.shape(3),
            Dense.units(4).name("fine").build(),
            Dense.units(16).activation(Activations.EXPONENTIAL).name("bursting").build());
    model.compile(CompileOptions.optimizer("sgd").loss("mse").checkNumerics(true));
    NDArray x = NDArray.of(new float[] {1e30f, 1e30f, 1e30f}, 1, 3);
    List<NDArray> before = values(model);
    NonFiniteException e =
        assertThrows(
            NonFiniteException.class,
            () -> model.trainOnBatch(x, NDArray.of(new float[16], 1, 16)));
    assertTrue(e.getMessage().contains("layer"), e.getMessage());
    assertTrue(e.getMessage().contains("bursting"), e.getMessage());
    assertEquals(before, values(model));
  }

  @Test
  void frozenLayersStay() {
    Sequential model = compiled();
    model.layers().get(0).setTrainable(false);
    model.compile(SGD.learningRate(0.1), "mse");
    List<NDArray> before = values(model);
    model.fit(random(1, 8, 3), random(2, 8, 1), FitOptions.epochs(2));
    assertEquals(before.subList(0, 2), values(model).subList(0, 2));
    assertNotEquals(before.get(2), values(model).get(2));
  }

  @Test
  void classWeightsCountSamples() {
    Sequential model =
        Sequential.of(Input.shape(3), Dense.units(2).activation(Activations.SOFTMAX).build());
    model.compile(SGD.learningRate(0), "sparse_categorical_crossentropy");
    NDArray x = random(1, 2, 3);
    NDArray y = NDArray.of(new int[] {0, 1}, 2);
    double first = model.testOnBatch(x.rows(0, 1), y.rows(0, 1)).get("loss");
    double second = model.testOnBatch(x.rows(1, 2), y.rows(1, 2)).get("loss");
    Logs weighted = model.trainOnBatch(Batch.of(x, y), Map.of(1, 3.0));
    assertEquals((first + 3 * second) / 2, weighted.get("loss"), 1e-6);
    assertThrows(
        TrainingException.class,
        () -> model.trainOnBatch(Batch.of(x, y, random(1, 2)), Map.of(1, 3.0)));
  }

  @Test
  void compilingAgainKeepsWeightsAndGivesNewMetrics() {
    Sequential model = compiled();
    model.fit(random(1, 8, 3), random(2, 8, 1), FitOptions.epochs(1));
    List<NDArray> before = values(model);
    model.compile(Adam.builder(), "mae");
    assertEquals(before, values(model));
    assertEquals(1, model.metrics().size());
    assertFalse(model.compileOptions().runEagerly());
    assertSame(model.optimizer(), model.compileOptions().optimizer());
  }

  @Test
  void stepsPerExecutionCallsBackLessOften() {
    Sequential model = regression();
    model.compile(CompileOptions.optimizer("sgd").loss("mse").stepsPerExecution(3));
    List<Long> ends = new ArrayList<>();
    Callback record =
        new Callback() {
          @Override
          public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
            ends.add(batch);
          }
        };
    model.fit(
        random(1, 14, 3), random(2, 14, 1), FitOptions.epochs(1).batchSize(2).callbacks(record));
    assertEquals(List.of(2L, 5L, 8L), ends);
    assertEquals(7, model.optimizer().iterations());
  }

  @Test
  void stoppingEndsAfterTheStep() {
    Sequential model = compiled();
    Callback stop =
        new Callback() {
          @Override
          public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
            if (batch == 1) {
              run.stopTraining();
            }
          }
        };
    History history =
        model.fit(
            random(1, 32, 3), random(2, 32, 1), FitOptions.epochs(4).batchSize(4).callbacks(stop));
    assertEquals(List.of(0), history.epochs());
    assertEquals(2, model.optimizer().iterations());
  }

  @Test
  void doublesAndIntegersAreTaken() {
    Sequential model = compiled();
    NDArray x = NDArray.of(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
    model.fit(x, NDArray.of(new int[] {1, 2}, 2, 1), FitOptions.epochs(1));
    assertArrayEquals(new int[] {2, 1}, dims(model.predict(x)));
  }

  private static int[] dims(NDArray array) {
    return new int[] {array.shape().dim(0), array.shape().dim(1)};
  }
}
