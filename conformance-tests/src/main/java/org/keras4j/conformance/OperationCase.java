package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.keras4j.autodiff.Gradients;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.models.Functional;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * One operation as the only node of a functional model, or an expression of several, compared with
 * real Keras: outputs and gradients.
 */
final class OperationCase {
  private final Fixture fixture;
  private final Map<String, Object> json;
  private final String name;
  private final Evaluator evaluator;
  private final Map<String, NDArray> values = new LinkedHashMap<>();
  private final Map<String, Tensor> feeds = new LinkedHashMap<>();

  OperationCase(Fixture fixture, Map<String, Object> json, Evaluator evaluator) {
    this.fixture = fixture;
    this.json = json;
    this.name = (String) json.get("name");
    this.evaluator = evaluator;
  }

  /** Runs the case; it is aborted, with the reason, where it cannot be compared with Keras. */
  void run() {
    Deviation deviation = Deviation.of(name);
    Assumptions.assumeFalse(deviation.kind() == Deviation.Kind.CASE, deviation.reason());
    List<?> inputs = (List<?>) json.get("inputs");
    inputs.forEach(leaf -> feed((Map<?, ?>) leaf));
    List<Object> tensors = new ArrayList<>(feeds.values());
    Functional model = Functional.TYPE.fromConfig(config(), ReadContext.standard());
    assertRoundTrip(model);
    Object called = Trace.inference().call(model, CallArguments.of(tensors));
    List<Tensor> outputs = Structures.tensors(called);
    List<Map<?, ?>> expected = Leaves.of(json.get("outputs"));
    assertEquals(expected.size(), outputs.size(), "number of outputs");

    Expectations expectations = new Expectations();
    for (int i = 0; i < expected.size(); i++) {
      int index = i;
      NDArray value = array(expected.get(i));
      expectations.expect(
          "output " + i,
          outputs.get(i),
          value,
          deviation.tolerance(value.dtype()),
          array -> deviation.compared(index, array));
    }
    if (deviation.hasGradients()) {
      expectGradients(expectations, outputs);
    }
    expectations.check(this::evaluate);
  }

  private String name() {
    return json.get("class_name") instanceof String s ? s : (String) json.get("op");
  }

  private Tensor feed(Map<?, ?> leaf) {
    return feeds.computeIfAbsent(
        Leaves.name(leaf),
        array -> {
          values.put(array, array(leaf));
          return Placeholder.of(array, values.get(array).spec());
        });
  }

  private NDArray array(Map<?, ?> leaf) {
    DType dtype = leaf.get("dtype") instanceof String s ? DType.of(s) : null;
    return fixture.array(name, Leaves.name(leaf), dtype);
  }

  /** The case's own model, or one of nothing but inputs and the node. */
  private Map<String, Object> config() {
    if (json.get("function_config") != null) {
      return ReadContext.configMap("function_config", json.get("function_config"));
    }
    Map<?, ?> node = (Map<?, ?>) json.get("node");
    List<Object> layers = new ArrayList<>();
    List<Object> inputs = new ArrayList<>();
    feeds.forEach(
        (input, tensor) -> {
          layers.add(inputLayer(input, tensor));
          inputs.add(List.of(input, 0, 0));
        });
    layers.add(node);
    List<Object> outputs = new ArrayList<>();
    for (int i = 0; i < Leaves.of(json.get("outputs")).size(); i++) {
      outputs.add(List.of(node.get("name"), 0, i));
    }
    return Map.of(
        "name", "case", "layers", layers, "input_layers", inputs, "output_layers", outputs);
  }

  private static Map<String, Object> inputLayer(String name, Tensor tensor) {
    List<Integer> shape = new ArrayList<>();
    for (int dim : tensor.shape().dims()) {
      shape.add(dim);
    }
    return Map.of(
        "class_name",
        "InputLayer",
        "name",
        name,
        "config",
        Map.of("name", name, "batch_shape", shape, "dtype", tensor.dtype().kerasName()));
  }

  /** The model writes the node, its arguments and its call as Keras does. */
  private void assertRoundTrip(Functional model) {
    Map<String, Object> written = model.configMap();
    assertEquals(
        written,
        Functional.TYPE.fromConfig(written, ReadContext.standard()).configMap(),
        "the config changes when it is written and read");
    if (json.get("node") instanceof Map<?, ?> node) {
      List<?> layers = (List<?>) written.get("layers");
      Map<?, ?> last = (Map<?, ?>) layers.get(layers.size() - 1);
      for (String key : List.of("module", "class_name", "name", "config", "inbound_nodes")) {
        // As text, in which an int equals a long.
        assertEquals(
            String.valueOf(node.get(key)),
            String.valueOf(last.get(key)),
            "`" + key + "` of the node as written");
      }
    }
  }

  private void expectGradients(Expectations expectations, List<Tensor> outputs) {
    if (!(json.get("gradients") instanceof Map<?, ?> gradients)
        || gradients.containsKey("unavailable")) {
      return;
    }
    List<?> given = (List<?>) gradients.get("cotangents");
    List<Tensor> floats = new ArrayList<>();
    List<Tensor> cotangents = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      if (given.get(i) != null) {
        floats.add(outputs.get(i));
        cotangents.add(feed(leaf(given.get(i), outputs.get(i))));
      }
    }
    Map<String, Object> wanted = ReadContext.configMap("inputs", gradients.get("inputs"));
    List<Tensor> found =
        Gradients.of(
            floats,
            cotangents,
            wanted.keySet().stream().map(feeds::get).toList(),
            Gradients.Unconnected.ZERO);
    int i = 0;
    for (Map.Entry<String, Object> entry : wanted.entrySet()) {
      NDArray value = array(leaf(entry.getValue(), feeds.get(entry.getKey())));
      expectations.expect(
          "gradient of " + entry.getKey(),
          found.get(i++),
          value,
          Deviation.of(name).gradientTolerance(value.dtype()));
    }
  }

  /** A gradient's array, which has the dtype of its tensor. */
  private static Map<String, Object> leaf(Object array, Tensor tensor) {
    return Map.of("array", array, "dtype", tensor.dtype().kerasName());
  }

  private List<NDArray> evaluate(List<Tensor> tensors) {
    GraphFunction function = GraphFunction.of(List.copyOf(feeds.values()), tensors);
    return evaluator.run(function, List.copyOf(values.values()));
  }

  @Override
  public String toString() {
    return name() + "." + name;
  }
}
