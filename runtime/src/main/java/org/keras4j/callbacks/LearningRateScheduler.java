package org.keras4j.callbacks;

import java.util.Objects;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.optimizers.Optimizer;

/**
 * Sets the learning rate at the beginning of each epoch; writes it into the logs as {@code
 * learning_rate}. Keras: {@code keras.callbacks.LearningRateScheduler}.
 *
 * <pre>{@code
 * LearningRateScheduler.of((epoch, rate) -> epoch < 10 ? rate : rate * Math.exp(-0.1))
 * }</pre>
 */
public final class LearningRateScheduler extends ConfiguredCallback<LearningRateScheduler> {
  /** A learning rate for each epoch. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * The learning rate of an epoch.
     *
     * @param epoch its number, from 0
     * @param learningRate the rate so far
     */
    double learningRate(int epoch, double learningRate);
  }

  static final Arg<Schedule> SCHEDULE =
      Arg.required(
          "schedule", Codecs.of("a schedule", json -> (Schedule) json, schedule -> "<function>"));
  static final Arg<Integer> VERBOSE = Arg.integer("verbose", 0);

  static final CallbackType<LearningRateScheduler> TYPE =
      CallbackType.of("LearningRateScheduler", LearningRateScheduler::new, SCHEDULE, VERBOSE);

  private LearningRateScheduler(Config config) {
    super(TYPE, config);
  }

  /** Learning rates by a function of the epoch and the rate so far. */
  public static LearningRateScheduler of(Schedule schedule) {
    return TYPE.create(SCHEDULE, Objects.requireNonNull(schedule, "schedule"));
  }

  /** 1 to say what happens; default 0. */
  public LearningRateScheduler verbose(int value) {
    return with(VERBOSE, value);
  }

  @Override
  public void onEpochBegin(TrainingRun run, int epoch) {
    LearningRates rates = LearningRates.of(className(), run.model());
    for (Optimizer optimizer : rates.optimizers()) {
      double rate = get(SCHEDULE).learningRate(epoch, optimizer.learningRate());
      optimizer.setLearningRate(rate);
      if (get(VERBOSE) > 0) {
        run.print(
            "\nEpoch "
                + (epoch + 1)
                + ": LearningRateScheduler setting"
                + rates.label(optimizer)
                + " learning rate to "
                + PythonText.repr(rate)
                + ".\n");
      }
    }
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    LearningRates.of(className(), run.model()).log(logs);
  }
}
