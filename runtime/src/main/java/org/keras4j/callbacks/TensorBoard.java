package org.keras4j.callbacks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.keras4j.callbacks.tensorboard.EventFile;
import org.keras4j.callbacks.tensorboard.SummaryValue;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.core.Embedding;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/**
 * Writes event files for TensorBoard. Keras: {@code keras.callbacks.TensorBoard}.
 *
 * <pre>{@code
 * TensorBoard.to(Path.of("logs")).histogramFrequency(1)     // then: tensorboard --logdir=logs
 * }</pre>
 *
 * <p>In {@code train}, over epochs: {@code epoch_} and the names of the logs, with the learning
 * rate; over batches, as {@link #updateFrequency} says: {@code batch_} and the names. In {@code
 * validation}: {@code epoch_} and the names; {@code evaluation_..._vs_iterations} after each
 * evaluation. Results of several numbers are left out. Keras' {@code profile_batch} has no
 * counterpart: the JVM's Flight Recorder profiles without a callback.
 */
public final class TensorBoard extends ConfiguredCallback<TensorBoard> {
  static final Arg<String> LOG_DIR = Arg.string("log_dir", "logs");
  static final Arg<Integer> HISTOGRAM_FREQ = Arg.integer("histogram_freq", 0);
  static final Arg<Boolean> WRITE_GRAPH = Arg.bool("write_graph", true);
  static final Arg<Boolean> WRITE_IMAGES = Arg.bool("write_images", false);
  static final Arg<Boolean> WRITE_STEPS_PER_SECOND = Arg.bool("write_steps_per_second", false);
  static final Arg<Frequency> UPDATE_FREQ = Frequency.arg("update_freq");
  static final Arg<Integer> EMBEDDINGS_FREQ = Arg.integer("embeddings_freq", 0);
  static final Arg<Object> EMBEDDINGS_METADATA =
      Arg.optional("embeddings_metadata", Codecs.ANY, null);

  static final CallbackType<TensorBoard> TYPE =
      CallbackType.of(
          "TensorBoard",
          TensorBoard::new,
          LOG_DIR,
          HISTOGRAM_FREQ,
          WRITE_GRAPH,
          WRITE_IMAGES,
          WRITE_STEPS_PER_SECOND,
          UPDATE_FREQ,
          EMBEDDINGS_FREQ,
          EMBEDDINGS_METADATA);

  private static final String VALIDATION = "val_";
  private static final double NANOSECONDS = 1e9;

  /** The first embedding of a model, by which TensorBoard's projector finds it in Keras' files. */
  private static final String EMBEDDING_NAME =
      "layer_with_weights-0/embeddings/.ATTRIBUTES/VARIABLE_VALUE";

  private EventFile train;
  private EventFile validation;
  private boolean isTraining;
  private long trainBatch;
  private long batchStart;
  private long epochStart;
  private long iterationsAtEpochStart;

  private TensorBoard(Config config) {
    super(TYPE, config);
  }

  /** Writes below a folder, which nothing else should use. */
  public static TensorBoard to(Path folder) {
    return TYPE.create(LOG_DIR, folder.toString());
  }

  /** Writes how weights are distributed after every so many epochs; default 0: never. */
  public TensorBoard histogramFrequency(int epochs) {
    return with(HISTOGRAM_FREQ, epochs);
  }

  /** Whether to write the model's layers as a graph; default true. */
  public TensorBoard writeGraph(boolean value) {
    return with(WRITE_GRAPH, value);
  }

  /** Whether to write weights as pictures beside their histograms; default false. */
  public TensorBoard writeImages(boolean value) {
    return with(WRITE_IMAGES, value);
  }

  /** Whether to write how many steps a second were done; default false. */
  public TensorBoard writeStepsPerSecond(boolean value) {
    return with(WRITE_STEPS_PER_SECOND, value);
  }

  /** After which batches to write the logs, besides after epochs; default after none. */
  public TensorBoard updateFrequency(Frequency value) {
    return with(UPDATE_FREQ, value);
  }

  /** Writes the weights for the view of embeddings after every so many epochs; default 0: never. */
  public TensorBoard embeddingsFrequency(int epochs) {
    return with(EMBEDDINGS_FREQ, epochs);
  }

  /** The file that says what the rows of all embeddings are; default none. */
  public TensorBoard embeddingsMetadata(String file) {
    return with(EMBEDDINGS_METADATA, file);
  }

  /** The files that say what the rows of embeddings are, by layer. */
  public TensorBoard embeddingsMetadata(Map<String, String> filesByLayer) {
    return with(EMBEDDINGS_METADATA, Map.copyOf(filesByLayer));
  }

  // ---- files

  private Path folder() {
    return Path.of(get(LOG_DIR));
  }

  private EventFile train() {
    if (train == null) {
      train = EventFile.create(folder().resolve("train"));
    }
    return train;
  }

  private EventFile validation() {
    if (validation == null) {
      validation = EventFile.create(folder().resolve("validation"));
    }
    return validation;
  }

  private void flush() {
    if (train != null) {
      train.flush();
    }
    if (validation != null) {
      validation.flush();
    }
  }

  /** New files for a new model or another training. */
  private void begin(TrainableModel model) {
    train = null;
    validation = null;
    if (get(WRITE_GRAPH)) {
      writeGraph(model);
    }
    if (get(EMBEDDINGS_FREQ) > 0) {
      writeProjectorConfig(model);
    }
  }

