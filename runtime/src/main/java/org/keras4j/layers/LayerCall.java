package org.keras4j.layers;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.CompositeOp;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.tensor.TensorSpec;

/**
 * A call of a layer in the graph of a functional model: the graph that models are put together in,
 * one level above ops. Models replay it into a {@link Trace}, with shapes known. Each call is a
 * node of its own, so that a shared layer has several.
 */
public final class LayerCall implements CompositeOp {
  /** The keyword {@code training} of a call in a model of Keras 2, where it prevails. */
  public static final String OWN_TRAINING = "keras4j_training";

  private final Layer layer;
  private final CallArguments template;
  private final Object outputs;

  private LayerCall(Layer layer, CallArguments template, Object outputs) {
    this.layer = layer;
    this.template = template;
    this.outputs = outputs;
  }

  /** Records a call: traces the layer once for the shapes, and gives the symbolic outputs. */
  static Object record(Layer layer, CallArguments arguments) {
    Object traced = trace(layer, arguments);
    LayerCall call = new LayerCall(layer, arguments, Structures.mapTensors(traced, Tensor::spec));
    Iterator<Tensor> results = Node.of(call, arguments.tensors()).outputs().iterator();
    return Structures.mapTensors(traced, t -> results.next());
  }

  private static Object trace(Layer layer, CallArguments arguments) {
    return Trace.inference()
        .call(layer, arguments.mapTensors(t -> Placeholder.of("input", t.spec())));
  }

  public Layer layer() {
    return layer;
  }

  /** The arguments as recorded; tensors are those of the functional graph. */
  public CallArguments template() {
    return template;
  }

  /** Specs of the outputs: a {@link TensorSpec}, or a list or map of such. */
  public Object outputs() {
    return outputs;
  }

  /**
   * The arguments with their tensors replaced, in order. As in Keras 3, a keyword {@code training}
   * is left out: whoever calls the model says for all layers whether it is trained.
   */
  public CallArguments arguments(List<Tensor> inputs) {
    Iterator<Tensor> next = inputs.iterator();
    CallArguments replaced = template.mapTensors(t -> next.next());
    Map<String, Object> keywords = new LinkedHashMap<>(replaced.keywords());
    keywords.remove("training");
    if (keywords.containsKey(OWN_TRAINING)) {
      keywords.put("training", keywords.remove(OWN_TRAINING));
    }
    return new CallArguments(replaced.positional(), keywords);
  }

  @Override
  public String name() {
    return layer.type().className();
  }

  @Override
  public List<TensorSpec> infer(List<TensorSpec> inputs) {
    return Structures.flatten(outputs, TensorSpec.class);
  }

  /** The layer's computation at inference. */
  @Override
  public List<Tensor> decompose(List<Tensor> inputs) {
    return new ArrayList<>(Structures.tensors(Trace.inference().call(layer, arguments(inputs))));
  }

  @Override
  public boolean isPure() {
    return false;
  }

  @Override
  public String toString() {
    return layer.type().className() + "[" + layer.name() + "]";
  }
}
