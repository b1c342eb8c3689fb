package org.keras4j.callbacks;

import java.util.Objects;
import java.util.function.Consumer;

/**
 * One call of {@code fit} or {@code evaluate}, as callbacks see it. Keras: a callback's {@code
 * self.model} and {@code self.params}.
 */
public final class TrainingRun {
  /** {@link #steps} where nobody knows how many there will be. */
  public static final long UNKNOWN = -1;

  private final TrainableModel model;
  private final int epochs;
  private final int verbose;
  private final Consumer<String> output;
  private long steps;
  private int initialEpoch;
  private boolean isStopped;
  private boolean isEvaluationStopped;

  /** A run whose messages go to the standard output. */
  public TrainingRun(TrainableModel model, int initialEpoch, int epochs, long steps, int verbose) {
    this(model, initialEpoch, epochs, steps, verbose, System.out::print);
  }

  /**
   * A run.
   *
   * @param output takes what is shown to the user
   */
  public TrainingRun(
      TrainableModel model,
      int initialEpoch,
      int epochs,
      long steps,
      int verbose,
      Consumer<String> output) {
    this.output = output;
    this.model = Objects.requireNonNull(model, "model");
    this.initialEpoch = initialEpoch;
    this.epochs = epochs;
    this.steps = steps;
    this.verbose = verbose;
  }

  public TrainableModel model() {
    return model;
  }

  /** Number of the epoch after the last one. */
  public int epochs() {
    return epochs;
  }

  /** Number of steps in an epoch, or {@link #UNKNOWN}. */
  public long steps() {
    return steps;
  }

  /** Says how many steps an epoch has, once that is known. */
  public void setSteps(long count) {
    steps = count;
  }

  /** How much is shown: 0 nothing, 1 a progress bar, 2 one line an epoch. */
  public int verbose() {
    return verbose;
  }

  /** Shows a text to the user, without a line break of its own. Keras: {@code print_msg}. */
  public void print(String text) {
    output.accept(text);
  }

  /** Number of the first epoch. */
  public int initialEpoch() {
    return initialEpoch;
  }

  /** Lets training begin at another epoch; only before the first one, when it is resumed. */
  public void startAt(int epoch) {
    initialEpoch = epoch;
  }

  /** Ends training after the current step. Keras: {@code model.stop_training = True}. */
  public void stopTraining() {
    isStopped = true;
  }

  public boolean isStopped() {
    return isStopped;
  }

  /**
   * Ends the present evaluation or prediction after the current batch. Keras: {@code
   * model.stop_evaluating = True}.
   */
  public void stopEvaluation() {
    isEvaluationStopped = true;
  }

  public boolean isEvaluationStopped() {
    return isEvaluationStopped;
  }

  /** Says that an evaluation begins, which nobody has stopped yet. */
  public void beginEvaluation() {
    isEvaluationStopped = false;
  }
}
