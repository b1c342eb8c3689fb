package org.keras4j.models;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.graph.Node;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.layers.Structures;

/**
 * Which call of which layer makes each tensor of a functional model. Keras: {@code _keras_history}.
 */
final class CallHistory {
  /** Output {@code tensor} of call {@code node} of a layer. */
  record Entry(String layer, int node, int tensor) {
    /** As Keras writes it in configs. */
    List<Object> toList() {
      return List.of(layer, node, tensor);
    }

    @Override
    public String toString() {
      return layer + "[" + node + "][" + tensor + "]";
    }
  }

  private final Map<Tensor, Entry> entries = new IdentityHashMap<>();
  private final Map<Layer, List<LayerCall>> calls = new LinkedHashMap<>();

  CallHistory(Functional model) {
    for (Tensor input : Structures.tensors(model.inputs())) {
      entries.put(input, new Entry(((Placeholder) input.node().op()).label(), 0, 0));
    }
    model.operations().forEach(layer -> calls.put(layer, new ArrayList<>()));
    for (Node node : model.calls()) {
      if (node.op() instanceof LayerCall call) {
        List<LayerCall> made = calls.computeIfAbsent(call.layer(), layer -> new ArrayList<>());
        for (Tensor output : node.outputs()) {
          entries.put(output, new Entry(call.layer().name(), made.size(), output.index()));
        }
        made.add(call);
      }
    }
  }

  /** What makes a tensor; null where an op outside any layer does. */
  Entry of(Tensor tensor) {
    return entries.get(tensor);
  }

  /** The layers and operations of the model in order, each with its calls. */
  Map<Layer, List<LayerCall>> calls() {
    return calls;
  }
}
