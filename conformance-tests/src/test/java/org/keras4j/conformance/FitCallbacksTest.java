package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.EarlyStopping;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.LearningRateScheduler;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.Mode;
import org.keras4j.callbacks.ReduceLROnPlateau;
import org.keras4j.callbacks.SwapEMAWeights;
import org.keras4j.callbacks.TerminateOnNaN;
import org.keras4j.data.Batch;
import org.keras4j.data.Dataset;
import org.keras4j.models.Model;
import org.keras4j.optimizers.Adam;
import org.keras4j.optimizers.MultiOptimizer;
import org.keras4j.optimizers.OptimizerMap;
import org.keras4j.optimizers.SGD;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.training.EvaluateOptions;
import org.keras4j.training.FitOptions;
import org.keras4j.training.PredictOptions;

/** Callbacks within {@code fit}, {@code evaluate} and {@code predict}. */
class FitCallbacksTest {
  private static History fit(Model model, int epochs, Callback... callbacks) {
    return model.fit(SmallRegression.x(), SmallRegression.y(), options(epochs, callbacks));
  }

  private static FitOptions options(int epochs, Callback... callbacks) {
    return FitOptions.epochs(epochs)
        .batchSize(SmallRegression.BATCH)
        .shuffle(false)
        .verbose(0)
        .callbacks(callbacks);
  }

  @Test
  void everyMethodIsCalledAsInKeras() {
    List<String> calls = new ArrayList<>();
    Model model = SmallRegression.model();
    NDArray x = SmallRegression.x().rows(0, 8);
    NDArray y = SmallRegression.y().rows(0, 8);
    Callback recorder = recorder(calls);
    model.fit(x, y, options(2, recorder).validationData(x.rows(0, 4), y.rows(0, 4)));
    String epoch =
        "train_batch_begin 0, train_batch_end 0 [loss, mae], train_batch_begin 1,"
            + " train_batch_end 1 [loss, mae], test_begin, test_batch_begin 0,"
            + " test_batch_end 0 [loss, mae], test_end [loss, mae], ";
    String end = " [loss, mae, val_loss, val_mae]";
    assertEquals(
        "train_begin, epoch_begin 0, "
            + epoch
            + "epoch_end 0"
            + end
            + ", epoch_begin 1, "
            + epoch
            + "epoch_end 1"
            + end
            + ", train_end"
            + end,
        String.join(", ", calls));
    calls.clear();
    model.evaluate(x, y, EvaluateOptions.standard().batchSize(8).verbose(0).callbacks(recorder));
    assertEquals(
        "test_begin, test_batch_begin 0, test_batch_end 0 [loss, mae], test_end [loss, mae]",
        String.join(", ", calls));
    calls.clear();
    model.predict(
        List.of(x), PredictOptions.standard().batchSize(5).verbose(0).callbacks(recorder));
    assertEquals(
        "predict_begin, predict_batch_begin 0, predict_batch_end 0, predict_batch_begin 1,"
            + " predict_batch_end 1, predict_end",
        String.join(", ", calls));
  }

  private static LambdaCallback recorder(List<String> calls) {
    return LambdaCallback.of()
        .onTrainBegin((run, logs) -> calls.add("train_begin"))
        .onTrainEnd((run, logs) -> calls.add("train_end " + logs.names()))
        .onEpochBegin((run, epoch, logs) -> calls.add("epoch_begin " + epoch))
        .onEpochEnd((run, epoch, logs) -> calls.add("epoch_end " + epoch + " " + logs.names()))
        .onTrainBatchBegin((run, batch, logs) -> calls.add("train_batch_begin " + batch))
        .onTrainBatchEnd(
            (run, batch, logs) -> calls.add("train_batch_end " + batch + " " + logs.names()))
        .onTestBegin((run, logs) -> calls.add("test_begin"))
        .onTestEnd((run, logs) -> calls.add("test_end " + logs.names()))
        .onTestBatchBegin((run, batch, logs) -> calls.add("test_batch_begin " + batch))
        .onTestBatchEnd(
            (run, batch, logs) -> calls.add("test_batch_end " + batch + " " + logs.names()))
        .onPredictBegin((run, logs) -> calls.add("predict_begin"))
        .onPredictEnd((run, logs) -> calls.add("predict_end"))
        .onPredictBatchBegin((run, batch, logs) -> calls.add("predict_batch_begin " + batch))
        .onPredictBatchEnd((run, batch, logs) -> calls.add("predict_batch_end " + batch));
  }

