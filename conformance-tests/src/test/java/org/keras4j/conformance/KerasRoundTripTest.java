package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.Model;
import org.keras4j.models.ModelException;
import org.keras4j.models.SaveOptions;

/**
 * Every model fixture, saved here in every format, opened by real Keras, trained on, saved there
 * and loaded here again. Needs {@code -Dkeras4j.python=}, a Python with Keras; see CONTRIBUTING.md.
 */
class KerasRoundTripTest {
  /** Files that Keras cannot load, whoever wrote them: its own fail alike. */
  private static final List<String> REFUSED_BY_KERAS =
      List.of("mask_dot_attention.h5", "policy_bfloat16.h5");

  @TempDir Path folder;

  @Test
  void throughRealKeras() throws Exception {
    String python = System.getProperty("keras4j.python");
    assumeTrue(python != null, "needs -Dkeras4j.python=PYTHON with Keras 3.15.1");
    for (String name : FixtureIndex.names("models", ".keras")) {
      save(name);
    }
    Path fixtures = Path.of(Fixture.class.getResource("fixtures/models").toURI());
    Process process =
        new ProcessBuilder(python, "fixtures/round_trip.py", folder.toString(), fixtures.toString())
            .inheritIO()
            .start();
    assertEquals(0, process.waitFor());
    byte[] json = Files.readAllBytes(folder.resolve("report.json"));
    Map<Object, Object> report =
        new TreeMap<>((Map<?, ?>) JsonReader.read(json, "report.json", ReadLimits.defaults()));
    report.keySet().removeAll(REFUSED_BY_KERAS);
    assertEquals(
        "", report.entrySet().stream().map(String::valueOf).collect(Collectors.joining("\n")));
    for (String name : FixtureIndex.names("models", ".keras")) {
      checkAgain(name);
    }
  }

  private void save(String name) {
    Model model = load(name);
    model.save(folder.resolve(name + ".keras"));
    model.saveWeights(folder.resolve(name + ".weights.h5"));
    model.saveWeights(folder.resolve(name + ".weights.json"));
    try {
      model.save(folder.resolve(name + ".h5"));
    } catch (ModelException e) {
      // operations or dictionaries, which legacy files cannot hold
    }
  }

  private static Model load(String name) {
    return Model.load(Fixture.resource("models/" + name + ".keras"));
  }

  /** What Keras saved has the weights that it was given, unless it trained them. */
  private void checkAgain(String name) {
    Model again = Model.load(folder.resolve(name + ".again.keras"));
    if (!again.isCompiled()) {
      byte[] expected = load(name).weightsToBytes(SaveOptions.standard());
      byte[] actual = again.weightsToBytes(SaveOptions.standard());
      assertEquals(Arrays.hashCode(expected), Arrays.hashCode(actual), name);
    }
  }
}
