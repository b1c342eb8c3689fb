package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.backend.Backend;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Models that older Keras versions saved in each of their formats, with what they predicted. */
public abstract class DialectSuite {
  /** Folders of fixtures, by what wrote them. */
  static final List<String> WRITERS =
      List.of(
          "tf.keras-2.10.0",
          "tf.keras-2.13.1",
          "tf.keras-2.15.0",
          "tf_keras-2.21.0",
          "keras-3.0.5",
          "keras-3.3.3",
          "keras-3.10.0",
          "keras-3.14.1",
          "keras-3.15.1",
          "tensorflow-2.21.0",
          "published-rules");

  /** Keras before 3.15 leaves out weights of nested containers. */
  private static final Set<String> INCOMPLETE = Set.of("keras-3.10.0/custom.keras");

  private static final String SUBCLASSED = "subclassed";

  /**
   * Predicted with another mean than the file has: tf.keras' Normalization takes its weights into
   * use when they are loaded, and here they were moved after that.
   */
  static final Set<String> STALE =
      Set.of(
          "tf.keras-2.13.1/preproc output 0",
          "tf.keras-2.15.0/preproc output 0",
          "tf_keras-2.21.0/preproc output 0");

  /** The backend under test. */
  protected abstract Backend backend();

  /** Every {@code .keras} file, whatever is in it. */
  @TestFactory
  Stream<DynamicTest> archives() {
    return each(".keras", this::whole);
  }

  /** Every legacy {@code .h5} file. */
  @TestFactory
  Stream<DynamicTest> legacy() {
    return each(".h5", this::whole);
  }

  /** Every whole model, saved here as of Keras 3 and loaded again. */
  @TestFactory
  Stream<DynamicTest> saved() {
    return Stream.concat(each(".keras", this::saved), each(".h5", this::saved));
  }

  /** Every weights file, loaded into the model of the same name. */
  @TestFactory
  Stream<DynamicTest> weights() {
    return Stream.concat(each(".weights.h5", this::weights), each("_w.h5", this::weights));
  }

  /** Every architecture as JSON, with the weights beside it. */
  @TestFactory
  Stream<DynamicTest> architectures() {
    return each(".json", this::architecture);
  }

