package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.preprocessing.Discretization;
import org.keras4j.layers.preprocessing.Normalization;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/** What layers learn from numbers by {@code adapt()}, against real Keras. */
class AdaptedTest {
  @TestFactory
  Stream<DynamicTest> learned() {
    Fixture fixture = Fixture.load("adapted");
    return fixture.cases().stream()
        .map(
            json ->
                DynamicTest.dynamicTest((String) json.get("name"), () -> learned(fixture, json)));
  }

  private static void learned(Fixture fixture, Map<String, Object> json) {
    Layer layer = ReadContext.standard().object(Layer.class, json.get("layer"));
    NDArray inputs = array(fixture, json, json.get("inputs"));
    NDArray expected = array(fixture, json, json.get("outputs"));
    Model model = OneLayer.of(layer, inputs);
    adapt(layer, arrays(fixture, json, "batches"));
    List<Variable> weights = layer.weights();
    List<NDArray> learned = arrays(fixture, json, "weights");
    assertEquals(learned.size(), weights.size());
    for (int i = 0; i < learned.size(); i++) {
      NDArray value = learned.get(i);
      Compare.assertClose(
          weights.get(i).name(), value, weights.get(i).value(), Tolerance.of(value.dtype()));
    }
    if (json.get("bin_boundaries") instanceof List<?> ends) {
      double[] values = ends.stream().mapToDouble(end -> ((Number) end).doubleValue()).toArray();
      double[] found =
          ((Discretization) layer).getBinBoundaries().stream().mapToDouble(e -> e).toArray();
      Compare.assertClose(
          "bin_boundaries",
          NDArray.of(values, values.length),
          NDArray.of(found, found.length),
          Tolerance.of(DType.FLOAT32));
    }
    Compare.assertClose("outputs", expected, model.predict(inputs), Tolerance.of(DType.FLOAT32));
    for (String ending : List.of(".keras", ".h5")) {
      Model again = Model.load(model.toBytes(SaveOptions.standard().ending(ending)));
      assertEquals(model.predict(inputs), again.predict(inputs), ending);
    }
  }

  private static NDArray array(Fixture fixture, Map<String, Object> json, Object leaf) {
    return fixture.array((String) json.get("name"), Leaves.name((Map<?, ?>) leaf), null);
  }

  private static List<NDArray> arrays(Fixture fixture, Map<String, Object> json, String key) {
    return ((List<?>) json.get(key)).stream().map(leaf -> array(fixture, json, leaf)).toList();
  }

  private static void adapt(Layer layer, List<NDArray> batches) {
    if (layer instanceof Normalization normalization) {
      normalization.adapt(batches);
    } else {
      ((Discretization) layer).adapt(batches);
    }
  }

  /** A model that has predicted already follows what its layers learn afterwards. */
  @Test
  void predictionsFollow() {
    NDArray data = NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 6, 1);
    Discretization bins = Discretization.numBins(2).build();
    Model model = OneLayer.of(bins, data);
    KerasException e = assertThrows(KerasException.class, () -> model.predict(data));
    assertTrue(e.getMessage().contains("adapt(dataset)"), e::getMessage);
    bins.adapt(data);
    assertEquals(6, ones(model.predict(data)) + zeros(model.predict(data)));
    int before = ones(model.predict(data));
    bins.adapt(NDArray.of(new float[] {10, 20, 30, 40}, 4, 1));
    assertTrue(before > 0 && ones(model.predict(data)) == 0);
  }

  private static int ones(NDArray indices) {
    return (int) java.util.Arrays.stream(indices.toIntArray()).filter(i -> i == 1).count();
  }

  private static int zeros(NDArray indices) {
    return (int) java.util.Arrays.stream(indices.toIntArray()).filter(i -> i == 0).count();
  }

  @Test
  void refusesWhatWasGiven() {
    NDArray data = NDArray.of(new float[] {1, 2}, 2, 1);
    Normalization given = Normalization.builder().moments(0, 1).build();
    assertThrows(KerasException.class, () -> given.adapt(data));
    Discretization ends = Discretization.binBoundaries(List.of(1.0)).build();
    assertThrows(KerasException.class, () -> ends.adapt(data));
    Normalization three = Normalization.builder().build();
    OneLayer.of(three, NDArray.of(new float[3], 1, 3));
    assertThrows(KerasException.class, () -> three.adapt(data));
    assertThrows(KerasException.class, () -> three.adapt(List.of()));
  }
}