  @Test
  void anExceptionLeavesTheWeightsOfTheLastCompleteStep() {
    RuntimeException thrown = new IllegalStateException("enough");
    for (boolean atBegin : new boolean[] {true, false}) {
      Model model = SmallRegression.model();
      LambdaCallback.BatchFunction failure =
          (run, batch, logs) -> {
            if (batch == 3) {
              throw thrown;
            }
          };
      Callback failing =
          atBegin
              ? LambdaCallback.of().onTrainBatchBegin(failure)
              : LambdaCallback.of().onTrainBatchEnd(failure);
      assertSame(thrown, assertThrows(RuntimeException.class, () -> fit(model, 1, failing)));
      assertEquals(afterSteps(atBegin ? 3 : 4), SmallRegression.weights(model));
      // The model is as good as before: training goes on from there.
      fit(model, 1);
      assertNotEquals(afterSteps(4), SmallRegression.weights(model));
    }
  }

  /** The weights after some steps of the first epoch, one at a time. */
  private static List<List<Double>> afterSteps(int steps) {
    Model model = SmallRegression.model();
    for (int i = 0; i < steps; i++) {
      int from = i * SmallRegression.BATCH;
      Batch batch = SmallRegression.batch().rows(from, from + SmallRegression.BATCH);
      model.trainOnBatch(batch, null);
    }
    return SmallRegression.weights(model);
  }

  @Test
  void stopsInTheMiddleOfAnEpochAndEndsItProperly() {
    List<String> calls = new ArrayList<>();
    Callback stopping =
        LambdaCallback.of()
            .onTrainBatchEnd(
                (run, batch, logs) -> {
                  if (batch == 1) {
                    run.stopTraining();
                  }
                })
            .onEpochEnd((run, epoch, logs) -> calls.add("epoch " + epoch))
            .onTrainEnd((run, logs) -> calls.add("end"));
    Model model = SmallRegression.model();
    History history = fit(model, 5, stopping);
    assertEquals(List.of("epoch 0", "end"), calls);
    assertEquals(1, history.get("loss").size());
    assertEquals(afterSteps(2), SmallRegression.weights(model));
    assertEquals(2, model.optimizer().iterations());
  }

  @Test
  void stopsAfterAnEpoch() {
    Callback stopping =
        LambdaCallback.of()
            .onEpochEnd(
                (run, epoch, logs) -> {
                  if (epoch == 1) {
                    run.stopTraining();
                  }
                });
    assertEquals(List.of(0, 1), fit(SmallRegression.model(), 5, stopping).epochs());
  }

  @Test
  void stopsAnEvaluationWithoutStoppingTraining() {
    Model model = SmallRegression.model();
    int[] batches = {0};
    Callback stopping =
        LambdaCallback.of()
            .onTestBatchEnd(
                (run, batch, logs) -> {
                  batches[0]++;
                  run.stopEvaluation();
                });
    NDArray x = SmallRegression.x();
    NDArray y = SmallRegression.y();
    History history = model.fit(x, y, options(2, stopping).validationData(x, y));
    assertEquals(2, batches[0]);
    assertEquals(2, history.get("val_loss").size());
  }

  @Test
  void restoresTheBestWeights() {
    Model model = SmallRegression.model();
    List<List<List<Double>>> weights = new ArrayList<>();
    Callback recorder =
        LambdaCallback.of()
            .onEpochEnd((run, epoch, logs) -> weights.add(SmallRegression.weights(model)));
    // More is worse: so the first epoch is the best.
    EarlyStopping stopping =
        EarlyStopping.monitor("loss").mode(Mode.MAX).patience(2).restoreBestWeights(true);
    History history = fit(model, 10, stopping, recorder);
    assertEquals(3, history.epochs().size());
    assertEquals(weights.get(0), SmallRegression.weights(model));
  }

  @Test
  void learningRatesReachTheOptimizerAndTheLogs() {
    Model model = SmallRegression.model();
    History history =
        fit(model, 3, LearningRateScheduler.of((epoch, rate) -> epoch == 0 ? rate : rate / 2));
    assertEquals(0.0125, model.optimizer().learningRate(), 1e-9);
    assertEquals(
        List.of(0.05, 0.025, 0.0125),
        history.get("learning_rate").stream().map(rate -> Math.round(rate * 1e6) / 1e6).toList());
  }

