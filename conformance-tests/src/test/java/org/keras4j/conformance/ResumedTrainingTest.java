package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.tensor.NDArray;

/** Models that Keras saved in the midst of training go on as they did in Keras. */
class ResumedTrainingTest {
  private static final double TOLERANCE = 2e-5;

  @TestFactory
  Stream<DynamicTest> fromTheFileOfKeras() {
    return each(model -> model);
  }

  @TestFactory
  Stream<DynamicTest> savedAgainBeforeEveryStep() {
    return each(model -> Model.load(model.toBytes(SaveOptions.standard())));
  }

  @TestFactory
  Stream<DynamicTest> savedAgainAsLegacyFileBeforeEveryStep() {
    return each(model -> Model.load(model.toBytes(SaveOptions.format(".h5"))));
  }

  private static Stream<DynamicTest> each(UnaryOperator<Model> between) {
    Object curves =
        JsonReader.read(
            Fixture.resource("resumed/curves.json"), "curves.json", ReadLimits.defaults());
    ByteSource data = ByteSource.of("data.npz", Fixture.resource("resumed/data.npz"));
    Map<String, NDArray> arrays = Npz.read(data, LoadPolicy.strict());
    return ((Map<?, ?>) curves)
        .entrySet().stream()
            .map(
                curve ->
                    DynamicTest.dynamicTest(
                        (String) curve.getKey(),
                        () ->
                            check(
                                (String) curve.getKey(),
                                (List<?>) curve.getValue(),
                                arrays,
                                between)));
  }

  private static void check(
      String name, List<?> losses, Map<String, NDArray> data, UnaryOperator<Model> between) {
    Model model = Model.load(Fixture.resource("resumed/" + name + ".keras"));
    assertTrue(model.isCompiled());
    for (Object loss : losses) {
      model = between.apply(model);
      double expected = ((Number) loss).doubleValue();
      double actual = model.trainOnBatch(data.get("x"), data.get("y")).get("loss");
      assertEquals(expected, actual, TOLERANCE * expected, name);
    }
  }
}
