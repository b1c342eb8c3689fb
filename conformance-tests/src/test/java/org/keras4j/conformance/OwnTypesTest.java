package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.UnknownTypeException;
import org.keras4j.constraints.Constraint;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;

/**
 * A model by real Keras whose activation, initializer, regularizer, constraint, loss, metric and
 * optimizer are a user's: it predicts and goes on training as there.
 */
class OwnTypesTest {
  private static final double TOLERANCE = 2e-5;

  private static final Map<String, NDArray> DATA =
      Npz.read(
          ByteSource.of("objects.npz", Fixture.resource("custom/objects.npz")),
          LoadPolicy.strict());

  private static LoadOptions options(List<ObjectType<?>> types) {
    return LoadOptions.withCustomObjects(types.toArray(ObjectType[]::new));
  }

  private static Model load(String ending) {
    return Model.load(Fixture.resource("custom/objects" + ending), options(OwnTypes.all()));
  }

  @TestFactory
  Stream<DynamicTest> goOnAsInKeras() {
    return Stream.of(".keras", ".h5")
        .map(ending -> DynamicTest.dynamicTest(ending, () -> goesOn(load(ending))));
  }

  @TestFactory
  Stream<DynamicTest> goOnWhenSavedAgain() {
    return Stream.of(".keras", ".h5")
        .map(
            ending ->
                DynamicTest.dynamicTest(
                    ending,
                    () -> {
                      byte[] saved = load(".keras").toBytes(SaveOptions.format(ending));
                      goesOn(Model.load(saved, options(OwnTypes.all())));
                    }));
  }

  private static void goesOn(Model model) {
    NDArray expected = DATA.get("out");
    Compare.assertClose("out", expected, model.predict(DATA.get("x")), Tolerance.ofModel(expected));
    Map<?, ?> curves =
        (Map<?, ?>)
            JsonReader.read(
                Fixture.resource("custom/objects.json"), "objects.json", ReadLimits.defaults());
    List<?> losses = (List<?>) curves.get("loss");
    List<?> errors = (List<?>) curves.get("largest_error");
    for (int i = 0; i < losses.size(); i++) {
      var logs = model.trainOnBatch(DATA.get("x"), DATA.get("y"));
      assertClose(losses.get(i), logs.get("loss"));
      assertClose(errors.get(i), logs.get("largest_error"));
    }
  }

  private static void assertClose(Object expected, double actual) {
    double value = ((Number) expected).doubleValue();
    assertEquals(value, actual, TOLERANCE * value);
  }

  /**
   * What belongs to a layer is needed; without what belongs to training, a model still predicts.
   */
  @TestFactory
  Stream<DynamicTest> eachIsMissed() {
    return OwnTypes.all().stream()
        .map(type -> DynamicTest.dynamicTest(type.registeredName(), () -> missed(type)));
  }

  private static void missed(ObjectType<?> missing) {
    List<ObjectType<?>> others = new ArrayList<>(OwnTypes.all());
    others.remove(missing);
    byte[] file = Fixture.resource("custom/objects.keras");
    boolean ofTraining =
        List.of("own>Quantile", "own>LargestError", "own>Heavy").contains(missing.registeredName());
    KerasException e;
    if (ofTraining) {
      Model model = Model.load(file, options(others));
      assertFalse(model.isCompiled());
      model.predict(DATA.get("x"));
      e =
          assertThrows(
              KerasException.class, () -> model.trainOnBatch(DATA.get("x"), DATA.get("y")));
    } else {
      e = assertThrows(UnknownTypeException.class, () -> Model.load(file, options(others)));
    }
    assertTrue(e.getMessage().contains(missing.registeredName()), e.getMessage());
    assertTrue(e.getMessage().contains("LoadOptions.withCustomObjects"), e.getMessage());
  }

  @Test
  void cataloguesOfLibraries() {
    Object floor =
        ReadContext.standard()
            .object(
                Constraint.class,
                Map.of(
                    "class_name", "Floor", "config", Map.of(), "registered_name", "library>Floor"));
    assertInstanceOf(OwnTypes.Floor.class, floor);
  }
}
