package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.keras4j.backend.Backend;
import org.keras4j.config.ReadContext;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.graph.Variable;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * A model of real size: its config by Keras, weights and input by formula, outputs by Keras in
 * float32 and in float64.
 */
final class LargeModel {
  private final String name;
  private final Map<String, Object> json;
  private final Map<String, NDArray> outputs;

  private LargeModel(String name, Map<String, Object> json, Map<String, NDArray> outputs) {
    this.name = name;
    this.json = json;
    this.outputs = outputs;
  }

  /** The fixture {@code fixtures/<path>.json.gz} and {@code .npz}. */
  static LargeModel load(String path) {
    Object json = JsonReader.read(unzipped(path + ".json.gz"), path, ReadLimits.defaults());
    ByteSource npz = ByteSource.of(path + ".npz", Fixture.resource(path + ".npz"));
    return new LargeModel(
        path, ReadContext.configMap(path, json), Npz.read(npz, LoadPolicy.strict()));
  }

  private static byte[] unzipped(String path) {
    try (var stream = new GZIPInputStream(new ByteArrayInputStream(Fixture.resource(path)))) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Builds the model, gives it its weights, and compares its prediction with Keras'. */
  void check(Backend backend) {
    NDArray actual = model().predictor(backend).run(List.of(input())).get(0);
    NDArray exact = outputs.get("exact_0");
    Tolerance tolerance = Tolerance.ofLargeModel(exact);
    Compare.assertClose(name + " in exact arithmetic", exact, widened(actual), tolerance);
    Compare.assertClose(name, outputs.get("out_0"), actual, tolerance);
  }

  private NDArray widened(NDArray actual) {
    return actual.cast(outputs.get("exact_0").dtype());
  }

  /** The model with its weights. */
  Model model() {
    Model model =
        Model.fromConfig(
            ReadContext.configMap("config", json.get("config")), ReadContext.standard());
    List<Variable> weights = model.weights();
    List<?> expected = (List<?>) json.get("weights");
    assertEquals(expected.size(), weights.size(), "number of weights");
    for (int i = 0; i < weights.size(); i++) {
      Map<?, ?> weight = (Map<?, ?>) expected.get(i);
      assertSameWeight((String) weight.get("path"), weights.get(i));
      NDArray value =
          RepeatableValues.weight(
              i,
              shape(weight),
              number(weight, "offset"),
              number(weight, "scale"),
              (Boolean) weight.get("absolute"));
      weights.get(i).assign(value.cast(weights.get(i).dtype()));
    }
    return model;
  }

  /**
   * Keras' paths may begin with name scopes of Python code, which no config holds; and weights
   * without a name are counted there, over all that one program made.
   */
  private static void assertSameWeight(String expected, Variable weight) {
    assertTrue(
        ("/" + expected.replaceFirst("/variable_\\d+$", "/variable")).endsWith("/" + weight.path()),
        "Weight " + weight.path() + " stands where Keras has " + expected);
  }

  /** The input that Keras had. */
  NDArray input() {
    Map<?, ?> input = (Map<?, ?>) json.get("input");
    return RepeatableValues.input(0, shape(input), number(input, "offset"), number(input, "scale"));
  }

  private static Shape shape(Map<?, ?> json) {
    return Shape.of(
        ((List<?>) json.get("shape")).stream().mapToInt(d -> ((Number) d).intValue()).toArray());
  }

  private static float number(Map<?, ?> json, String key) {
    return ((Number) json.get(key)).floatValue();
  }
}
