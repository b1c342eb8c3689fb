package org.keras4j.callbacks;

import java.io.Console;
import java.util.function.DoubleSupplier;

/**
 * Shows Keras' progress line: steps done, time, metrics. Keras: {@code
 * keras.callbacks.ProgbarLogger}. {@code fit}, {@code evaluate} and {@code predict} add one by
 * themselves where {@code verbose} asks for it.
 */
public final class ProgbarLogger implements Callback {
  private static final double NANOSECONDS = 1e9;

  private final DoubleSupplier seconds;
  private final boolean rewritesLine;
  private ProgressBar bar;
  private long target = TrainingRun.UNKNOWN;
  private long seen;
  private boolean isTraining;

  private ProgbarLogger(DoubleSupplier seconds, boolean rewritesLine) {
    this.seconds = seconds;
    this.rewritesLine = rewritesLine;
  }

  /** A logger to the standard output. */
  public static ProgbarLogger standard() {
    return new ProgbarLogger(() -> System.nanoTime() / NANOSECONDS, isTerminal());
  }

  /**
   * A logger for another kind of output.
   *
   * @param seconds the time
   * @param rewritesLine whether the output can go back to the beginning of its line; if not, each
   *     update is a new line
   */
  public static ProgbarLogger of(DoubleSupplier seconds, boolean rewritesLine) {
    return new ProgbarLogger(seconds, rewritesLine);
  }

  /** What a verbosity means here: where it is left open, 1 on a terminal and 0 elsewhere. */
  public static int resolve(int verbose) {
    return verbose >= 0 ? verbose : isTerminal() ? 1 : 0;
  }

  /** Since Java 22 there may be a console without a terminal, and a method that says so. */
  private static boolean isTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("Console.isTerminal", e);
    }
  }

  @Override
  public void onTrainBegin(TrainingRun run) {
    isTraining = true;
    target = run.steps();
  }

  @Override
  public void onTrainEnd(TrainingRun run, Logs logs) {
    isTraining = false;
  }

  @Override
  public void onEpochBegin(TrainingRun run, int epoch) {
    begin(run);
    if (run.verbose() > 0 && run.epochs() > 1) {
      run.print("Epoch " + (epoch + 1) + "/" + run.epochs() + "\n");
    }
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
    update(run, batch, logs);
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    end(logs);
  }

  @Override
  public void onTestBegin(TrainingRun run) {
    if (!isTraining) {
      target = run.steps();
      begin(run);
    }
  }

  @Override
  public void onTestBatchEnd(TrainingRun run, long batch, Logs logs) {
    if (!isTraining) {
      update(run, batch, logs);
    }
  }

  @Override
  public void onTestEnd(TrainingRun run, Logs logs) {
    if (!isTraining) {
      end(logs);
    }
  }

  @Override
  public void onPredictBegin(TrainingRun run) {
    target = run.steps();
    begin(run);
  }

  @Override
  public void onPredictBatchEnd(TrainingRun run, long batch) {
    update(run, batch, new Logs());
  }

  @Override
  public void onPredictEnd(TrainingRun run) {
    end(new Logs());
  }

  private void begin(TrainingRun run) {
    seen = 0;
    bar = new ProgressBar(target, run.verbose(), rewritesLine, run::print, seconds);
  }

  private void update(TrainingRun run, long batch, Logs logs) {
    seen = batch + 1;
    if (run.verbose() == 1) {
      bar.update(seen, logs, false);
    }
  }

  private void end(Logs logs) {
    if (target < 0) {
      target = seen;
      bar.setTarget(seen);
    }
    bar.update(target, logs, true);
  }
}
