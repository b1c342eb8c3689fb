package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.callbacks.Frequency;
import org.keras4j.callbacks.History;
import org.keras4j.callbacks.TensorBoard;
import org.keras4j.layers.core.Embedding;
import org.keras4j.layers.reshaping.Flatten;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.training.EvaluateOptions;
import org.keras4j.training.FitOptions;

/** Event files hold what Keras' callback writes, in the formats that TensorBoard reads. */
class TensorBoardTest {
  @TempDir private Path folder;

  private History fit(Model model, TensorBoard board) {
    NDArray x = SmallRegression.x();
    NDArray y = SmallRegression.y();
    return model.fit(
        x,
        y,
        FitOptions.epochs(2)
            .batchSize(SmallRegression.BATCH)
            .verbose(0)
            .validationData(x, y)
            .callbacks(board));
  }

  /** "tag@step: value" of all scalars, in the order of writing. */
  private List<String> scalars(String run) throws IOException {
    List<String> scalars = new ArrayList<>();
    for (Map<Integer, List<Object>> event : EventRecords.read(folder.resolve(run))) {
      if (event.containsKey(5)) {
        Map<Integer, List<Object>> value = EventRecords.at(event, 5, 1);
        if (plugin(value).equals("scalars")) {
          Map<Integer, List<Object>> tensor = EventRecords.at(value, 8);
          assertEquals(List.of(1L), tensor.get(1), "DT_FLOAT");
          scalars.add(
              EventRecords.text(value, 1)
                  + "@"
                  + event.get(2).get(0)
                  + ": "
                  + EventRecords.packed(tensor, 5).getFloat());
        }
      }
    }
    return scalars;
  }

  private static String plugin(Map<Integer, List<Object>> value) {
    return EventRecords.text(EventRecords.at(value, 9, 1), 1);
  }

  /** Summaries of one plugin by "tag@step". */
  private Map<String, Map<Integer, List<Object>>> summaries(String run, String plugin)
      throws IOException {
    Map<String, Map<Integer, List<Object>>> found = new TreeMap<>();
    for (Map<Integer, List<Object>> event : EventRecords.read(folder.resolve(run))) {
      if (event.containsKey(5)) {
        Map<Integer, List<Object>> value = EventRecords.at(event, 5, 1);
        if (plugin(value).equals(plugin)) {
          found.put(EventRecords.text(value, 1) + "@" + event.get(2).get(0), value);
        }
      }
    }
    return found;
  }

  private static String line(String tag, long step, double value) {
    return tag + "@" + step + ": " + (float) value;
  }

  @Test
  void writesEpochsOfTrainingAndValidation() throws IOException {
    History history = fit(SmallRegression.model(), TensorBoard.to(folder));
    List<String> train = new ArrayList<>();
    List<String> validation = new ArrayList<>();
    for (int epoch = 0; epoch < 2; epoch++) {
      train.add(line("epoch_loss", epoch, history.get("loss").get(epoch)));
      train.add(line("epoch_mae", epoch, history.get("mae").get(epoch)));
      train.add(line("epoch_learning_rate", epoch, 0.05f));
      double loss = history.get("val_loss").get(epoch);
      double mae = history.get("val_mae").get(epoch);
      long iterations = (epoch + 1L) * SmallRegression.STEPS;
      validation.add(line("evaluation_loss_vs_iterations", iterations, loss));
      validation.add(line("evaluation_mae_vs_iterations", iterations, mae));
      validation.add(line("epoch_loss", epoch, loss));
      validation.add(line("epoch_mae", epoch, mae));
    }
    assertEquals(train, scalars("train"));
    assertEquals(validation, scalars("validation"));
    Map<Integer, List<Object>> first = EventRecords.read(folder.resolve("train")).get(0);
    assertEquals("brain.Event:2", EventRecords.text(first, 3));
  }

  @Test
  void writesBatchesAtTheirFrequency() throws IOException {
    fit(SmallRegression.model(), TensorBoard.to(folder).updateFrequency(Frequency.batches(3)));
    List<String> steps =
        scalars("train").stream()
            .filter(line -> line.startsWith("batch_loss"))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList();
    assertEquals(List.of("batch_loss@3", "batch_loss@6", "batch_loss@9"), steps);
  }

  @Test
  void writesTheSpeed() throws IOException {
    fit(
        SmallRegression.model(),
        TensorBoard.to(folder).writeStepsPerSecond(true).updateFrequency(Frequency.BATCH));
    List<String> speeds =
        scalars("train").stream().filter(line -> line.contains("steps_per_second")).toList();
    assertEquals(2 + 2 * SmallRegression.STEPS, speeds.size());
    for (String speed : speeds) {
      assertTrue(Float.parseFloat(speed.substring(speed.indexOf(' '))) > 0, speed);
    }
  }

