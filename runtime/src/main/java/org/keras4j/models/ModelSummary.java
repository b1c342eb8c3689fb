package org.keras4j.models;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerCall;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/** Keras' {@code summary()}: a table of layers, output shapes and parameters, and the totals. */
final class ModelSummary {
  /** What fits a terminal of 80 columns, as in Keras. */
  static final int DEFAULT_LINE_LENGTH = 76;

  private final Model model;

  private ModelSummary(Model model) {
    this.model = model;
  }

  static ModelSummary of(Model model) {
    return new ModelSummary(model);
  }

  String print(int lineLength) {
    List<String> lines = new ArrayList<>();
    lines.add("Model: \"" + model.name() + "\"");
    lines.addAll(table(lineLength).lines());
    List<Variable> trainable = model.trainableWeights();
    List<Variable> others = model.nonTrainableWeights();
    lines.add(" Total params: " + size(model.weights()));
    lines.add(" Trainable params: " + size(trainable));
    lines.add(" Non-trainable params: " + size(others));
    return String.join("\n", lines) + "\n";
  }

  private TextTable table(int lineLength) {
    if (model instanceof Functional functional) {
      CallHistory history = new CallHistory(functional);
      return isChain(history) ? chain(lineLength, history) : graph(lineLength, history);
    }
    TextTable table = chainTable(lineLength);
    model.layers().forEach(layer -> table.add(List.of(label(layer), shape(layer), params(layer))));
    return table;
  }

  private static TextTable chainTable(int lineLength) {
    TextTable table =
        new TextTable(
            lineLength, new double[] {0.45, 0.80, 1.0}, new boolean[] {false, false, true});
    table.add(List.of("Layer (type)", "Output Shape", "Param #"));
    return table;
  }

  private TextTable chain(int lineLength, CallHistory history) {
    TextTable table = chainTable(lineLength);
    history
        .calls()
        .forEach(
            (layer, calls) -> table.add(List.of(label(layer), shape(layer, calls), params(layer))));
    return table;
  }

  private TextTable graph(int lineLength, CallHistory history) {
    TextTable table =
        new TextTable(
            lineLength,
            new double[] {0.3, 0.56, 0.74, 1.0},
            new boolean[] {false, false, true, false});
    table.add(List.of("Layer (type)", "Output Shape", "Param #", "Connected to"));
    history
        .calls()
        .forEach(
            (layer, calls) ->
                table.add(
                    List.of(
                        label(layer),
                        shape(layer, calls),
                        params(layer),
                        connections(history, calls))));
    return table;
  }

  /** Whether every layer is called once, on the one tensor that the layer before made. */
  private static boolean isChain(CallHistory history) {
    CallHistory.Entry previous = null;
    boolean first = true;
    for (Map.Entry<Layer, List<LayerCall>> entry : history.calls().entrySet()) {
      List<LayerCall> calls = entry.getValue();
      if (first != calls.isEmpty() || calls.size() > 1) {
        return false;
      }
      if (!first) {
        List<String> inputs =
            calls.get(0).template().tensors().stream()
                .map(history::of)
                .filter(Objects::nonNull)
                .map(CallHistory.Entry::layer)
                .toList();
        if (inputs.size() != 1 || !inputs.get(0).equals(previous.layer())) {
          return false;
        }
      }
      previous = new CallHistory.Entry(entry.getKey().name(), 0, 0);
      first = false;
    }
    return true;
  }

  /** Constants among the arguments come from no layer, and Keras does not list them. */
  private static String connections(CallHistory history, List<LayerCall> calls) {
    String all =
        calls.stream()
            .flatMap(call -> call.template().tensors().stream())
            .map(history::of)
            .filter(Objects::nonNull)
            .map(CallHistory.Entry::toString)
            .collect(Collectors.joining(", "));
    return all.isEmpty() ? "-" : all;
  }

  private static String label(Layer layer) {
    return layer.name() + " (" + layer.type().className() + ")";
  }

  private static String params(Layer layer) {
    String count = String.format(Locale.ROOT, "%,d", layer.countParams());
    return layer.isBuilt() ? count : count + " (unbuilt)";
  }

  /** The outputs of a layer's last call. */
  private static String shape(Layer layer, List<LayerCall> calls) {
    if (calls.isEmpty()) {
      return layer instanceof org.keras4j.layers.core.InputLayer input
          ? python(input.spec().shape())
          : "?";
    }
    return shapes(calls.get(calls.size() - 1).outputs());
  }

  private String shape(Layer layer) {
    if (!(model instanceof Sequential sequential)) {
      return "?";
    }
    LayerCall call = sequential.callOf(layer);
    return call == null ? "?" : shapes(call.outputs());
  }

  /** One shape, or a list or dictionary of shapes, as Python prints it. */
  private static String shapes(Object outputs) {
    if (outputs instanceof TensorSpec spec) {
      return python(spec.shape());
    }
    if (outputs instanceof Collection<?> list) {
      return list.size() == 1
          ? shapes(list.iterator().next())
          : list.stream().map(ModelSummary::shapes).collect(Collectors.joining(", ", "[", "]"));
    }
    Map<?, ?> map = new TreeMap<>((Map<?, ?>) outputs);
    return map.size() == 1
        ? shapes(map.values().iterator().next())
        : map.entrySet().stream()
            .map(e -> e.getKey() + ": " + shapes(e.getValue()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  /** Keras joins dimensions without Python's comma after a single one. */
  private static String python(Shape shape) {
    return shape.toString().replace(",)", ")");
  }

  private static String size(List<Variable> weights) {
    long count = weights.stream().mapToLong(w -> w.shape().size()).sum();
    long bytes = weights.stream().mapToLong(w -> w.shape().size() * w.dtype().bytes()).sum();
    return String.format(Locale.ROOT, "%,d (%s)", count, readable(bytes));
  }

  private static String readable(double bytes) {
    String[] units = {"B", "KB", "MB", "GB", "TB", "PB"};
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    return String.format(Locale.ROOT, "%.2f %s", size, units[unit]);
  }
}
