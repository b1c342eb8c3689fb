package org.keras4j.models;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Codecs;
import org.keras4j.config.ObjectCodec;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.layers.Structures;

/** The config of a functional model: its layers, and how they are called. */
final class FunctionalWriter {
  private final CallHistory history;

  private FunctionalWriter(CallHistory history) {
    this.history = history;
  }

  static Map<String, Object> write(Functional model) {
    for (Node node : model.calls()) {
      if (!(node.op() instanceof LayerCall) && !(node.op() instanceof Constant)) {
        throw new ModelException(
            "Op "
                + node.op().name()
                + " stands in the model '"
                + model.name()
                + "' without a layer, and has no Keras name to be saved under. Put it in a layer");
      }
    }
    return new FunctionalWriter(new CallHistory(model)).config(model);
  }

  private Map<String, Object> config(Functional model) {
    List<Object> layers = new ArrayList<>();
    history.calls().forEach((layer, calls) -> layers.add(layer(layer, calls)));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", model.name());
    map.put("trainable", model.isTrainable());
    map.put("layers", layers);
    map.put("input_layers", Structures.mapTensors(model.inputs(), this::boundary));
    map.put("output_layers", Structures.mapTensors(model.outputs(), this::boundary));
    return map;
  }

  /**
   * There, and only there, Keras counts the calls of a functional model from one, as the call that
   * it was made with were number zero.
   */
  private Object boundary(Tensor tensor) {
    CallHistory.Entry entry = history.of(tensor);
    boolean inner =
        tensor.node().op() instanceof LayerCall call && call.layer() instanceof Functional;
    return List.of(entry.layer(), entry.node() + (inner ? 1 : 0), entry.tensor());
  }

  private Map<String, Object> layer(Layer layer, List<LayerCall> calls) {
    Map<String, Object> map = ObjectCodec.describe(layer);
    map.put("name", layer.name());
    map.put("inbound_nodes", calls.stream().map(call -> call(call.template())).toList());
    return map;
  }

  private Object call(CallArguments arguments) {
    Map<String, Object> keywords = new LinkedHashMap<>(arguments.keywords());
    Object training = keywords.remove(LayerCall.OWN_TRAINING);
    if (training != null) {
      keywords.put("training", training);
    }
    Map<String, Object> call =
        Codecs.map(
            "args", CallValues.encode(arguments.positional(), this::tensor),
            "kwargs", CallValues.encode(keywords, this::tensor));
    if (training != null) {
      call.put(ObjectCodec.BESIDE, Codecs.map(LayerCall.OWN_TRAINING, training));
    }
    return call;
  }

  private Object tensor(Tensor tensor) {
    if (tensor.node().op() instanceof Constant constant) {
      return CallValues.encode(constant.value());
    }
    return Codecs.map(
        "class_name",
        "__keras_tensor__",
        "config",
        Codecs.map(
            "shape", Codecs.SHAPE.write(tensor.shape()),
            "dtype", tensor.dtype().kerasName(),
            "keras_history", history.of(tensor).toList()));
  }
}
