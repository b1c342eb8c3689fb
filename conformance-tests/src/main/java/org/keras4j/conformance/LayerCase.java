package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.autodiff.Gradients;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.GraphFunction;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.Layer;
import org.keras4j.layers.Structures;
import org.keras4j.layers.Trace;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/**
 * One call of one layer by real Keras, repeated: outputs, masks, updates, losses, gradients, and
 * the round trip of the configuration.
 */
final class LayerCase {
  private final Fixture fixture;
  private final Map<String, Object> json;
  private final String name;
  private final Evaluator evaluator;
  private final Map<String, Tensor> feeds = new LinkedHashMap<>();

  LayerCase(Fixture fixture, Map<String, Object> json, Evaluator evaluator) {
    this.fixture = fixture;
    this.json = json;
    this.name = (String) json.get("name");
    this.evaluator = evaluator;
  }

  /** Runs the case. */
  void run() {
    ReadContext context = ReadContext.standard();
    Layer layer = context.object(Layer.class, json.get("layer"));
    assertRoundTrip(layer, context);
    if (json.get("inputs") == null) {
      return; // an InputLayer is not called
    }
    check(layer, json, true);
    if (json.get("stateful_calls") instanceof List<?> calls) {
      calls.forEach(call -> check(layer, ReadContext.configMap("call", call), false));
    }
  }

  private static void assertRoundTrip(Layer layer, ReadContext context) {
    Map<String, Object> written = layer.configMap();
    Layer again = (Layer) layer.type().fromConfig(written, context);
    assertEquals(written, again.configMap(), "the config changes when it is written and read");
  }

  private void check(Layer layer, Map<String, Object> call, boolean first) {
    feeds.clear();
    Trace trace = Trace.inference();
    CallArguments arguments = arguments(call);
    feedMasks(trace, call);
    Object outputs = trace.call(layer, arguments);
    if (first) {
      assignWeights(layer);
    }
    List<Tensor> tensors = Structures.tensors(outputs);
    List<Map<?, ?>> expected = Leaves.of(call.get("outputs"));
    assertEquals(expected.size(), tensors.size(), "number of outputs");

    Results results = new Results();
    for (int i = 0; i < expected.size(); i++) {
      results.expect("output " + i, tensors.get(i), array(expected.get(i)), false);
    }
    expectMasks(results, trace, call, tensors);
    if (first) {
      expectUpdates(results, trace, layer);
      expectLosses(results, trace);
      expectGradients(results, trace, layer, tensors);
    }
    results.check();
    applyUpdates(trace);
  }

  private CallArguments arguments(Map<String, Object> call) {
    List<Object> positional = new ArrayList<>();
    positional.add(feed(call.get("inputs")));
    if (call.get("args") instanceof List<?> more) {
      more.forEach(arg -> positional.add(feed(arg)));
    }
    Map<String, Object> keywords = new LinkedHashMap<>();
    ReadContext.configMap("kwargs", call.get("kwargs"))
        .forEach((key, value) -> keywords.put(key, feed(value)));
    return new CallArguments(positional, keywords);
  }

  /** A structure of leaves as a structure of placeholders. */
  private Object feed(Object structure) {
    return Leaves.map(
        structure,
        leaf ->
            feeds.computeIfAbsent(
                Leaves.name(leaf), array -> Placeholder.of(array, array(leaf).spec())));
  }

  private void feedMasks(Trace trace, Map<String, Object> call) {
    ReadContext.configMap("input_masks", call.get("input_masks"))
        .forEach(
            (input, mask) -> trace.setMask(feeds.get(input), (Tensor) feed(Map.of("array", mask))));
  }

  private NDArray array(Map<?, ?> leaf) {
    DType dtype = leaf.get("dtype") instanceof String s ? DType.of(s) : null;
    return fixture.array(name, Leaves.name(leaf), dtype);
  }

  private NDArray array(Object name) {
    return array(Map.of("array", name));
  }

  private void assignWeights(Layer layer) {
    List<?> expected = json.get("weights") instanceof List<?> list ? list : List.of();
    List<Variable> weights = layer.weights();
    assertEquals(
        expected.stream().map(w -> ((Map<?, ?>) w).get("name")).toList(),
        weights.stream().map(Variable::name).toList(),
        "names of the weights");
    for (int i = 0; i < weights.size(); i++) {
      NDArray value = array((Map<?, ?>) expected.get(i));
      assertEquals(value.spec(), weights.get(i).spec(), "spec of weight " + weights.get(i));
      weights.get(i).assign(value);
    }
  }

