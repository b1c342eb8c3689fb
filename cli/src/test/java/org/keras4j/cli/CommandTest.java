package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.cli.ExampleFiles.DIGITS;
import static org.keras4j.cli.ExampleFiles.DIGITS_SAMPLES;
import static org.keras4j.cli.ExampleFiles.fixture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.npy.Npy;
import org.keras4j.formats.npy.Npz;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/** The commands where all goes well. */
class CommandTest {
  private static final Path TWO_BY_TWO = fixture("two_inputs_two_outputs.keras");
  private static final Map<String, NDArray> TWO_SAMPLES =
      Npz.read(fixture("two_inputs_two_outputs.npz"));

  @TempDir private Path folder;

  @Test
  void summaryPrintsKerasTable() throws Exception {
    String expected = Files.readString(fixture("digits_cnn.txt"));
    assertEquals(expected.strip(), Run.of("summary", DIGITS).succeeds().out().strip());
  }

  @Test
  void verifyAgreesWithKeras() {
    Run run = Run.of("verify", DIGITS, "--samples", DIGITS_SAMPLES).succeeds();
    assertTrue(run.out().contains("largest error"), run.out());
    assertTrue(run.out().endsWith("The numbers agree with Keras'." + System.lineSeparator()));
  }

  @Test
  void verifyPrintsTheSummaryWhenAsked() {
    Run run = Run.of("verify", DIGITS, "--samples", DIGITS_SAMPLES, "--summary").succeeds();
    assertTrue(run.out().startsWith("Model: \"digits_cnn\""), run.out());
  }

  @Test
  void predictsByOrder() {
    Map<String, NDArray> inputs =
        Map.of("in_0", TWO_SAMPLES.get("in_0"), "in_1", TWO_SAMPLES.get("in_1"));
    assertPredictsAsKeras(inputs);
  }

  @Test
  void predictsByName() {
    List<String> names = Model.load(TWO_BY_TWO).inputNames();
    Map<String, NDArray> inputs = new LinkedHashMap<>();
    inputs.put(names.get(1), TWO_SAMPLES.get("in_1"));
    inputs.put(names.get(0), TWO_SAMPLES.get("in_0"));
    assertPredictsAsKeras(inputs);
  }

  private void assertPredictsAsKeras(Map<String, NDArray> inputs) {
    Path in = folder.resolve("in.npz");
    Npz.write(in, inputs);
    Map<String, NDArray> outputs = predict(TWO_BY_TWO, in);
    assertEquals(List.of("out_0", "out_1"), List.copyOf(outputs.keySet()));
    outputs.forEach((name, output) -> assertClose(TWO_SAMPLES.get(name), output));
  }

  @Test
  void predictsASingleArray() {
    Map<String, NDArray> samples = Npz.read(fixture("mlp.npz"));
    Path in = folder.resolve("in.npy");
    Npy.write(in, samples.get("in_0"));
    assertClose(samples.get("out_0"), predict(fixture("mlp.keras"), in).get("out_0"));
  }

  @Test
  void batchesGiveTheSameBits() {
    Map<String, NDArray> whole = predict(DIGITS, DIGITS_SAMPLES, "--batch-size", "100000");
    assertEquals(whole, predict(DIGITS, DIGITS_SAMPLES, "--batch-size", "7"));
    assertEquals(whole, predict(DIGITS, DIGITS_SAMPLES));
  }

  private Map<String, NDArray> predict(Path model, Path in, String... more) {
    Path out = folder.resolve("out.npz");
    List<Object> args = new java.util.ArrayList<>(List.of("predict", model, "--input", in));
    args.addAll(List.of("--output", out));
    args.addAll(List.of(more));
    assertEquals("", Run.of(args.toArray()).succeeds().out());
    return Npz.read(out);
  }

  private static void assertClose(NDArray expected, NDArray actual) {
    assertEquals(expected.spec(), actual.spec());
    for (int i = 0; i < expected.size(); i++) {
      assertEquals(expected.getDouble(i), actual.getDouble(i), 1e-5, "element " + i);
    }
  }

  @Test
  void helpAndVersion() {
    assertTrue(Run.of("--help").succeeds().out().startsWith("Usage: keras4j"));
    assertTrue(Run.of("predict", "--help").succeeds().out().contains("--batch-size"));
    assertTrue(Run.of("--version").succeeds().out().startsWith("keras4j "));
  }
}