  /** Files that must be refused, with what the message must say. */
  @TestFactory
  Stream<DynamicTest> refused() {
    return RefusedDialects.FRAGMENTS.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(), () -> refused(e.getKey(), e.getValue(), DialectTypes.options())));
  }

  /** Files that must be refused where the caller does not say what the user's own code is. */
  @TestFactory
  Stream<DynamicTest> refusedWithoutTypes() {
    return RefusedDialects.WITHOUT_TYPES.entrySet().stream()
        .map(
            e ->
                DynamicTest.dynamicTest(
                    e.getKey(), () -> refused(e.getKey(), e.getValue(), LoadOptions.standard())));
  }

  @FunctionalInterface
  private interface Check {
    void run(String name, String ending);
  }

  private static Stream<DynamicTest> each(String ending, Check check) {
    return WRITERS.stream()
        .flatMap(
            writer ->
                FixtureIndex.names("dialects/" + writer, ending).stream()
                    .filter(name -> !isWeights(name, ending))
                    .map(name -> writer + "/" + name))
        .filter(name -> !RefusedDialects.FRAGMENTS.containsKey(name + ending))
        .filter(name -> !INCOMPLETE.contains(name + ending))
        .filter(name -> !ending.equals(".json") || !name.endsWith(".weights"))
        .map(name -> DynamicTest.dynamicTest(name + ending, () -> check.run(name, ending)));
  }

  private static boolean isWeights(String name, String ending) {
    return ending.equals(".h5") && (name.endsWith(".weights") || name.endsWith("_w"));
  }

  private void whole(String name, String ending) {
    check(name, Model.load(bytes(name + ending), DialectTypes.options()));
  }

  private void saved(String name, String ending) {
    Model model = Model.load(bytes(name + ending), DialectTypes.options());
    if (!LostVocabularies.concern(model)) {
      byte[] file = model.toBytes(SaveOptions.standard());
      check(name, Model.load(file, DialectTypes.options()));
    }
  }

  private void architecture(String name, String ending) {
    Model model = Model.load(bytes(name + ending), DialectTypes.options());
    model.loadWeights(
        bytes(name + beside(name, "_w.h5", ".weights.h5", ".h5")), DialectTypes.options());
    check(name, model);
  }

  private void weights(String name, String ending) {
    Model model = model(name);
    for (var weight : model.weights()) {
      weight.assign(NDArray.zeros(weight.dtype(), weight.shape()));
    }
    model.loadWeights(bytes(name + ending), DialectTypes.options());
    check(name, model);
  }

  /** The model of the file beside it; of a model that is code, that code. */
  private static Model model(String name) {
    if (name.startsWith("tf") && name.endsWith("/" + SUBCLASSED)) {
      return DialectTypes.subclassed().build(Shape.of(Shape.UNKNOWN, 5));
    }
    return Model.load(bytes(name + beside(name, ".keras", ".h5", ".json")), DialectTypes.options());
  }

  private static String beside(String name, String... endings) {
    int slash = name.indexOf('/');
    String folder = "dialects/" + name.substring(0, slash);
    return Stream.of(endings)
        .filter(ending -> FixtureIndex.names(folder, ending).contains(name.substring(slash + 1)))
        .filter(ending -> !RefusedDialects.FRAGMENTS.containsKey(name + ending))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("There is no model beside " + name));
  }

  private void refused(String file, String fragment, LoadOptions options) {
    KerasException e = assertThrows(KerasException.class, () -> Model.load(bytes(file), options));
    assertTrue(
        e.getMessage().contains(fragment),
        () -> "expected a message with: " + fragment + "\nbut it was: " + e.getMessage());
  }

  private static byte[] bytes(String file) {
    return Fixture.resource("dialects/" + file);
  }

  private void check(String name, Model model) {
    if (!FixtureIndex.names("dialects/" + name.substring(0, name.indexOf('/')), ".npz")
        .contains(name.substring(name.indexOf('/') + 1))) {
      checkWeights(name, model);
      return;
    }
    if (LostVocabularies.concern(model)) {
      LostVocabularies.restore(model, model(name));
    }
    String samples = name + ".npz";
    Map<String, NDArray> arrays =
        Npz.read(ByteSource.of(samples, bytes(samples)), LoadPolicy.strict());
    List<NDArray> outputs = model.predictor(backend()).run(numbered(arrays, "in_"));
    List<NDArray> expected = numbered(arrays, "out_");
    assertEquals(expected.size(), outputs.size(), "outputs");
    for (int i = 0; i < expected.size(); i++) {
      NDArray e = typed(expected.get(i), outputs.get(i).dtype());
      String what = name + " output " + i;
      if (STALE.contains(what)) {
        assertEquals(e.spec(), outputs.get(i).spec(), what);
      } else {
        Compare.assertClose(what, e, outputs.get(i), Tolerance.ofModel(e));
      }
    }
  }

  /** Where no outputs were recorded, the files of a model agree with each other. */
  private void checkWeights(String name, Model model) {
    List<NDArray> expected = model(name).weights().stream().map(weight -> weight.value()).toList();
    assertEquals(expected.size(), model.weights().size(), "weights");
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.get(i), model.weights().get(i).value(), model.weights().get(i).path());
    }
  }

  /** NumPy knows no bfloat16: such outputs are stored as two bytes each. */
  private static NDArray typed(NDArray stored, DType dtype) {
    return dtype == DType.BFLOAT16 && stored.dtype() != dtype
        ? NDArray.wrap(dtype, stored.shape(), stored.array())
        : stored;
  }

  private static List<NDArray> numbered(Map<String, NDArray> arrays, String prefix) {
    List<NDArray> found = new ArrayList<>();
    for (int i = 0; arrays.containsKey(prefix + i); i++) {
      found.add(arrays.get(prefix + i));
    }
    return found;
  }
}
