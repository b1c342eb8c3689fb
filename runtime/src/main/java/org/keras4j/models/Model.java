package org.keras4j.models;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.config.Config;
import org.keras4j.config.ReadContext;
import org.keras4j.data.Dataset;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;
import org.keras4j.training.PredictOptions;

/**
 * Layers put together: what is loaded, run and saved. Keras: {@code keras.Model}. A model is a
 * layer, and may stand inside another model.
 *
 * <p>{@code predict} may be called from many threads at once.
 *
 * <p>A model whose architecture is code is a subclass: it registers its layers under the names that
 * the attributes have in Python, by which weights files address them, and defines {@code call}.
 *
 * <pre>{@code
 * public final class Encoder extends Model {
 *   public static final LayerType<Encoder> TYPE =
 *       LayerType.custom("my_package>Encoder", Encoder::new);
 *
 *   private final Layer hidden = child("hidden", Dense.units(64).activation(RELU).build());
 *   private final List<Layer> blocks = children("blocks", List.of(block(32), block(16)));
 *
 *   private Encoder(Config config) {
 *     super(TYPE, config);
 *   }
 *
 *   @Override
 *   protected Tensor call(CallContext ctx, Tensor inputs) {
 *     Tensor x = ctx.call(hidden, inputs);
 *     for (Layer block : blocks) {
 *       x = ctx.call(block, x);
 *     }
 *     return x;
 *   }
 * }
 *
 * Encoder encoder = Encoder.TYPE.create();
 * encoder.build(Shape.of(Shape.UNKNOWN, 100));
 * encoder.loadWeights(Path.of("encoder.weights.h5"));
 * }</pre>
 */
public abstract class Model extends Trainable {
  private final Predictor predictor = new Predictor(this, Backends::defaultBackend);
  private Object builtInputs;
  private Object builtOutputs;

  protected Model(LayerType<?> type, Config config) {
    super(type, config);
  }

  // ---- loading

  /**
   * Loads a whole model: a {@code .keras} archive or the folder of an unzipped one, a legacy {@code
   * .h5} file, or a model's JSON, which has no weights. The format is recognised from the content.
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

  /** Loads a whole model from any source. */
  public static Model load(ModelSource source, LoadOptions options) {
    return ModelFormats.load(source, options);
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

  /**
   * Replaces the weights by those of a {@code .weights.h5}, {@code .weights.json}, {@code .keras}
   * or {@code .h5} file.
   */
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
    loadWeights(ModelSource.of(bytes), options);
  }

  /** Replaces the weights by those of a stream, which is read to its end and not closed. */
  public final void loadWeights(InputStream stream, LoadOptions options) {
    loadWeights(ModelSource.of(stream), options);
  }

  /** Replaces the weights by those of any source. */
  public final void loadWeights(ModelSource source, LoadOptions options) {
    ModelFormats.loadWeights(this, source, options);
  }

  // ---- saving

  /**
   * Saves the whole model in the format of the name's ending: {@code .keras} (recommended), {@code
   * .h5}, or {@code .json} for the architecture alone. Whatever happens meanwhile, an older file of
   * that name is there in full until the new one is. Keras: {@code model.save(filepath)}.
   *
   * @throws org.keras4j.tensor.KerasException when it cannot be written, or the format cannot hold
   *     this model
   */
  @Override
  public final void save(Path path) {
    save(path, SaveOptions.standard());
  }

  public final void save(Path path, SaveOptions options) {
    SaveFormats.save(this, ModelTarget.of(path), options);
  }

  /** Saves the whole model to a stream, which is not closed; {@code .keras} unless told. */
  public final void save(OutputStream stream, SaveOptions options) {
    SaveFormats.save(this, ModelTarget.of(stream), options);
  }

  /** The bytes of the file that {@link #save} would write; {@code .keras} unless told. */
  public final byte[] toBytes(SaveOptions options) {
    return SaveFormats.bytes(this, options);
  }

  /**
   * Saves the weights: {@code .weights.h5}, {@code .weights.json} with its shards beside it, or
   * {@code .h5} as Keras 1 and 2 wrote weights. Keras: {@code model.save_weights(filepath)}.
   *
   * @throws org.keras4j.tensor.KerasException when they cannot be written
   */
  @Override
  public final void saveWeights(Path path) {
    saveWeights(path, SaveOptions.standard());
  }

  public final void saveWeights(Path path, SaveOptions options) {
    SaveFormats.saveWeights(this, ModelTarget.of(path), options);
  }

  /** Saves the weights to a stream, which is not closed; {@code .weights.h5} unless told. */
  public final void saveWeights(OutputStream stream, SaveOptions options) {
    SaveFormats.saveWeights(this, ModelTarget.of(stream), options);
  }

