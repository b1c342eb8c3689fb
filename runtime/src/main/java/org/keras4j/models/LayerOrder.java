package org.keras4j.models;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.graph.Node;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;

/**
 * The order of a functional model's layers. Keras finds a layer's weights in a file by its number
 * among the layers of its class, and counts them in an order that follows from the graph alone: by
 * the distance to the outputs, the farthest first, and where that is equal in the order in which
 * they are met from the outputs. Keras: {@code keras.src.ops.function.map_graph}.
 */
final class LayerOrder {
  private final Map<Node, Layer> inputs;
  private final Map<Layer, Integer> met = new IdentityHashMap<>();
  private final Map<Layer, Integer> distances = new IdentityHashMap<>();

  private LayerOrder(Map<Node, Layer> inputs) {
    this.inputs = inputs;
  }

  /**
   * The layers and operations {@code all} in Keras' order. Those that the outputs do not need come
   * last, as they stand.
   *
   * @param inputs the layers of the nodes that are fed
   */
  static List<Layer> of(
      Collection<Tensor> outputs, Map<Node, Layer> inputs, Collection<? extends Layer> all) {
    LayerOrder order = new LayerOrder(inputs);
    order.measure(order.fromInputsToOutputs(outputs));
    List<Layer> layers = new ArrayList<>(all);
    layers.sort(
        Comparator.comparingInt((Layer layer) -> -order.distances.getOrDefault(layer, -1))
            .thenComparingInt(layer -> order.met.getOrDefault(layer, 0)));
    return layers;
  }

  private Layer layerOf(Node node) {
    return node.op() instanceof LayerCall call ? call.layer() : inputs.get(node);
  }

  private static final class Visit {
    private final Node node;
    private int next;

    private Visit(Node node) {
      this.node = node;
    }
  }

  /** Every node after those it needs; notes the order in which layers are met. */
  private List<Node> fromInputsToOutputs(Collection<Tensor> outputs) {
    List<Node> finished = new ArrayList<>();
    Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Visit> stack = new ArrayDeque<>();
    for (Tensor output : outputs) {
      visit(output.node(), seen, stack);
      while (!stack.isEmpty()) {
        Visit top = stack.peek();
        if (top.next < top.node.inputs().size()) {
          visit(top.node.input(top.next++).node(), seen, stack);
        } else {
          finished.add(stack.pop().node);
        }
      }
    }
    return finished;
  }

  private void visit(Node node, Set<Node> seen, Deque<Visit> stack) {
    if (seen.add(node)) {
      Layer layer = layerOf(node);
      if (layer != null) {
        met.putIfAbsent(layer, met.size());
      }
      stack.push(new Visit(node));
    }
  }

  private void measure(List<Node> nodes) {
    Map<Node, Integer> depths = new IdentityHashMap<>();
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      Layer layer = layerOf(node);
      int depth = depths.getOrDefault(node, 0);
      if (layer != null) {
        // All calls of a shared layer count as the one that is farthest from the outputs so far.
        depth = Math.max(depth, distances.getOrDefault(layer, 0));
        distances.put(layer, depth);
      }
      for (Tensor input : node.inputs()) {
        depths.merge(input.node(), depth + 1, Math::max);
      }
    }
  }
}
