package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.graph.Variable;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/**
 * Models that many Keras versions saved in the midst of training: the optimizer's variables are
 * those that the file names so, and the loss goes on as in real Keras with these variables.
 */
class CompiledDialectsTest {
  private static final double TOLERANCE = 2e-5;

  /** Keras gives several variables one name, and ends without the rest of the file. */
  private static final Pattern CUT_SHORT = Pattern.compile("keras-.*/opt_adafactor\\.h5");

  /** Legacy optimizers of later Keras 2, which keep no state in archives. */
  private static final Pattern STATELESS =
      Pattern.compile("(tf.keras-2.1[35].*|tf_keras.*)/(opt_.*|conv)\\.keras");

  private static final Fixture FIXTURE = Fixture.load("dialects/compiled");

  /** {@code .keras} of Keras 3, whole {@code .h5} of all. */
  @TestFactory
  Stream<DynamicTest> wholeModels() {
    return FIXTURE.cases().stream()
        .flatMap(
            each ->
                Stream.of(".keras", ".h5")
                    .filter(ending -> exists(each, ending))
                    .map(ending -> test(each, ending)));
  }

  private static boolean exists(Map<String, Object> each, String ending) {
    String name = (String) each.get("name");
    int slash = name.indexOf('/');
    boolean stateless = STATELESS.matcher(name + ending).matches();
    return !stateless
        && !CUT_SHORT.matcher(name + ending).matches()
        && FixtureIndex.names("dialects/" + name.substring(0, slash), ending)
            .contains(name.substring(slash + 1));
  }

  private static DynamicTest test(Map<String, Object> each, String ending) {
    return DynamicTest.dynamicTest(each.get("name") + ending, () -> check(each, ending));
  }

  private static void check(Map<String, Object> each, String ending) {
    String name = (String) each.get("name");
    Model model = Model.load(Fixture.resource("dialects/" + name + ending), DialectTypes.options());
    assertTrue(model.isCompiled(), name);
    List<Variable> variables = model.optimizer().variables();
    if (each.get("named") instanceof List<?> names) {
      for (int i = 0; i < names.size(); i++) {
        assertValue(name, i, named(variables, (String) names.get(i)));
      }
    } else {
      assertEquals(((List<?>) each.get("variables")).size(), variables.size(), "variables");
      for (int i = 0; i < variables.size(); i++) {
        assertValue(name, i, variables.get(i));
      }
    }
    if (each.get("losses") instanceof List<?> losses) {
      goOn(model, name, losses);
    }
  }

  private static void assertValue(String name, int i, Variable variable) {
    NDArray expected = FIXTURE.array(name, Integer.toString(i), null);
    assertEquals(expected.cast(variable.dtype()), variable.value(), variable.path());
  }

  /** The variable of a name; of inner models' weights, the name may say the last part only. */
  private static Variable named(List<Variable> all, String name) {
    List<Variable> exact = all.stream().filter(v -> v.name().equals(name)).toList();
    List<Variable> found =
        exact.isEmpty() ? all.stream().filter(v -> v.name().endsWith("_" + name)).toList() : exact;
    assertEquals(1, found.size(), name + " among " + all.stream().map(Variable::name).toList());
    return found.get(0);
  }

  private static void goOn(Model model, String name, List<?> losses) {
    Map<String, NDArray> inputs =
        Npz.read(
            ByteSource.of(name, Fixture.resource("dialects/" + name + ".npz")),
            LoadPolicy.strict());
    NDArray y = FIXTURE.array(name, "y", null);
    List<Double> actual = new ArrayList<>();
    for (Object loss : losses) {
      actual.add(model.trainOnBatch(inputs.get("in_0"), y).get("loss"));
      double expected = ((Number) loss).doubleValue();
      assertEquals(
          expected,
          actual.get(actual.size() - 1),
          TOLERANCE * expected,
          () -> actual + " for " + losses);
    }
  }
}
