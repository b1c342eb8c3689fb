package org.keras4j.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;

/**
 * Saves the model, or its weights, after epochs or batches. Keras: {@code
 * keras.callbacks.ModelCheckpoint}.
 *
 * <pre>{@code
 * ModelCheckpoint.to("runs/{epoch:02d}-{val_loss:.2f}.keras").saveBestOnly(true)
 * }</pre>
 *
 * <p>The path may name {@code epoch} and {@code batch}, both counted from 1, and what is in the
 * logs, in Python's format notation. Folders are made as needed. The best value is kept for further
 * calls of {@code fit}, as in Keras.
 */
public final class ModelCheckpoint extends ConfiguredCallback<ModelCheckpoint> {
  static final Arg<String> FILEPATH = Arg.required("filepath", Codecs.STRING);
  static final Arg<String> MONITOR = Arg.string("monitor", "val_loss");
  static final Arg<Integer> VERBOSE = Arg.integer("verbose", 0);
  static final Arg<Boolean> SAVE_BEST_ONLY = Arg.bool("save_best_only", false);
  static final Arg<Boolean> SAVE_WEIGHTS_ONLY = Arg.bool("save_weights_only", false);
  static final Arg<Mode> MODE = Mode.arg();
  static final Arg<Frequency> SAVE_FREQ = Frequency.arg("save_freq");
  static final Arg<Double> INITIAL_VALUE_THRESHOLD = Arg.number("initial_value_threshold", null);

  static final CallbackType<ModelCheckpoint> TYPE =
      CallbackType.of(
          "ModelCheckpoint",
          ModelCheckpoint::new,
          FILEPATH,
          MONITOR,
          VERBOSE,
          SAVE_BEST_ONLY,
          SAVE_WEIGHTS_ONLY,
          MODE,
          SAVE_FREQ,
          INITIAL_VALUE_THRESHOLD);

  private final BatchCounter counter;
  private Monitor monitor;
  private Double best;
  private int epoch;

  private ModelCheckpoint(Config config) {
    super(TYPE, config);
    requireKnownEnding(get(FILEPATH), get(SAVE_WEIGHTS_ONLY));
    counter = new BatchCounter(get(SAVE_FREQ));
    best = get(INITIAL_VALUE_THRESHOLD);
  }

  private static void requireKnownEnding(String path, boolean isWeights) {
    if (isWeights && !path.endsWith(".weights.h5")) {
      throw new CallbackException(
          "When using `save_weights_only=True` in `ModelCheckpoint`, the filepath provided must end"
              + " in `.weights.h5` (Keras weights format). Received: filepath="
              + path);
    }
    if (!path.endsWith(".keras") && !path.endsWith(".h5")) {
      throw new CallbackException(
          "The filepath provided must end in `.keras` (Keras model format). Received: filepath="
              + path);
    }
  }

  /**
   * Saves to a path, which may contain fields such as <code>{epoch:02d}</code> and <code>
   * {val_loss:.2f}</code>.
   *
   * @param filepath ends with {@code .keras} or {@code .h5}, and with {@code .weights.h5} for
   *     weights only
   */
  public static ModelCheckpoint to(String filepath) {
    return TYPE.create(FILEPATH, filepath);
  }

  /** Saves to a path. */
  public static ModelCheckpoint to(Path filepath) {
    return to(filepath.toString());
  }

  /** The value of the logs that says which is best; default {@code "val_loss"}. */
  public ModelCheckpoint monitor(String name) {
    return with(MONITOR, name);
  }

  /** 1 to say what happens; default 0. */
  public ModelCheckpoint verbose(int value) {
    return with(VERBOSE, value);
  }

  /** Whether to save only what is better than all before; default false. */
  public ModelCheckpoint saveBestOnly(boolean value) {
    return with(SAVE_BEST_ONLY, value);
  }

  /** Whether to save weights, not the whole model; default false. */
  public ModelCheckpoint saveWeightsOnly(boolean value) {
    return with(SAVE_WEIGHTS_ONLY, value);
  }

  /** Whether more or less is better; by default as the metric says. */
  public ModelCheckpoint mode(Mode value) {
    return with(MODE, value);
  }

  /** When to save; default after each epoch. */
  public ModelCheckpoint saveFrequency(Frequency value) {
    return with(SAVE_FREQ, value);
  }

  /** What the first saved model must be better than; default none. */
  public ModelCheckpoint initialValueThreshold(double value) {
    return with(INITIAL_VALUE_THRESHOLD, value);
  }

  /** The best value so far; null before there was one. */
  public Double best() {
    return best;
  }

  @Override
  public void onEpochBegin(TrainingRun run, int newEpoch) {
    epoch = newEpoch;
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
    if (counter.isDueAfter(batch)) {
      save(run, path(batch, logs), logs);
    }
  }

  @Override
  public void onEpochEnd(TrainingRun run, int endedEpoch, Logs logs) {
    monitor(run);
    if (get(SAVE_FREQ).isEpoch()) {
      save(run, path(-1, logs), logs);
    }
  }

  private Monitor monitor(TrainingRun run) {
    if (monitor == null) {
      monitor = Monitor.of(className(), run.model(), get(MONITOR), get(MODE), 0);
    }
    return monitor;
  }

  private Path path(long batch, Logs logs) {
    Map<String, Number> values = new LinkedHashMap<>();
    values.put("epoch", epoch + 1L);
    if (batch >= 0) {
      values.put("batch", batch + 1);
    }
    values.putAll(logs.toMap());
    return Path.of(PythonFormat.format(get(FILEPATH), values));
  }

  private void save(TrainingRun run, Path path, Logs logs) {
    if (!isWanted(run, path, logs)) {
      return;
    }
    if (Files.isDirectory(path)) {
      throw new CallbackException(
          "Please specify a non-directory filepath for ModelCheckpoint. Filepath used is an"
              + " existing directory: "
              + path);
    }
    try {
      if (path.getParent() != null) {
        Files.createDirectories(path.getParent());
      }
    } catch (IOException e) {
      throw new CallbackException("Cannot make the folder of the checkpoint " + path, e);
    }
    if (get(SAVE_WEIGHTS_ONLY)) {
      run.model().saveWeights(path);
    } else {
      run.model().save(path);
    }
    say(run, "finished saving model to " + path);
  }

  private boolean isWanted(TrainingRun run, Path path, Logs logs) {
    String name = get(MONITOR);
    if (!get(SAVE_BEST_ONLY)) {
      say(run, "saving model to " + path);
      return true;
    }
    if (!logs.contains(name)) {
      warn("Can save best model only with " + name + " available.");
      return true;
    }
    if (logs.array(name).size() != 1) {
      warn(
          "Can save best model only when `monitor` is a scalar value. Received: "
              + logs.array(name)
              + ". Falling back to `save_best_only=False`.");
      return true;
    }
    double current = logs.get(name);
    String known = best == null ? "None" : PythonText.fixed(best, 5);
    if (!monitor(run).isBetter(current, best)) {
      say(run, name + " did not improve from " + known);
      return false;
    }
    say(
        run,
        name
            + " improved from "
            + known
            + " to "
            + PythonText.fixed(current, 5)
            + ", saving model to "
            + path);
    best = current;
    return true;
  }

  private void say(TrainingRun run, String what) {
    if (get(VERBOSE) > 0) {
      run.print("\nEpoch " + (epoch + 1) + ": " + what + "\n");
    }
  }
}
