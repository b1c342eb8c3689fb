package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.callbacks.BackupAndRestore;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Frequency;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.callbacks.ModelCheckpoint;
import org.keras4j.layers.core.Dense;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.KerasException;
import org.keras4j.training.FitOptions;

/** A training that was interrupted goes on as if it never had been. */
class BackupAndRestoreTest {
  private static final int EPOCHS = 5;

  @TempDir private Path folder;

  private Path backup() {
    return folder.resolve("backup");
  }

  private static History fit(Model model, Callback... callbacks) {
    return model.fit(
        SmallRegression.x(),
        SmallRegression.y(),
        FitOptions.epochs(EPOCHS)
            .batchSize(SmallRegression.BATCH)
            .shuffle(false)
            .verbose(0)
            .callbacks(callbacks));
  }

  private static Callback killedAt(int epoch, long batch) {
    return LambdaCallback.of()
        .onTrainBatchEnd(
            (run, ended, logs) -> {
              if (run.model().optimizer().iterations() == epoch * SmallRegression.STEPS + batch) {
                throw new IllegalStateException("killed");
              }
            });
  }

  private Set<String> files() throws IOException {
    try (Stream<Path> files = Files.list(backup())) {
      return files.map(file -> file.getFileName().toString()).collect(Collectors.toSet());
    }
  }

  @Test
  void goesOnAtTheEpochWithTheStateOfTheOptimizer() throws IOException {
    History whole = fit(SmallRegression.model());
    assertThrows(
        IllegalStateException.class,
        () -> fit(SmallRegression.model(), BackupAndRestore.in(backup()), killedAt(2, 1)));
    assertEquals(Set.of("latest.weights.h5", "training_metadata.json"), files());
    assertEquals(
        "{\"epoch\": 2, \"batch\": 0}",
        Files.readString(backup().resolve("training_metadata.json")));

    Model resumed = SmallRegression.model();
    History rest = fit(resumed, BackupAndRestore.in(backup()));
    assertEquals(List.of(2, 3, 4), rest.epochs());
    assertEquals(whole.get("loss").subList(2, EPOCHS), rest.get("loss"));
    assertEquals(EPOCHS * SmallRegression.STEPS, resumed.optimizer().iterations());
    assertFalse(Files.exists(backup()), "deleted when training is complete");
  }

  @Test
  void backsUpBetweenBatchesAndBeginsTheEpochAnew() throws IOException {
    assertThrows(
        IllegalStateException.class,
        () ->
            fit(
                SmallRegression.model(),
                BackupAndRestore.in(backup()).saveFrequency(Frequency.batches(3)),
                killedAt(1, 3)));
    assertEquals(
        "{\"epoch\": 1, \"batch\": 0}",
        Files.readString(backup().resolve("training_metadata.json")));
    Model resumed = SmallRegression.model();
    fit(
        resumed,
        BackupAndRestore.in(backup()),
        LambdaCallback.of()
            .onEpochBegin(
                (run, epoch, logs) -> {
                  if (epoch == 1) {
                    assertEquals(6, run.model().optimizer().iterations());
                  }
                }));
    assertEquals(6 + (EPOCHS - 1) * SmallRegression.STEPS, resumed.optimizer().iterations());
  }

  @Test
  void takesTheBackupBeforeWhenTheLastOneIsDamaged() throws IOException {
    BackupAndRestore callback = BackupAndRestore.in(backup()).doubleCheckpoint(true);
    assertThrows(
        IllegalStateException.class, () -> fit(SmallRegression.model(), callback, killedAt(3, 1)));
    assertEquals(4, files().size());
    Files.write(backup().resolve("latest.weights.h5"), new byte[100]);
    History rest = fit(SmallRegression.model(), callback.deleteCheckpoint(false));
    assertEquals(List.of(2, 3, 4), rest.epochs());
    assertEquals(4, files().size());
  }

  @Test
  void aDamagedBackupWithoutAnotherIsAnError() throws IOException {
    Files.createDirectories(backup());
    Files.write(backup().resolve("latest.weights.h5"), new byte[100]);
    assertThrows(
        KerasException.class, () -> fit(SmallRegression.model(), BackupAndRestore.in(backup())));
  }

  @Test
  void leavesFilesOfOthersAlone() throws IOException {
    Files.createDirectories(backup());
    Files.writeString(backup().resolve("mine.txt"), "mine");
    fit(SmallRegression.model(), BackupAndRestore.in(backup()));
    assertEquals(Set.of("mine.txt"), files());
  }

  @Test
  void aModelWithoutWeightsIsAnError() {
    Model model = Sequential.of(Dense.units(1));
    model.compile("sgd", "mse");
    KerasException e =
        assertThrows(KerasException.class, () -> fit(model, BackupAndRestore.in(backup())));
    assertTrue(e.getMessage().contains("must be built before you call `fit()`"), e.getMessage());
  }

  @Test
  void checkpointsCanBeLoaded() {
    Model model = SmallRegression.model();
    String pattern = folder.resolve("deep/{epoch:02d}.keras").toString();
    fit(
        model,
        ModelCheckpoint.to(pattern).monitor("loss"),
        ModelCheckpoint.to(folder.resolve("best.weights.h5"))
            .monitor("loss")
            .saveWeightsOnly(true));
    Model loaded = Model.load(folder.resolve("deep/05.keras"));
    assertEquals(SmallRegression.weights(model), SmallRegression.weights(loaded));
    Model other = SmallRegression.model();
    other.loadWeights(folder.resolve("best.weights.h5"));
    assertEquals(SmallRegression.weights(model), SmallRegression.weights(other));
  }

  @Test
  void aFolderInTheWayOfACheckpointIsAnError() throws IOException {
    Path path = Files.createDirectories(folder.resolve("taken.keras"));
    KerasException e =
        assertThrows(
            KerasException.class,
            () -> fit(SmallRegression.model(), ModelCheckpoint.to(path).monitor("loss")));
    assertEquals(
        "Please specify a non-directory filepath for ModelCheckpoint. Filepath used is an existing"
            + " directory: "
            + path,
        e.getMessage());
  }
}
