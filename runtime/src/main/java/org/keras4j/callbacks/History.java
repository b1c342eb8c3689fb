package org.keras4j.callbacks;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each epoch gave: what {@code fit} returns. Keras: {@code keras.callbacks.History}. */
public final class History implements Callback {
  private final List<Integer> epochs = new ArrayList<>();
  private final Map<String, List<Double>> values = new LinkedHashMap<>();
  private final List<Logs> logs = new ArrayList<>();

  @Override
  public void onTrainBegin(TrainingRun run) {
    epochs.clear();
    values.clear();
    logs.clear();
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs epochLogs) {
    epochs.add(epoch);
    logs.add(epochLogs.copy());
    epochLogs
        .toMap()
        .forEach((name, value) -> values.computeIfAbsent(name, n -> new ArrayList<>()).add(value));
  }

  /** Numbers of the epochs, from 0. */
  public List<Integer> epochs() {
    return Collections.unmodifiableList(epochs);
  }

  /** For each name, its value after each epoch. Keras: {@code history.history}. */
  public Map<String, List<Double>> values() {
    return Collections.unmodifiableMap(values);
  }

  /** The values of one name, an epoch each; empty where there is none of that name. */
  public List<Double> get(String name) {
    return Collections.unmodifiableList(values.getOrDefault(name, List.of()));
  }

  /** Everything that was logged, also what is not one number, an epoch each. */
  public List<Logs> logs() {
    return Collections.unmodifiableList(logs);
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
