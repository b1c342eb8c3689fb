package org.keras4j.callbacks;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.tensor.KerasException;

/**
 * Saves weights, the optimizer's state and the number of the epoch as training goes on, so that the
 * same {@code fit} called again after an interruption goes on from there. Keras: {@code
 * keras.callbacks.BackupAndRestore}, with the same files.
 *
 * <p>An epoch that was interrupted begins anew. The model must be built before {@code fit}.
 */
public final class BackupAndRestore extends ConfiguredCallback<BackupAndRestore> {
  static final Arg<String> BACKUP_DIR =
      Arg.required("backup_dir", Codecs.STRING).that(dir -> !dir.isEmpty(), "a folder");
  static final Arg<Frequency> SAVE_FREQ = Frequency.arg("save_freq");
  static final Arg<Boolean> DOUBLE_CHECKPOINT = Arg.bool("double_checkpoint", false);
  static final Arg<Boolean> DELETE_CHECKPOINT = Arg.bool("delete_checkpoint", true);

  static final CallbackType<BackupAndRestore> TYPE =
      CallbackType.of(
          "BackupAndRestore",
          BackupAndRestore::new,
          BACKUP_DIR,
          SAVE_FREQ,
          DOUBLE_CHECKPOINT,
          DELETE_CHECKPOINT);

  private static final Pattern EPOCH = Pattern.compile("\"epoch\"\\s*:\\s*(\\d+)");

  private final Path folder;
  private final Path weights;
  private final Path metadata;
  private final Path previousWeights;
  private final Path previousMetadata;
  private BatchCounter counter;
  private int epoch;
  private long batch;

  private BackupAndRestore(Config config) {
    super(TYPE, config);
    folder = Path.of(get(BACKUP_DIR));
    weights = folder.resolve("latest.weights.h5");
    metadata = folder.resolve("training_metadata.json");
    previousWeights = folder.resolve(weights.getFileName() + ".bkp");
    previousMetadata = folder.resolve(metadata.getFileName() + ".bkp");
    counter = new BatchCounter(get(SAVE_FREQ));
  }

  /** Keeps backups in a folder that nothing else uses. */
  public static BackupAndRestore in(Path folder) {
    return TYPE.create(BACKUP_DIR, folder.toString());
  }

  /** When to save; default after each epoch. */
  public BackupAndRestore saveFrequency(Frequency value) {
    return with(SAVE_FREQ, value);
  }

  /** Whether the backup before the last one is kept, too, for when that is damaged. */
  public BackupAndRestore doubleCheckpoint(boolean value) {
    return with(DOUBLE_CHECKPOINT, value);
  }

  /** Whether the backup is deleted when training is complete; default true. */
  public BackupAndRestore deleteCheckpoint(boolean value) {
    return with(DELETE_CHECKPOINT, value);
  }

  // ---- restoring

  @Override
  public void onTrainBegin(TrainingRun run) {
    epoch = run.initialEpoch();
    batch = 0;
    counter = new BatchCounter(get(SAVE_FREQ));
    if (run.model().weights().isEmpty()) {
      throw new CallbackException(
          "To use the BackupAndRestore callback, you model must be built before you call `fit()`."
              + " Model "
              + run.model().name()
              + " is unbuilt. You can build it beforehand by calling it on a batch of data.");
    }
    try {
      restore(run);
    } catch (KerasException e) {
      if (!Files.exists(previousWeights)) {
        throw e;
      }
      warn("The last backup cannot be read, the one before is taken: " + e.getMessage());
      usePrevious();
      restore(run);
    }
  }

  private void restore(TrainingRun run) {
    if (Files.exists(weights)) {
      if (run.model().optimizer() != null) {
        run.model().optimizer().build(run.model().trainableWeights());
      }
      run.model().loadWeights(weights);
    }
    if (Files.exists(metadata)) {
      epoch = savedEpoch();
      run.startAt(epoch);
    }
  }

  private int savedEpoch() {
    try {
      String json = Files.readString(metadata);
      Matcher number = EPOCH.matcher(json);
      if (!number.find()) {
        throw new CallbackException(
            "The backup " + metadata + " does not say which epoch it is of. Received: " + json);
      }
      return Integer.parseInt(number.group(1));
    } catch (IOException e) {
      throw failed("read", e);
    }
  }

  private void usePrevious() {
    try {
      copy(previousWeights, weights);
      if (Files.exists(previousMetadata)) {
        copy(previousMetadata, metadata);
      } else {
        Files.deleteIfExists(metadata);
      }
    } catch (IOException e) {
      throw failed("copy", e);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    if (Files.exists(from)) {
      Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private CallbackException failed(String what, IOException e) {
    return new CallbackException("Cannot " + what + " the backup in " + folder + ": " + e, e);
  }

  // ---- saving

  @Override
  public void onEpochEnd(TrainingRun run, int endedEpoch, Logs logs) {
    epoch = endedEpoch + 1;
    batch = 0;
    if (get(SAVE_FREQ).isEpoch()) {
      save(run);
    }
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long endedBatch, Logs logs) {
    batch = endedBatch;
    if (counter.isDueAfter(endedBatch)) {
      save(run);
    }
  }

  private void save(TrainingRun run) {
    try {
      Files.createDirectories(folder);
      if (get(DOUBLE_CHECKPOINT)) {
        copy(weights, previousWeights);
        copy(metadata, previousMetadata);
      }
      run.model().saveWeights(weights);
      // A process that is killed meanwhile leaves the old text, not half of the new one.
      Path fresh = folder.resolve("training_metadata.json.tmp");
      Files.writeString(fresh, "{\"epoch\": " + epoch + ", \"batch\": " + batch + "}");
      Files.move(
          fresh, metadata, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed("write", e);
    }
  }

  /** Deletes what this wrote; a folder with other files in it stays. */
  @Override
  public void onTrainEnd(TrainingRun run, Logs logs) {
    if (!get(DELETE_CHECKPOINT)) {
      return;
    }
    try {
      for (Path file : List.of(weights, metadata, previousWeights, previousMetadata)) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(folder);
    } catch (DirectoryNotEmptyException e) {
      warn("The backup folder " + folder + " holds other files and is not deleted");
    } catch (IOException e) {
      throw failed("delete", e);
    }
  }
}