  /** The bytes of the file that {@link #saveWeights} would write. */
  public final byte[] weightsToBytes(SaveOptions options) {
    return SaveFormats.weightBytes(this, options);
  }

  /** The architecture as JSON, without weights. Keras: {@code model.to_json()}. */
  @Override
  public final String toJson() {
    return SaveFormats.json(this);
  }

  /**
   * A model without weights from JSON of any version. Keras: {@code model_from_json}.
   *
   * @throws org.keras4j.tensor.KerasException when it is malformed or names unknown types
   */
  public static Model fromJson(String json) {
    return fromJson(json, LoadOptions.standard());
  }

  public static Model fromJson(String json, LoadOptions options) {
    return load(json.getBytes(StandardCharsets.UTF_8), options);
  }

  // ---- structure

  /** The layers, in Keras' order: by default those contained, in the order of registration. */
  @Override
  public List<Layer> layers() {
    return sublayers();
  }

  /**
   * Creates the weights of a model that is code, by tracing its {@code call}; the batch dimension
   * is part of the specs and may be unknown. Does nothing the second time. Keras: {@code build}.
   *
   * @param inputs a {@link TensorSpec}, or a list or map of such
   * @return this model
   */
  public Model build(Object inputs) {
    if (inputSpecs() == null) {
      Object placeholders =
          Structures.map(inputs, TensorSpec.class, spec -> Placeholder.of("input", spec));
      Object outputs = Trace.inference().call(this, CallArguments.of(placeholders));
      builtInputs = inputs;
      builtOutputs = Structures.mapTensors(outputs, Tensor::spec);
    }
    return this;
  }

  /** Creates the weights for one float32 input of the given shape, batch dimension included. */
  public Model build(Shape batchShape) {
    return build(new TensorSpec(DType.FLOAT32, batchShape));
  }

  @Override
  protected void build(BuildContext ctx, CallArguments arguments) {
    LayerNames.assign(layers());
    super.build(ctx, arguments);
  }

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
  public Object inputSpecs() {
    return builtInputs;
  }

  /** Specs of the outputs, in the structure of the outputs; null while not built. */
  public Object outputSpecs() {
    return builtOutputs;
  }

  /** Names of the inputs, in flattened order; a model that is code has {@code input_0}, ... */
  public List<String> inputNames() {
    return numbered("input_", builtInputs);
  }

  /**
   * Names of the layers that make the outputs, in flattened order; a model that is code has {@code
   * output_0}, ...
   */
  @Override
  public List<String> outputNames() {
    return numbered("output_", builtOutputs);
  }

  /** Keys of a map of specs, else a prefix with numbers. */
  private static List<String> numbered(String prefix, Object specs) {
    if (specs instanceof Map<?, ?> map) {
      return new TreeMap<>(map).keySet().stream().map(String::valueOf).toList();
    }
    int count = Math.max(1, Structures.flatten(specs, TensorSpec.class).size());
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Override
  void buildFor(Object inputs) {
    if (inputSpecs() == null) {
      build(Structures.map(inputs, NDArray.class, Model::anyBatch));
    }
  }

  private static TensorSpec anyBatch(NDArray batch) {
    Shape shape = batch.shape();
    return new TensorSpec(
        batch.dtype(), shape.rank() == 0 ? shape : shape.withDim(0, Shape.UNKNOWN));
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

  /** All outputs, in flattened order, batch by batch, with callbacks and progress. */
  public final List<NDArray> predict(List<NDArray> inputs, PredictOptions options) {
    return new PredictLoop(this, predictor).run(inputs, options);
  }

  /** All outputs, in flattened order, for the inputs of all batches of a dataset. */
  public final List<NDArray> predict(Dataset batches) {
    return predict(batches, PredictOptions.standard());
  }

  /** All outputs, in flattened order, for the inputs of a dataset's batches. */
  public final List<NDArray> predict(Dataset batches, PredictOptions options) {
    return new PredictLoop(this, predictor).run(batches, options);
  }

  /** What runs this model on another backend than the default one, such as a GPU. */
  public final Predictor predictor(Backend backend) {
    return new Predictor(this, () -> backend);
  }

  // ---- as a layer

  /** The shapes that this model was built for and what it was compiled with. */
  @Override
  public final Map<String, Object> descriptionExtras() {
    Map<String, Object> extras = new LinkedHashMap<>();
    Map<String, Object> build = buildConfig();
    if (!build.isEmpty()) {
      extras.put("build_config", build);
    }
    extras.put("compile_config", CompileConfig.write(this));
    return extras;
  }

  /** {@code build_config} as Keras writes it; empty for none. */
  protected Map<String, Object> buildConfig() {
    return super.descriptionExtras().get("build_config") instanceof Map<?, ?> shapes
        ? ReadContext.configMap(name(), shapes)
        : Map.of();
  }

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
