package org.keras4j.callbacks;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A callback of functions. Keras: {@code keras.callbacks.LambdaCallback}.
 *
 * <pre>{@code
 * LambdaCallback.of().onEpochEnd((run, epoch, logs) -> System.out.println(epoch + " " + logs))
 * }</pre>
 *
 * <p>Immutable: each method gives a new callback with one function more.
 */
public final class LambdaCallback implements Callback {
  /** What is called at the beginning or end of training, evaluation or prediction. */
  @FunctionalInterface
  public interface RunFunction {
    /** {@code logs} are empty at beginnings. */
    void call(TrainingRun run, Logs logs);
  }

  /** What is called for each epoch. */
  @FunctionalInterface
  public interface EpochFunction {
    /** {@code logs} are empty at beginnings. */
    void call(TrainingRun run, int epoch, Logs logs);
  }

  /** What is called for each batch. */
  @FunctionalInterface
  public interface BatchFunction {
    /** {@code logs} are empty at beginnings and in prediction. */
    void call(TrainingRun run, long batch, Logs logs);
  }

  private enum Moment {
    TRAIN_BEGIN,
    TRAIN_END,
    EPOCH_BEGIN,
    EPOCH_END,
    TRAIN_BATCH_BEGIN,
    TRAIN_BATCH_END,
    TEST_BEGIN,
    TEST_END,
    TEST_BATCH_BEGIN,
    TEST_BATCH_END,
    PREDICT_BEGIN,
    PREDICT_END,
    PREDICT_BATCH_BEGIN,
    PREDICT_BATCH_END
  }

  private final Map<Moment, BatchFunction> functions;

  private LambdaCallback(Map<Moment, BatchFunction> functions) {
    this.functions = functions;
  }

  /** A callback that does nothing yet. */
  public static LambdaCallback of() {
    return new LambdaCallback(new EnumMap<>(Moment.class));
  }

  private LambdaCallback with(Moment moment, BatchFunction function) {
    Map<Moment, BatchFunction> all = new EnumMap<>(functions);
    all.put(moment, Objects.requireNonNull(function, "function"));
    return new LambdaCallback(all);
  }

  private LambdaCallback withRun(Moment moment, RunFunction function) {
    Objects.requireNonNull(function, "function");
    return with(moment, (run, none, logs) -> function.call(run, logs));
  }

  private LambdaCallback withEpoch(Moment moment, EpochFunction function) {
    Objects.requireNonNull(function, "function");
    return with(moment, (run, epoch, logs) -> function.call(run, (int) epoch, logs));
  }

  public LambdaCallback onTrainBegin(RunFunction function) {
    return withRun(Moment.TRAIN_BEGIN, function);
  }

  public LambdaCallback onTrainEnd(RunFunction function) {
    return withRun(Moment.TRAIN_END, function);
  }

  public LambdaCallback onEpochBegin(EpochFunction function) {
    return withEpoch(Moment.EPOCH_BEGIN, function);
  }

  public LambdaCallback onEpochEnd(EpochFunction function) {
    return withEpoch(Moment.EPOCH_END, function);
  }

  public LambdaCallback onTrainBatchBegin(BatchFunction function) {
    return with(Moment.TRAIN_BATCH_BEGIN, function);
  }

  public LambdaCallback onTrainBatchEnd(BatchFunction function) {
    return with(Moment.TRAIN_BATCH_END, function);
  }

  public LambdaCallback onTestBegin(RunFunction function) {
    return withRun(Moment.TEST_BEGIN, function);
  }

  public LambdaCallback onTestEnd(RunFunction function) {
    return withRun(Moment.TEST_END, function);
  }

  public LambdaCallback onTestBatchBegin(BatchFunction function) {
    return with(Moment.TEST_BATCH_BEGIN, function);
  }

  public LambdaCallback onTestBatchEnd(BatchFunction function) {
    return with(Moment.TEST_BATCH_END, function);
  }

  public LambdaCallback onPredictBegin(RunFunction function) {
    return withRun(Moment.PREDICT_BEGIN, function);
  }

  public LambdaCallback onPredictEnd(RunFunction function) {
    return withRun(Moment.PREDICT_END, function);
  }

  public LambdaCallback onPredictBatchBegin(BatchFunction function) {
    return with(Moment.PREDICT_BATCH_BEGIN, function);
  }

  public LambdaCallback onPredictBatchEnd(BatchFunction function) {
    return with(Moment.PREDICT_BATCH_END, function);
  }

  private void call(Moment moment, TrainingRun run, long index, Logs logs) {
    BatchFunction function = functions.get(moment);
    if (function != null) {
      function.call(run, index, logs == null ? new Logs() : logs);
    }
  }

  @Override
  public void onTrainBegin(TrainingRun run) {
    call(Moment.TRAIN_BEGIN, run, 0, null);
  }

  @Override
  public void onTrainEnd(TrainingRun run, Logs logs) {
    call(Moment.TRAIN_END, run, 0, logs);
  }

  @Override
  public void onEpochBegin(TrainingRun run, int epoch) {
    call(Moment.EPOCH_BEGIN, run, epoch, null);
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    call(Moment.EPOCH_END, run, epoch, logs);
  }

  @Override
  public void onTrainBatchBegin(TrainingRun run, long batch) {
    call(Moment.TRAIN_BATCH_BEGIN, run, batch, null);
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
    call(Moment.TRAIN_BATCH_END, run, batch, logs);
  }

  @Override
  public void onTestBegin(TrainingRun run) {
    call(Moment.TEST_BEGIN, run, 0, null);
  }

  @Override
  public void onTestEnd(TrainingRun run, Logs logs) {
    call(Moment.TEST_END, run, 0, logs);
  }

  @Override
  public void onTestBatchBegin(TrainingRun run, long batch) {
    call(Moment.TEST_BATCH_BEGIN, run, batch, null);
  }

  @Override
  public void onTestBatchEnd(TrainingRun run, long batch, Logs logs) {
    call(Moment.TEST_BATCH_END, run, batch, logs);
  }

  @Override
  public void onPredictBegin(TrainingRun run) {
    call(Moment.PREDICT_BEGIN, run, 0, null);
  }

  @Override
  public void onPredictEnd(TrainingRun run) {
    call(Moment.PREDICT_END, run, 0, null);
  }

  @Override
  public void onPredictBatchBegin(TrainingRun run, long batch) {
    call(Moment.PREDICT_BATCH_BEGIN, run, batch, null);
  }

  @Override
  public void onPredictBatchEnd(TrainingRun run, long batch) {
    call(Moment.PREDICT_BATCH_END, run, batch, null);
  }
}