  @Test
  void writesTheModelForTheGraph() throws IOException {
    Model model = SmallRegression.model();
    fit(model, TensorBoard.to(folder));
    Map<Integer, List<Object>> value = summaries("train", "graph_keras_model").get("keras@0");
    assertEquals(model.toJson(), EventRecords.text(EventRecords.at(value, 8), 8));
    assertEquals("1", EventRecords.text(EventRecords.at(value, 9, 1), 2));
  }

  @Test
  void writesHistogramsAndPicturesOfWeights() throws IOException {
    Model model = SmallRegression.model();
    fit(model, TensorBoard.to(folder).histogramFrequency(1).writeImages(true).writeGraph(false));
    Map<String, Map<Integer, List<Object>>> histograms = summaries("train", "histograms");
    assertEquals(2 * model.weights().size(), histograms.size());
    String kernel = model.weights().get(0).path();
    NDArray values = model.weights().get(0).value();
    ByteBuffer rows =
        EventRecords.packed(EventRecords.at(histograms.get(kernel + "/histogram@1"), 8), 6);
    double counted = 0;
    double least = Double.NaN;
    double most = 0;
    for (int row = 0; row < 30; row++) {
      double left = rows.getDouble();
      least = row == 0 ? left : least;
      most = rows.getDouble();
      double count = rows.getDouble();
      double from = left;
      double to = most;
      counted += count;
      if (row < 29) {
        long inside =
            SmallRegression.list(values).stream().filter(v -> v >= from && v < to).count();
        assertEquals(inside, count, 1, "row " + row);
      }
    }
    assertEquals(values.size(), counted);
    assertEquals(SmallRegression.list(values).stream().min(Double::compare).get(), least);
    assertEquals(SmallRegression.list(values).stream().max(Double::compare).get(), most);

    Map<Integer, List<Object>> image =
        EventRecords.at(summaries("train", "images").get(kernel + "/image@1"), 8);
    assertEquals(3, image.get(8).size());
    var picture = ImageIO.read(new ByteArrayInputStream((byte[]) image.get(8).get(2)));
    assertEquals(4, picture.getWidth());
    assertEquals(3, picture.getHeight());
    for (int y = 0; y < 3; y++) {
      for (int x = 0; x < 4; x++) {
        int white = (int) (values.getDouble(y * 4 + x) * 255.5);
        assertEquals(Math.max(0, Math.min(255, white)), picture.getRaster().getSample(x, y, 0));
      }
    }
  }

  @Test
  void writesEvaluationsOutsideOfTraining() throws IOException {
    Model model = SmallRegression.model();
    model.evaluate(
        SmallRegression.x(),
        SmallRegression.y(),
        EvaluateOptions.standard().verbose(0).callbacks(TensorBoard.to(folder)));
    assertEquals(2, scalars("validation").size());
  }

  @Test
  void writesWhatTheViewOfEmbeddingsNeeds() throws IOException {
    Model model = Sequential.of(Embedding.of(10, 2).name("words"), Flatten.builder());
    model.compile("sgd", "mse");
    NDArray x = NDArray.of(new float[] {1, 2, 3, 4}, 2, 2);
    TensorBoard board = TensorBoard.to(folder).embeddingsFrequency(1).writeGraph(false);
    FitOptions options = FitOptions.epochs(1).verbose(0);
    model.fit(
        x, NDArray.of(new float[8], 2, 4), options.callbacks(board.embeddingsMetadata("a.tsv")));
    assertEquals(
        "embeddings {\n"
            + "  tensor_name: \"layer_with_weights-0/embeddings/.ATTRIBUTES/VARIABLE_VALUE\"\n"
            + "  metadata_path: \"a.tsv\"\n"
            + "}\n",
        Files.readString(folder.resolve("projector_config.pbtxt")));
    Path weights = folder.resolve("train/keras_embedding.ckpt-0.weights.h5");
    assertTrue(Files.size(weights) > 0);
    KerasException e =
        assertThrows(
            KerasException.class,
            () ->
                model.fit(
                    x,
                    NDArray.of(new float[8], 2, 4),
                    options.callbacks(board.embeddingsMetadata(Map.of("other", "a.tsv")))));
    assertTrue(e.getMessage().contains("[other]"), e.getMessage());
    assertFalse(Files.exists(folder.resolve("validation")));
  }
}
