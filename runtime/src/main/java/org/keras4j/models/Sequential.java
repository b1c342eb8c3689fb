package org.keras4j.models;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.Structures;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * A stack of layers, each fed with the output of the one before. Keras: {@code keras.Sequential}.
 *
 * <p>With an {@link Input} first, or once {@link #build} was called, its shapes and weights exist;
 * else they come with the first call.
 */
public final class Sequential extends Model {
  public static final ModelType<Sequential> TYPE =
      ModelType.of("keras", "Sequential", Sequential::read);

  private final InputLayer input;
  private final List<Layer> layers;
  private Tensor builtInput;
  private Object builtOutput;
  private final Map<Layer, LayerCall> calls = new IdentityHashMap<>();

  private Sequential(Config config, List<Layer> given) {
    super(TYPE, config);
    this.input = !given.isEmpty() && given.get(0) instanceof InputLayer first ? first : null;
    this.layers = List.copyOf(input == null ? given : given.subList(1, given.size()));
    LayerNames.assign(given);
    children("layers", layers);
    if (input != null) {
      connect(input.spec());
    }
  }

  /** A stack of the given layers, of which the first may be an {@link Input}. */
  public static Sequential of(LayerSource... layers) {
    return of(null, List.of(layers));
  }

  /** A named stack. */
  public static Sequential of(String name, List<? extends LayerSource> layers) {
    Map<Arg<?>, Object> given = new IdentityHashMap<>();
    given.put(NAME, name);
    return new Sequential(
        Config.of(TYPE.args(), given), layers.stream().map(LayerSource::layer).toList());
  }

  private static Sequential read(Config base, Map<String, Object> config, ReadContext context) {
    if (!(config.getOrDefault("layers", List.of()) instanceof List<?> list)) {
      throw new ConfigException(
          "Sequential: `layers` must be a list. Received: " + Text.of(config.get("layers")));
    }
    List<Layer> layers = new ArrayList<>();
    list.forEach(json -> layers.add(context.object(Layer.class, json)));
    Sequential model = new Sequential(base, layers);
    Object shape = config.get("build_input_shape");
    if (model.input == null && shape != null) {
      model.build(Codecs.SHAPE.read(shape, context));
    }
    return model;
  }

  /** Creates the weights for batches like the given one. */
  @Override
  public Sequential build(Object inputs) {
    if (builtInput == null) {
      List<TensorSpec> specs = Structures.flatten(inputs, TensorSpec.class);
      if (specs.size() != 1) {
        throw new ModelException("A Sequential has one input. Received: " + inputs);
      }
      connect(specs.get(0));
    }
    return this;
  }

  /** Creates the weights for float32 batches of the given shape, batch dimension included. */
  @Override
  public Sequential build(Shape batchShape) {
    return build(new TensorSpec(DType.FLOAT32, batchShape));
  }

  @Override
  void buildFor(Object inputs) {
    if (builtInput == null && inputs instanceof NDArray array) {
      connect(new TensorSpec(array.dtype(), array.shape().withDim(0, Shape.UNKNOWN)));
    }
  }

  private void connect(TensorSpec spec) {
    Tensor start = Placeholder.of(input == null ? "input_layer" : input.name(), spec);
    Object value = start;
    for (Layer layer : layers) {
      value = layer.apply(CallArguments.of(value));
      Tensor first = Structures.first(value);
      if (first != null && first.node().op() instanceof LayerCall call) {
        calls.put(layer, call);
      }
    }
    builtInput = start;
    builtOutput = value;
    markBuilt();
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  /** The input layer, or null when the stack was given without one. */
  public InputLayer input() {
    return input;
  }

  /** The call of a layer in the stack; null while the stack is not built. */
  LayerCall callOf(Layer layer) {
    return calls.get(layer);
  }

  @Override
  public Object inputSpecs() {
    return builtInput == null ? null : builtInput.spec();
  }

  @Override
  public Object outputSpecs() {
    return builtOutput == null ? null : Structures.mapTensors(builtOutput, Tensor::spec);
  }

  @Override
  public List<String> inputNames() {
    return List.of(input == null ? "input_layer" : input.name());
  }

  @Override
  public List<String> outputNames() {
    return List.of(layers.isEmpty() ? inputNames().get(0) : layers.get(layers.size() - 1).name());
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    Object value =
        builtInput == null || !(arguments.inputs() instanceof Tensor)
            ? arguments.inputs()
            : InputBinding.bind(this, relaxed(builtInput), arguments, ctx)
                .values()
                .iterator()
                .next();
    for (Layer layer : layers) {
      value = ctx.call(layer, CallArguments.of(value));
    }
    return value;
  }

  /** A stack that was built without an Input takes any batch that its layers take. */
  private Tensor relaxed(Tensor declared) {
    if (input != null) {
      return declared;
    }
    return Placeholder.of(
        "input_layer",
        new TensorSpec(declared.dtype(), declared.shape().withDim(0, Shape.UNKNOWN)));
  }

  @Override
  public Map<String, Object> configMap() {
    Map<String, Object> map = new LinkedHashMap<>(super.configMap());
    List<Object> described = new ArrayList<>();
    if (input != null) {
      described.add(ObjectCodec.describe(input));
    }
    layers.forEach(layer -> described.add(ObjectCodec.describe(layer)));
    map.put("layers", described);
    if (builtInput != null) {
      map.put("build_input_shape", Codecs.SHAPE.write(builtInput.shape()));
    }
    return map;
  }

  @Override
  protected Map<String, Object> buildConfig() {
    return builtInput == null
        ? Map.of()
        : Codecs.map("input_shape", Codecs.SHAPE.write(builtInput.shape()));
  }
}
