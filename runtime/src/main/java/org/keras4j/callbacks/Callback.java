package org.keras4j.callbacks;

/**
 * What is called around epochs and batches. Override what is needed. Keras: {@code
 * keras.callbacks.Callback}.
 *
 * <p>An exception ends training and comes out of {@code fit}; the model's weights are then those
 * after the last complete step.
 */
public interface Callback {
  default void onTrainBegin(TrainingRun run) {}

  /** {@code logs} are those of the last epoch; empty when there was none. */
  default void onTrainEnd(TrainingRun run, Logs logs) {}

  default void onEpochBegin(TrainingRun run, int epoch) {}

  /** {@code logs}: the metrics of the epoch, and those of validation with {@code val_} before. */
  default void onEpochEnd(TrainingRun run, int epoch, Logs logs) {}

  default void onTrainBatchBegin(TrainingRun run, long batch) {}

  /** {@code logs}: the metrics since the beginning of the epoch. */
  default void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {}

  default void onTestBegin(TrainingRun run) {}

  default void onTestEnd(TrainingRun run, Logs logs) {}

  default void onTestBatchBegin(TrainingRun run, long batch) {}

  default void onTestBatchEnd(TrainingRun run, long batch, Logs logs) {}

  default void onPredictBegin(TrainingRun run) {}

  default void onPredictEnd(TrainingRun run) {}

  default void onPredictBatchBegin(TrainingRun run, long batch) {}

  default void onPredictBatchEnd(TrainingRun run, long batch) {}
}
