package org.keras4j.callbacks;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.optimizers.Optimizer;

/**
 * Lowers the learning rate when a logged value has stopped improving; writes it into the logs as
 * {@code learning_rate}. Keras: {@code keras.callbacks.ReduceLROnPlateau}.
 */
public final class ReduceLROnPlateau extends ConfiguredCallback<ReduceLROnPlateau> {
  static final Arg<String> MONITOR = Arg.string("monitor", "val_loss");
  static final Arg<Double> FACTOR = Arg.number("factor", 0.1);
  static final Arg<Integer> PATIENCE = Arg.integer("patience", 10);
  static final Arg<Integer> VERBOSE = Arg.integer("verbose", 0);
  static final Arg<Mode> MODE = Mode.arg();
  static final Arg<Double> MIN_DELTA = Arg.number("min_delta", 1e-4);
  static final Arg<Integer> COOLDOWN = Arg.integer("cooldown", 0);
  static final Arg<Double> MIN_LR = Arg.number("min_lr", 0.0);

  static final CallbackType<ReduceLROnPlateau> TYPE =
      CallbackType.of(
          "ReduceLROnPlateau",
          ReduceLROnPlateau::new,
          MONITOR,
          FACTOR,
          PATIENCE,
          VERBOSE,
          MODE,
          MIN_DELTA,
          COOLDOWN,
          MIN_LR);

  private Monitor monitor;
  private Double best;
  private int cooldownLeft;
  private int wait;

  private ReduceLROnPlateau(Config config) {
    super(TYPE, config);
    if (get(FACTOR) >= 1) {
      throw new CallbackException(
          "ReduceLROnPlateau does not support a factor >= 1.0. Received factor=" + get(FACTOR));
    }
  }

  /** Watches a value of the logs, such as {@code "val_loss"}. */
  public static ReduceLROnPlateau monitor(String name) {
    return TYPE.create(MONITOR, name);
  }

  /** What the learning rate is multiplied with, less than 1; default 0.1. */
  public ReduceLROnPlateau factor(double value) {
    return with(FACTOR, value);
  }

  /** Number of epochs without improvement after which the rate is lowered; default 10. */
  public ReduceLROnPlateau patience(int epochs) {
    return with(PATIENCE, epochs);
  }

  /** 1 to say what happens; default 0. */
  public ReduceLROnPlateau verbose(int value) {
    return with(VERBOSE, value);
  }

  /** Whether more or less is better; by default as the metric says. */
  public ReduceLROnPlateau mode(Mode value) {
    return with(MODE, value);
  }

  /** By how much a value must be better to count as an improvement; default 1e-4. */
  public ReduceLROnPlateau minDelta(double value) {
    return with(MIN_DELTA, value);
  }

  /** Number of epochs after a lowering in which waiting does not begin; default 0. */
  public ReduceLROnPlateau cooldown(int epochs) {
    return with(COOLDOWN, epochs);
  }

  /** The smallest learning rate; default 0. */
  public ReduceLROnPlateau minLearningRate(double value) {
    return with(MIN_LR, value);
  }

  @Override
  public void onTrainBegin(TrainingRun run) {
    monitor = null;
    best = null;
    cooldownLeft = 0;
    wait = 0;
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    if (monitor == null) {
      monitor = Monitor.of(className(), run.model(), get(MONITOR), get(MODE), get(MIN_DELTA));
    }
    LearningRates rates = LearningRates.of(className(), run.model());
    rates.log(logs);
    if (!logs.contains(get(MONITOR))) {
      warn(
          "Learning rate reduction is conditioned on metric `"
              + get(MONITOR)
              + "` which is not available. Available metrics are: "
              + String.join(",", logs.names())
              + ".");
      return;
    }
    double current = logs.get(get(MONITOR));
    if (cooldownLeft > 0) {
      cooldownLeft--;
      wait = 0;
    }
    if (monitor.isBetter(current, best)) {
      best = current;
      wait = 0;
    } else if (cooldownLeft == 0) {
      wait++;
      if (wait >= get(PATIENCE) && reduce(run, epoch, rates)) {
        cooldownLeft = get(COOLDOWN);
        wait = 0;
      }
    }
  }

  private boolean reduce(TrainingRun run, int epoch, LearningRates rates) {
    boolean isReduced = false;
    for (Optimizer optimizer : rates.optimizers()) {
      double old = optimizer.learningRate();
      if (old > get(MIN_LR).floatValue()) {
        double lowered = Math.max(old * get(FACTOR), get(MIN_LR));
        optimizer.setLearningRate(lowered);
        isReduced = true;
        if (get(VERBOSE) > 0) {
          run.print(
              "\nEpoch "
                  + (epoch + 1)
                  + ": ReduceLROnPlateau reducing"
                  + rates.label(optimizer)
                  + " learning rate to "
                  + PythonText.repr(lowered)
                  + ".\n");
        }
      }
    }
    return isReduced;
  }
}
