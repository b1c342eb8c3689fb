package org.keras4j.models;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Codecs;
import org.keras4j.config.ObjectCodec;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.layers.Structures;

/** The config of a functional model: its layers, and how they are called. */
final class FunctionalWriter {
  private final Functional model;
  private final Map<Tensor, List<Object>> history = new IdentityHashMap<>();
  private final Map<Layer, List<Object>> calls = new LinkedHashMap<>();

  private FunctionalWriter(Functional model) {
    this.model = model;
  }

  static Map<String, Object> write(Functional model) {
    return new FunctionalWriter(model).write();
  }

  private Map<String, Object> write() {
    for (Tensor input : Structures.tensors(model.inputs())) {
      history.put(input, List.of(((Placeholder) input.node().op()).label(), 0, 0));
    }
    model.layers().forEach(layer -> calls.put(layer, new ArrayList<>()));
    for (Node node : model.calls()) {
      if (!(node.op() instanceof LayerCall call)) {
        throw new ModelException(
            "Op "
                + node.op().name()
                + " stands in the model '"
                + model.name()
                + "' without a layer, and has no Keras name to be saved under. Put it in a layer");
      }
      List<Object> nodes = calls.computeIfAbsent(call.layer(), layer -> new ArrayList<>());
      for (Tensor output : node.outputs()) {
        history.put(output, List.of(call.layer().name(), nodes.size(), output.index()));
      }
      nodes.add(callOf(call.template()));
    }
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", model.name());
    map.put("trainable", model.isTrainable());
    List<Object> layers = new ArrayList<>();
    calls.forEach((layer, nodes) -> layers.add(layerOf(layer, nodes)));
    map.put("layers", layers);
    map.put("input_layers", Structures.mapTensors(model.inputs(), history::get));
    map.put("output_layers", Structures.mapTensors(model.outputs(), history::get));
    return map;
  }

  private static Map<String, Object> layerOf(Layer layer, List<Object> nodes) {
    Map<String, Object> map = ObjectCodec.describe(layer);
    map.put("name", layer.name());
    map.put("inbound_nodes", nodes);
    return map;
  }

  private Object callOf(CallArguments arguments) {
    return Codecs.map(
        "args", Structures.mapTensors(arguments.positional(), this::tensorOf),
        "kwargs", Structures.mapTensors(arguments.keywords(), this::tensorOf));
  }

  private Object tensorOf(Tensor tensor) {
    return Codecs.map(
        "class_name",
        "__keras_tensor__",
        "config",
        Codecs.map(
            "shape", Codecs.SHAPE.write(tensor.shape()),
            "dtype", tensor.dtype().kerasName(),
            "keras_history", history.get(tensor)));
  }
}