  private void expectMasks(
      Results results, Trace trace, Map<String, Object> call, List<Tensor> outputs) {
    Object expected = call.get("output_mask");
    if (expected == null && !call.containsKey("input_masks")) {
      return; // not recorded
    }
    List<Object> masks = new ArrayList<>();
    flatten(expected, masks);
    for (int i = 0; i < outputs.size(); i++) {
      Tensor mask = trace.mask(outputs.get(i));
      if (i >= masks.size() || masks.get(i) == null) {
        assertNull(mask, "output " + i + " has a mask where Keras has none");
      } else {
        assertNotNull(mask, "output " + i + " has no mask where Keras has one");
        results.expect("mask of output " + i, mask, array((Map<?, ?>) masks.get(i)), false);
      }
    }
  }

  /** Masks in the order of the outputs, null where there is none. */
  private static void flatten(Object structure, List<Object> masks) {
    if (structure instanceof List<?> list) {
      list.forEach(item -> flatten(item, masks));
    } else {
      masks.add(structure);
    }
  }

  private void expectUpdates(Results results, Trace trace, Layer layer) {
    if (json.get("updates") instanceof List<?> updates) {
      for (Object item : updates) {
        Map<?, ?> update = (Map<?, ?>) item;
        Variable variable = layer.weights().get(((Number) update.get("weight")).intValue());
        results.expect("update of " + variable.name(), trace.read(variable), array(update), false);
      }
    }
  }

  private void expectLosses(Results results, Trace trace) {
    if (json.get("losses") instanceof List<?> losses) {
      assertEquals(losses.size(), trace.losses().size(), "number of losses");
      for (int i = 0; i < losses.size(); i++) {
        results.expect("loss " + i, trace.losses().get(i), array(losses.get(i)), false);
      }
    }
  }

  private void expectGradients(Results results, Trace trace, Layer layer, List<Tensor> outputs) {
    if (!(json.get("gradients") instanceof Map<?, ?> gradients)) {
      return;
    }
    List<Tensor> floats = outputs.stream().filter(t -> t.dtype().isFloating()).toList();
    List<Tensor> cotangents = new ArrayList<>();
    for (Object cotangent : (List<?>) gradients.get("cotangents")) {
      cotangents.add((Tensor) feed(Map.of("array", cotangent)));
    }
    Map<Object, Tensor> wanted = new LinkedHashMap<>();
    ReadContext.configMap("inputs", gradients.get("inputs"))
        .forEach((input, array) -> wanted.put(array, feeds.get(input)));
    ReadContext.configMap("weights", gradients.get("weights"))
        .forEach(
            (index, array) ->
                wanted.put(array, trace.read(layer.weights().get(Integer.parseInt(index)))));
    List<Tensor> found =
        Gradients.of(floats, cotangents, List.copyOf(wanted.values()), Gradients.Unconnected.ZERO);
    int i = 0;
    for (Object array : wanted.keySet()) {
      results.expect("gradient " + array, found.get(i++), array(array), true);
    }
  }

  /** Variables keep their updates for the next call, as in a stateful layer. */
  private void applyUpdates(Trace trace) {
    List<GraphFunction.Update> updates = trace.updates();
    if (!updates.isEmpty()) {
      List<NDArray> values = evaluate(updates.stream().map(GraphFunction.Update::value).toList());
      for (int i = 0; i < updates.size(); i++) {
        updates.get(i).variable().assign(values.get(i));
      }
    }
  }

  private List<NDArray> evaluate(List<Tensor> tensors) {
    GraphFunction function = GraphFunction.of(List.copyOf(feeds.values()), tensors);
    List<NDArray> inputs = new ArrayList<>();
    feeds.forEach((array, tensor) -> inputs.add(fixture.array(name, array, tensor.dtype())));
    return evaluator.run(function, inputs);
  }

  /** All expectations of one call, evaluated in one run. */
  private final class Results {
    private final Expectations expectations = new Expectations();

    void expect(String what, Tensor tensor, NDArray value, boolean gradient) {
      expectations.expect(what, tensor, value, tolerance(value.dtype(), gradient));
    }

    private Tolerance tolerance(DType dtype, boolean gradient) {
      if (dtype.isFloating() && json.get("tolerance") instanceof Map<?, ?> own) {
        return new Tolerance(
            ((Number) own.get("atol")).doubleValue(), ((Number) own.get("rtol")).doubleValue());
      }
      return gradient ? Tolerance.ofGradient(dtype) : Tolerance.of(dtype);
    }

    void check() {
      expectations.check(LayerCase.this::evaluate);
    }
  }
}
