package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.models.Model;

/** Summaries are what Keras prints, to the letter. */
class SummaryTest {
  @TestFactory
  Stream<DynamicTest> summaries() {
    return FixtureIndex.names("models", ".txt").stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check(name)));
  }

  private static void check(String name) {
    Model model = Model.load(Fixture.resource("models/" + name + ".keras"));
    String expected =
        new String(Fixture.resource("models/" + name + ".txt"), StandardCharsets.UTF_8);
    assertEquals(expected, model.summary());
  }
}
