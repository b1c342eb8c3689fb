package org.keras4j.callbacks;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Variable;
import org.keras4j.tensor.NDArray;

/**
 * Ends training when a logged value has stopped improving. Keras: {@code
 * keras.callbacks.EarlyStopping}.
 *
 * <pre>{@code
 * EarlyStopping.monitor("val_loss").patience(3).restoreBestWeights(true)
 * }</pre>
 */
public final class EarlyStopping extends ConfiguredCallback<EarlyStopping> {
  static final Arg<String> MONITOR = Arg.string("monitor", "val_loss");
  static final Arg<Double> MIN_DELTA = Arg.number("min_delta", 0.0);
  static final Arg<Integer> PATIENCE = Arg.integer("patience", 0);
  static final Arg<Integer> VERBOSE = Arg.integer("verbose", 0);
  static final Arg<Mode> MODE = Mode.arg();
  static final Arg<Double> BASELINE = Arg.number("baseline", null);
  static final Arg<Boolean> RESTORE_BEST_WEIGHTS = Arg.bool("restore_best_weights", false);
  static final Arg<Integer> START_FROM_EPOCH = Arg.integer("start_from_epoch", 0);

  static final CallbackType<EarlyStopping> TYPE =
      CallbackType.of(
          "EarlyStopping",
          EarlyStopping::new,
          MONITOR,
          MIN_DELTA,
          PATIENCE,
          VERBOSE,
          MODE,
          BASELINE,
          RESTORE_BEST_WEIGHTS,
          START_FROM_EPOCH);

  private Monitor monitor;
  private Double best;
  private int bestEpoch;
  private int wait;
  private int stoppedEpoch;
  private List<NDArray> bestWeights;

  private EarlyStopping(Config config) {
    super(TYPE, config);
  }

  /** Watches a value of the logs, such as {@code "val_loss"}. */
  public static EarlyStopping monitor(String name) {
    return TYPE.create(MONITOR, name);
  }

  /** By how much a value must be better to count as an improvement; default 0. */
  public EarlyStopping minDelta(double value) {
    return with(MIN_DELTA, value);
  }

  /** Number of epochs without improvement after which training ends; default 0. */
  public EarlyStopping patience(int epochs) {
    return with(PATIENCE, epochs);
  }

  /** 1 to say what happens; default 0. */
  public EarlyStopping verbose(int value) {
    return with(VERBOSE, value);
  }

  /** Whether more or less is better; by default as the metric says. */
  public EarlyStopping mode(Mode value) {
    return with(MODE, value);
  }

  /** A value that must be bettered, too, for the patience to begin anew; default none. */
  public EarlyStopping baseline(double value) {
    return with(BASELINE, value);
  }

  /** Whether the weights of the best epoch come back at the end; default false. */
  public EarlyStopping restoreBestWeights(boolean value) {
    return with(RESTORE_BEST_WEIGHTS, value);
  }

  /** Number of epochs before watching begins; default 0. */
  public EarlyStopping startFromEpoch(int epochs) {
    return with(START_FROM_EPOCH, epochs);
  }

  // ---- what happened

  /** The best value so far; null before there was one. */
  public Double best() {
    return best;
  }

  /** Number of the epoch of the best value, from 0. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** Number of the epoch that training was ended after, from 0; 0 when it was not. */
  public int stoppedEpoch() {
    return stoppedEpoch;
  }

  @Override
  public void onTrainBegin(TrainingRun run) {
    monitor = null;
    best = null;
    bestEpoch = 0;
    wait = 0;
    stoppedEpoch = 0;
    bestWeights = null;
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    if (monitor == null) {
      monitor = Monitor.of(className(), run.model(), get(MONITOR), get(MODE), get(MIN_DELTA));
    }
    if (!logs.contains(get(MONITOR))) {
      warn(
          "Early stopping conditioned on metric `"
              + get(MONITOR)
              + "` which is not available. Available metrics are: "
              + String.join(",", logs.names()));
      return;
    }
    if (epoch < get(START_FROM_EPOCH)) {
      return;
    }
    double current = logs.get(get(MONITOR));
    if (get(RESTORE_BEST_WEIGHTS) && bestWeights == null) {
      remember(run, epoch);
    }
    wait++;
    if (monitor.isBetter(current, best)) {
      best = current;
      remember(run, epoch);
      if (monitor.isBetter(current, get(BASELINE))) {
        wait = 0;
      }
    } else if (wait >= get(PATIENCE) && epoch > 0) {
      stoppedEpoch = epoch;
      run.stopTraining();
    }
  }

  private void remember(TrainingRun run, int epoch) {
    if (get(RESTORE_BEST_WEIGHTS)) {
      bestWeights = run.model().weights().stream().map(Variable::value).toList();
    }
    bestEpoch = epoch;
  }

  @Override
  public void onTrainEnd(TrainingRun run, Logs logs) {
    if (stoppedEpoch > 0 && get(VERBOSE) > 0) {
      run.print("Epoch " + (stoppedEpoch + 1) + ": early stopping\n");
    }
    if (bestWeights == null) {
      return;
    }
    if (get(VERBOSE) > 0) {
      run.print(
          "Restoring model weights from the end of the best epoch: " + (bestEpoch + 1) + ".\n");
    }
    List<Variable> weights = run.model().weights();
    for (int i = 0; i < weights.size(); i++) {
      weights.get(i).assign(bestWeights.get(i));
    }
    bestWeights = null;
  }
}
