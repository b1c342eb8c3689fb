package org.keras4j.models;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Graphs;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.layers.Structures;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.operations.OperationLayer;

/**
 * A model that is a graph of layer calls from inputs to outputs. Keras: {@code keras.Model(inputs,
 * outputs)}.
 *
 * <pre>{@code
 * Tensor x = Input.of(784);
 * Tensor y = Dense.units(10).activation(SOFTMAX).build().apply(x);
 * Model model = Functional.of(x, y);
 * }</pre>
 */
public final class Functional extends Model {
  public static final ModelType<Functional> TYPE =
      ModelType.of("keras.src.models.functional", "Functional", FunctionalReader::read, "Model");

  private final Object inputs;
  private final Object outputs;
  private final List<Layer> operations;
  private final List<Layer> layers;
  private final List<Node> order;

  private Functional(Config config, Object inputs, Object outputs, List<Layer> found) {
    super(TYPE, config);
    this.inputs = inputs;
    this.outputs = outputs;
    this.order = requireConnected(inputs, outputs);
    this.operations = LayerOrder.of(Structures.tensors(outputs), fed(inputs, found), found);
    this.layers = operations.stream().filter(layer -> !(layer instanceof OperationLayer)).toList();
    LayerNames.assign(found);
    children("layers", layers);
    markBuilt();
  }

  /** A model of one or several inputs and outputs: tensors, or lists or maps of tensors. */
  public static Functional of(Object inputs, Object outputs) {
    return of(null, inputs, outputs);
  }

  /** A named model. */
  public static Functional of(String name, Object inputs, Object outputs) {
    Map<Arg<?>, Object> given = new IdentityHashMap<>();
    given.put(NAME, name);
    return new Functional(
        Config.of(TYPE.args(), given), inputs, outputs, operations(inputs, outputs));
  }

  /** A model as a file describes it. */
  static Functional of(Config config, Object inputs, Object outputs, List<Layer> operations) {
    return new Functional(config, inputs, outputs, operations);
  }

  /** The input layers by the nodes they stand for: those of a file, or made for {@code inputs}. */
  private static Map<Node, Layer> fed(Object inputs, List<Layer> operations) {
    Map<Node, Layer> layers = new IdentityHashMap<>();
    for (Layer layer : operations) {
      if (layer instanceof InputLayer input) {
        layers.put(input.output().node(), layer);
      }
    }
    List<Tensor> tensors = Structures.tensors(inputs);
    for (int i = 0; i < tensors.size(); i++) {
      if (i < operations.size() && operations.get(i) instanceof InputLayer layer) {
        layers.putIfAbsent(tensors.get(i).node(), layer);
      }
    }
    return layers;
  }

  private static List<Node> requireConnected(Object inputs, Object outputs) {
    Set<Node> fed = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Tensor input : Structures.tensors(inputs)) {
      if (!(input.node().op() instanceof Placeholder)) {
        throw new ModelException(
            "All `inputs` of a functional model must come from Input. Received: " + input);
      }
      fed.add(input.node());
    }
    List<Node> calls = new ArrayList<>();
    for (Node node : Graphs.topological(Structures.tensors(outputs))) {
      if (node.op() instanceof Placeholder placeholder) {
        if (!fed.contains(node)) {
          throw new ModelException(
              "`inputs` not connected to `outputs`: the outputs need the input '"
                  + placeholder.label()
                  + "', which is not among the inputs");
        }
      } else {
        calls.add(node);
      }
    }
    return calls;
  }

  private static List<Layer> operations(Object inputs, Object outputs) {
    Set<Layer> found = new LinkedHashSet<>();
    for (Tensor input : Structures.tensors(inputs)) {
      found.add(inputLayer((Placeholder) input.node().op()));
    }
    for (Node node : Graphs.topological(Structures.tensors(outputs))) {
      if (node.op() instanceof LayerCall call) {
        found.add(call.layer());
      }
    }
    return List.copyOf(found);
  }

  private static InputLayer inputLayer(Placeholder placeholder) {
    return InputLayer.batchShape(placeholder.spec().shape())
        .dtype(placeholder.spec().dtype().kerasName())
        .name(placeholder.label())
        .build();
  }

  @Override
  public List<Layer> layers() {
    return layers;
  }

  /** The layers, and Keras operations between them, in order. */
  List<Layer> operations() {
    return operations;
  }

  /** The symbolic inputs: a tensor, or a list or map of tensors. */
  public Object inputs() {
    return inputs;
  }

  /** The symbolic outputs: a tensor, or a list or map of tensors. */
  public Object outputs() {
    return outputs;
  }

  /** All calls in the graph, each after its inputs: of layers ({@link LayerCall}) and of ops. */
  public List<Node> calls() {
    return order;
  }

  @Override
  public Object inputSpecs() {
    return Structures.mapTensors(inputs, Tensor::spec);
  }

  @Override
  public List<String> inputNames() {
    return Structures.tensors(inputs).stream()
        .map(t -> ((Placeholder) t.node().op()).label())
        .toList();
  }

  @Override
  public List<String> outputNames() {
    return Structures.tensors(outputs).stream()
        .map(t -> t.node().op() instanceof LayerCall call ? call.layer().name() : "output")
        .toList();
  }

  @Override
  public Object outputSpecs() {
    return Structures.mapTensors(outputs, Tensor::spec);
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    Map<Tensor, Tensor> values = InputBinding.bind(this, inputs, arguments, ctx);
    for (Node node : order) {
      List<Tensor> nodeInputs = node.inputs().stream().map(values::get).toList();
      List<Tensor> results =
          node.op() instanceof LayerCall call
              ? Structures.tensors(ctx.call(call.layer(), call.arguments(nodeInputs)))
              : node.op().call(nodeInputs);
      for (int i = 0; i < results.size(); i++) {
        values.put(node.outputs().get(i), results.get(i));
      }
    }
    return Structures.mapTensors(outputs, values::get);
  }

  /** Keras knows no shape of a graph as a whole, and says so. */
  @Override
  protected Map<String, Object> buildConfig() {
    return Codecs.map("input_shape", null);
  }

  @Override
  public Map<String, Object> configMap() {
    return FunctionalWriter.write(this);
  }
}
