package org.keras4j.models;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.TensorSpec;

/**
 * Layers put together: what is loaded, run and saved. Keras: {@code keras.Model}. A model is a
 * layer, and may stand inside another model.
 *
 * <p>{@code predict} may be called from many threads at once.
 */
public abstract class Model extends Trainable {
  private final Predictor predictor = new Predictor(this, Backends::defaultBackend);

  protected Model(LayerType<?> type, Config config) {
    super(type, config);
  }

  // ---- loading

  /**
   * Loads a whole model: a {@code .keras} archive or a legacy {@code .h5} file. The format is
   * recognised from the content.
   *
   * @throws org.keras4j.tensor.KerasException when the file is missing, damaged, of another kind,
   *     or names layers that are not known
   */
  public static Model load(Path path) {
    return load(path, LoadOptions.standard());
  }

  public static Model load(Path path, LoadOptions options) {
    return ModelFormats.load(ModelSource.of(path), options);
  }

  /** Loads a whole model from a file's bytes. */
  public static Model load(byte[] bytes) {
    return load(bytes, LoadOptions.standard());
  }

  public static Model load(byte[] bytes, LoadOptions options) {
    return ModelFormats.load(ModelSource.of(bytes), options);
  }

  /** Loads a whole model from a stream, which is read to its end and not closed. */
  public static Model load(InputStream stream) {
    return load(stream, LoadOptions.standard());
  }

  public static Model load(InputStream stream, LoadOptions options) {
    return ModelFormats.load(ModelSource.of(stream), options);
  }

  /**
   * Builds a model without weights from its config: {@code {"class_name", "config", ...}}.
   *
   * @throws org.keras4j.config.ConfigException when it is malformed
   */
  public static Model fromConfig(Map<String, Object> serialized, ReadContext context) {
    Layer layer = context.object(Layer.class, serialized);
    if (layer instanceof Model model) {
      return model;
    }
    throw new ModelException("The config is of a layer, not of a model: " + layer);
  }

  /** Replaces the weights by those of a {@code .weights.h5}, {@code .keras} or {@code .h5} file. */
  @Override
  public final void loadWeights(Path path) {
    loadWeights(path, LoadOptions.standard());
  }

  /**
   * Replaces the weights; all of them or, on an exception, none.
   *
   * @throws org.keras4j.tensor.KerasException listing every mismatch
   */
  public final void loadWeights(Path path, LoadOptions options) {
    ModelFormats.loadWeights(this, ModelSource.of(path), options);
  }

  /** Replaces the weights by those in a file's bytes. */
  public final void loadWeights(byte[] bytes, LoadOptions options) {
    ModelFormats.loadWeights(this, ModelSource.of(bytes), options);
  }

  // ---- structure

  /** The layers, in Keras' order. */
  public abstract List<Layer> layers();

  /** The layer of a name. Keras: {@code get_layer}. */
  public final Layer layer(String name) {
    return layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ModelException(
                    "No such layer: "
                        + name
                        + ". Existing layers are: "
                        + layers().stream().map(Layer::name).toList()));
  }

  /** Specs of the inputs: a {@link TensorSpec}, or a list or map of them; null while not built. */
  public abstract Object inputSpecs();

  /** Specs of the outputs, in the structure of the outputs; null while not built. */
  public abstract Object outputSpecs();

  /** Names of the inputs, in flattened order. */
  public abstract List<String> inputNames();

  /** Names of the layers that make the outputs, in flattened order. */
  @Override
  public abstract List<String> outputNames();

  @Override
  void buildFor(Object inputs) {}

  /** Saves the whole model; the format follows from the name. */
  @Override
  public final void save(Path path) {
    throw new UnsupportedOperationException("save");
  }

  /** Saves the weights; the format follows from the name. */
  @Override
  public final void saveWeights(Path path) {
    throw new UnsupportedOperationException("saveWeights");
  }

  /** Keras' table of layers, output shapes and parameter counts. */
  public final String summary() {
    return ModelSummary.of(this).print(ModelSummary.DEFAULT_LINE_LENGTH);
  }

  // ---- running

  /** The output of a model of one input and one output, for a batch. */
  public final NDArray predict(NDArray input) {
    return predictor.single(predictor.run(List.of(input)));
  }

  /** All outputs, in flattened order, for a batch of each input in order. */
  public final List<NDArray> predict(List<NDArray> inputs) {
    return predictor.run(inputs);
  }

  /** All outputs by name, for a batch of each input by name. */
  public final Map<String, NDArray> predict(Map<String, NDArray> inputs) {
    return predictor.run(inputs);
  }

  /**
   * All outputs, in flattened order, computed {@code batchSize} rows at a time: for data that is
   * too large for one batch. Keras: {@code predict(x, batch_size=...)}.
   */
  public final List<NDArray> predict(List<NDArray> inputs, int batchSize) {
    return predictor.run(inputs, batchSize);
  }

  /** What runs this model on another backend than the default one, such as a GPU. */
  public final Predictor predictor(Backend backend) {
    return new Predictor(this, () -> backend);
  }

  // ---- as a layer

  @Override
  protected final boolean autocast() {
    return false;
  }

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return Structures.mapTensors(outputs, ctx::mask);
  }
}
