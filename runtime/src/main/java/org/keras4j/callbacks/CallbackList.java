package org.keras4j.callbacks;

import java.util.ArrayList;
import java.util.List;

/** Several callbacks as one, called in order. Keras: {@code keras.callbacks.CallbackList}. */
public final class CallbackList implements Callback {
  private final List<Callback> callbacks;

  public CallbackList(List<? extends Callback> callbacks) {
    this.callbacks = List.copyOf(callbacks);
  }

  /**
   * Callbacks of a call, with what it adds: a progress line where that is asked for and none is
   * given, and the additional ones last.
   */
  public static CallbackList of(
      List<? extends Callback> given, int verbose, Callback... additional) {
    List<Callback> all = new ArrayList<>(given);
    if (verbose > 0 && given.stream().noneMatch(ProgbarLogger.class::isInstance)) {
      all.add(ProgbarLogger.standard());
    }
    all.addAll(List.of(additional));
    return new CallbackList(all);
  }

  public List<Callback> callbacks() {
    return callbacks;
  }

  @Override
  public void onTrainBegin(TrainingRun run) {
    callbacks.forEach(callback -> callback.onTrainBegin(run));
  }

  @Override
  public void onTrainEnd(TrainingRun run, Logs logs) {
    callbacks.forEach(callback -> callback.onTrainEnd(run, logs));
  }

  @Override
  public void onEpochBegin(TrainingRun run, int epoch) {
    callbacks.forEach(callback -> callback.onEpochBegin(run, epoch));
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    callbacks.forEach(callback -> callback.onEpochEnd(run, epoch, logs));
  }

  @Override
  public void onTrainBatchBegin(TrainingRun run, long batch) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).onTrainBatchBegin(run, batch);
    }
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).onTrainBatchEnd(run, batch, logs);
    }
  }

  @Override
  public void onTestBegin(TrainingRun run) {
    callbacks.forEach(callback -> callback.onTestBegin(run));
  }

  @Override
  public void onTestEnd(TrainingRun run, Logs logs) {
    callbacks.forEach(callback -> callback.onTestEnd(run, logs));
  }

  @Override
  public void onTestBatchBegin(TrainingRun run, long batch) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).onTestBatchBegin(run, batch);
    }
  }

  @Override
  public void onTestBatchEnd(TrainingRun run, long batch, Logs logs) {
    for (int i = 0; i < callbacks.size(); i++) {
      callbacks.get(i).onTestBatchEnd(run, batch, logs);
    }
  }

  @Override
  public void onPredictBegin(TrainingRun run) {
    callbacks.forEach(callback -> callback.onPredictBegin(run));
  }

  @Override
  public void onPredictEnd(TrainingRun run) {
    callbacks.forEach(callback -> callback.onPredictEnd(run));
  }

  @Override
  public void onPredictBatchBegin(TrainingRun run, long batch) {
    callbacks.forEach(callback -> callback.onPredictBatchBegin(run, batch));
  }

  @Override
  public void onPredictBatchEnd(TrainingRun run, long batch) {
    callbacks.forEach(callback -> callback.onPredictBatchEnd(run, batch));
  }
}
