package org.keras4j.conformance;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.backend.Backend;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.Predictor;
import org.keras4j.tensor.NDArray;

/** Whole models that real Keras saved, with what it predicted. */
public abstract class ModelSuite {
  /** The backend under test. */
  protected abstract Backend backend();

  /** Every archive: from bytes and from a stream, all samples, twice. */
  @TestFactory
  Stream<DynamicTest> archives() {
    return picked(".keras").map(name -> DynamicTest.dynamicTest(name, () -> archive(name)));
  }

  /** The weights file of every model, loaded into the model of its archive. */
  @TestFactory
  Stream<DynamicTest> weights() {
    return picked(".weights.h5").map(name -> DynamicTest.dynamicTest(name, () -> weights(name)));
  }

  /**
   * The legacy {@code .h5} file of every model that Keras can save so: architecture and weights.
   */
  @TestFactory
  Stream<DynamicTest> legacy() {
    return picked(".h5")
        .filter(name -> !name.endsWith(".weights"))
        .map(name -> DynamicTest.dynamicTest(name, () -> legacy(name)));
  }

  private static Stream<String> picked(String ending) {
    String picked = System.getProperty("keras4j.models");
    return FixtureIndex.names("models", ending).stream()
        .filter(name -> picked == null || List.of(picked.split(",")).contains(name));
  }

  private void archive(String name) {
    byte[] bytes = Fixture.resource("models/" + name + ".keras");
    check(name, Model.load(bytes), samples(name));
    check(name, Model.load(new ByteArrayInputStream(bytes)), samples(name));
  }

  private void weights(String name) {
    Model model = Model.load(Fixture.resource("models/" + name + ".keras"));
    model.weights().forEach(w -> w.assign(NDArray.zeros(w.dtype(), w.shape())));
    model.loadWeights(Fixture.resource("models/" + name + ".weights.h5"), LoadOptions.standard());
    check(name, model, samples(name));
  }

  private void legacy(String name) {
    byte[] bytes = Fixture.resource("models/" + name + ".h5");
    check(name, Model.load(bytes), samples(name));
    Model model = Model.load(bytes); // another one, as some models keep states
    model.weights().forEach(w -> w.assign(NDArray.zeros(w.dtype(), w.shape())));
    model.loadWeights(bytes, LoadOptions.standard());
    check(name, model, samples(name));
  }

  private static Map<String, NDArray> samples(String name) {
    String path = "models/" + name + ".npz";
    return Npz.read(ByteSource.of(path, Fixture.resource(path)), LoadPolicy.strict());
  }

  private void check(String name, Model model, Map<String, NDArray> samples) {
    Predictor predictor = model.predictor(backend());
    List<NDArray> outputs = predictor.run(numbered(samples, "in_"));
    List<NDArray> expected = numbered(samples, "out_");
    org.junit.jupiter.api.Assertions.assertEquals(expected.size(), outputs.size(), "outputs");
    for (int i = 0; i < expected.size(); i++) {
      NDArray e = expected.get(i);
      Compare.assertClose(name + " output " + i, e, outputs.get(i), Tolerance.ofModel(e));
    }
  }

  private static List<NDArray> numbered(Map<String, NDArray> arrays, String prefix) {
    List<NDArray> found = new ArrayList<>();
    for (int i = 0; arrays.containsKey(prefix + i); i++) {
      found.add(arrays.get(prefix + i));
    }
    return found;
  }
}