  /** A model that no format can write, such as one of layers without a type, still trains. */
  private void writeGraph(TrainableModel model) {
    String json;
    try {
      json = model.toJson();
    } catch (KerasException e) {
      warn("Model failed to serialize as JSON. Ignoring... " + e.getMessage());
      return;
    }
    train().add(SummaryValue.kerasModel("keras", json), 0);
  }

  // ---- training

  @Override
  public void onTrainBegin(TrainingRun run) {
    isTraining = true;
    trainBatch = 0;
    begin(run.model());
  }

  @Override
  public void onTrainEnd(TrainingRun run, Logs logs) {
    isTraining = false;
    flush();
  }

  @Override
  public void onEpochBegin(TrainingRun run, int epoch) {
    if (get(WRITE_STEPS_PER_SECOND)) {
      iterationsAtEpochStart = run.model().optimizer().iterations();
      epochStart = System.nanoTime();
    }
  }

  @Override
  public void onTrainBatchBegin(TrainingRun run, long batch) {
    trainBatch++;
    batchStart = System.nanoTime();
  }

  @Override
  public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
    Frequency frequency = get(UPDATE_FREQ);
    if (frequency.isEpoch() || trainBatch % frequency.batches() != 0) {
      return;
    }
    if (get(WRITE_STEPS_PER_SECOND)) {
      double seconds = (System.nanoTime() - batchStart) / NANOSECONDS;
      train().add(SummaryValue.scalar("batch_steps_per_second", 1 / seconds), trainBatch);
    }
    logs.toMap()
        .forEach(
            (name, value) -> train().add(SummaryValue.scalar("batch_" + name, value), trainBatch));
  }

  @Override
  public void onEpochEnd(TrainingRun run, int epoch, Logs logs) {
    Map<String, Double> trained = new LinkedHashMap<>();
    logs.toMap()
        .forEach(
            (name, value) -> {
              if (name.startsWith(VALIDATION)) {
                String plain = name.substring(VALIDATION.length());
                validation().add(SummaryValue.scalar("epoch_" + plain, value), epoch);
              } else {
                trained.put(name, value);
              }
            });
    if (run.model().optimizer() != null) {
      Logs rates = new Logs();
      LearningRates.of(className(), run.model()).log(rates);
      trained.putAll(rates.toMap());
    }
    if (get(WRITE_STEPS_PER_SECOND)) {
      long steps = run.model().optimizer().iterations() - iterationsAtEpochStart;
      trained.put("steps_per_second", steps * NANOSECONDS / (System.nanoTime() - epochStart));
    }
    trained.forEach(
        (name, value) -> train().add(SummaryValue.scalar("epoch_" + name, value), epoch));
    if (isDue(HISTOGRAM_FREQ, epoch)) {
      writeWeights(run.model(), epoch);
    }
    if (isDue(EMBEDDINGS_FREQ, epoch)) {
      Path file =
          folder().resolve("train").resolve("keras_embedding.ckpt-" + epoch + ".weights.h5");
      run.model().saveWeights(file);
    }
    flush();
  }

  private boolean isDue(Arg<Integer> frequency, int epoch) {
    return get(frequency) > 0 && epoch % get(frequency) == 0;
  }

  private void writeWeights(TrainableModel model, int epoch) {
    for (Variable weight : model.weights()) {
      String name = weight.path().replace(':', '_');
      NDArray value = weight.value();
      train().add(SummaryValue.histogram(name + "/histogram", value), epoch);
      SummaryValue images = get(WRITE_IMAGES) ? WeightImages.of(name + "/image", value) : null;
      if (images != null) {
        train().add(images, epoch);
      }
    }
  }

  // ---- evaluation

  @Override
  public void onTestBegin(TrainingRun run) {
    if (!isTraining) {
      begin(run.model());
    }
  }

  @Override
  public void onTestEnd(TrainingRun run, Logs logs) {
    if (run.model().optimizer() != null) {
      long iterations = run.model().optimizer().iterations();
      logs.toMap()
          .forEach(
              (name, value) ->
                  validation()
                      .add(
                          SummaryValue.scalar("evaluation_" + name + "_vs_iterations", value),
                          iterations));
    }
    flush();
  }

  // ---- embeddings

  private void writeProjectorConfig(TrainableModel model) {
    Map<String, Object> left = new LinkedHashMap<>();
    if (get(EMBEDDINGS_METADATA) instanceof Map<?, ?> files) {
      files.forEach((layer, file) -> left.put((String) layer, file));
    }
    StringBuilder text = new StringBuilder();
    for (Layer layer : model.layers()) {
      if (layer instanceof Embedding) {
        Object file =
            get(EMBEDDINGS_METADATA) instanceof String all ? all : left.remove(layer.name());
        text.append("embeddings {\n  tensor_name: ").append(quoted(EMBEDDING_NAME)).append('\n');
        if (file != null) {
          text.append("  metadata_path: ").append(quoted((String) file)).append('\n');
        }
        text.append("}\n");
      }
    }
    if (!left.isEmpty()) {
      throw new CallbackException(
          "Unrecognized `Embedding` layer names passed to `keras.callbacks.TensorBoard`"
              + " `embeddings_metadata` argument: "
              + left.keySet());
    }
    try {
      Files.createDirectories(folder());
      Files.writeString(folder().resolve("projector_config.pbtxt"), text);
    } catch (IOException e) {
      throw new CallbackException("Cannot write to TensorBoard's folder " + folder(), e);
    }
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