  @Test
  void learningRatesOfSeveralOptimizersHaveNames() {
    SGD first = SGD.builder().name("first").learningRate(0.5).build();
    SGD second = SGD.builder().name("second").learningRate(0.25).build();
    Model model =
        SmallRegression.model(
            MultiOptimizer.of(OptimizerMap.of(first).with(".*dense_1.*", second)));
    History history =
        fit(model, 3, ReduceLROnPlateau.monitor("loss").mode(Mode.MAX).patience(1).factor(0.5));
    assertEquals(List.of(0.5, 0.5, 0.25), history.get("learning_rate_first"));
    assertEquals(List.of(0.25, 0.25, 0.125), history.get("learning_rate_second"));
  }

  @Test
  void averagesAreSwappedInForEvaluationsOnly() {
    Model model = SmallRegression.model(Adam.builder().useEma(true).emaMomentum(0.5));
    List<List<List<Double>>> seen = new ArrayList<>();
    Callback recorder =
        LambdaCallback.of()
            .onTestBatchEnd((run, batch, logs) -> seen.add(SmallRegression.weights(model)))
            .onEpochEnd((run, epoch, logs) -> seen.add(SmallRegression.weights(model)));
    NDArray x = SmallRegression.x();
    NDArray y = SmallRegression.y();
    model.fit(
        x,
        y,
        options(1, SwapEMAWeights.of(), recorder).validationData(x, y).validationBatchSize(20));
    Model plain = SmallRegression.model(Adam.builder().useEma(true).emaMomentum(0.5));
    fit(plain, 1);
    assertEquals(SmallRegression.weights(plain), seen.get(0), "averages while evaluating");
    assertNotEquals(seen.get(0), seen.get(1), "weights after it");
    assertEquals(seen.get(0), SmallRegression.weights(model), "averages at the end of fit");
    List<List<Double>> before = SmallRegression.weights(model);
    model.predict(List.of(x), PredictOptions.standard().verbose(0).callbacks(SwapEMAWeights.of()));
    assertEquals(before, SmallRegression.weights(model));
  }

  @Test
  void averagesThatNobodyKeepsAreAnError() {
    Model model = SmallRegression.model();
    NDArray x = SmallRegression.x();
    KerasException e =
        assertThrows(
            KerasException.class,
            () ->
                model.evaluate(
                    x,
                    SmallRegression.y(),
                    EvaluateOptions.standard().verbose(0).callbacks(SwapEMAWeights.of())));
    assertTrue(e.getMessage().contains("`use_ema=True`"), e.getMessage());
  }

  @Test
  void aLossThatIsNotFiniteEndsTraining() {
    float[] values = new float[SmallRegression.ROWS];
    values[9] = Float.NaN;
    NDArray y = NDArray.of(values, SmallRegression.ROWS, 1);
    Model model = SmallRegression.model();
    History history =
        model.fit(SmallRegression.x(), y, options(3, TerminateOnNaN.of().raiseError(false)));
    assertEquals(1, history.epochs().size());
    assertEquals(3, model.optimizer().iterations());
    KerasException e =
        assertThrows(
            KerasException.class,
            () ->
                SmallRegression.model()
                    .fit(SmallRegression.x(), y, options(3, TerminateOnNaN.of().raiseError(true))));
    assertEquals(
        "NaN or Inf loss encountered at batch 2. Loss value: nan. Terminating training"
            + " immediately.",
        e.getMessage());
  }

  @Test
  void predictsOverADataset() {
    Model model = SmallRegression.model();
    NDArray x = SmallRegression.x();
    List<Double> expected = SmallRegression.list(model.predict(x));
    PredictOptions quiet = PredictOptions.standard().verbose(0);
    Dataset data = Dataset.of(x, SmallRegression.y()).batch(7).prefetch(1);
    assertEquals(expected, SmallRegression.list(model.predict(data, quiet).get(0)));
    assertEquals(
        expected, SmallRegression.list(model.predict(List.of(x), quiet.batchSize(6)).get(0)));
    assertEquals(
        expected.subList(0, 14),
        SmallRegression.list(model.predict(data.repeat(), quiet.steps(2)).get(0)));
    assertThrows(KerasException.class, () -> model.predict(data.repeat(), quiet));
    assertThrows(KerasException.class, () -> model.predict(data.take(0), quiet));
  }

  @Test
  void logsOfABatchAreThoseOfTheEpochSoFar() {
    Model model = SmallRegression.model();
    List<Logs> batches = new ArrayList<>();
    History history =
        fit(
            model,
            1,
            LambdaCallback.of().onTrainBatchEnd((run, batch, logs) -> batches.add(logs.copy())));
    assertEquals(SmallRegression.STEPS, batches.size());
    assertEquals(history.get("loss").get(0), batches.get(batches.size() - 1).get("loss"));
    assertNotEquals(batches.get(0).get("loss"), batches.get(1).get("loss"));
  }
}
