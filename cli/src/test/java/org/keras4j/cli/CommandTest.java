package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
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
  void convertWritesEveryFormatFromEveryOther() throws Exception {
    Path h5 = folder.resolve("a.h5");
    Path keras = folder.resolve("b.keras");
    Path tree = folder.resolve("c");
    Path last = folder.resolve("d.keras");
    Run.of("convert", DIGITS, h5).succeeds();
    Run.of("convert", h5, keras).succeeds();
    Run.of("convert", keras, tree, "--unzipped").succeeds();
    Run.of("convert", tree, last).succeeds();
    assertTrue(Files.isDirectory(tree));
    Run.of("verify", last, "--samples", DIGITS_SAMPLES).succeeds();
    Run.of("convert", keras, folder.resolve("e.json")).succeeds();
    for (String name : List.of("f.weights.h5", "g.weights.json")) {
      Path weights = folder.resolve(name);
      Run.of("convert", keras, weights).succeeds();
      Model model = Model.load(folder.resolve("e.json"));
      model.loadWeights(weights);
      assertEquals(
          Model.load(DIGITS).weights().get(0).value(), model.weights().get(0).value(), name);
    }
    Run.of("convert", keras, folder.resolve("h.h5"), "--weights").succeeds();
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
    assertTrue(run.out().contains("Model: \"digits_cnn\""), run.out());
  }

  @Test
  void verifyTellsWhatTheFileHolds() {
    String out = Run.of("verify", fixture("two_inputs_two_outputs.keras")).succeeds().out();
    List<String> lines = out.lines().toList();
    assertEquals("format   Keras archive (.keras), written by Keras 3.15.1", lines.get(0));
    assertTrue(lines.get(1).matches("layers   \\d+: .*Dense \\d.*InputLayer 2.*"), out);
    assertEquals("custom   none needed", lines.get(2));
    assertTrue(
        lines.get(3).matches("weights  .* arrays, .* parameters, .* bytes, all finite"), out);
    assertTrue(lines.get(4).startsWith("samples  none"), out);
  }

  @Test
  void verifyFindsSamplesBesideTheModel() throws Exception {
    Path model = Files.copy(DIGITS, folder.resolve("digits.keras"));
    Files.copy(DIGITS_SAMPLES, folder.resolve("digits.keras.samples.npz"));
    assertVerified(model, "digits.keras.samples.npz");
  }

  @Test
  void verifyFindsSamplesInTheArchive() throws Exception {
    Path model = folder.resolve("digits.keras");
    Zips.copyWith(DIGITS, model, "assets/samples.npz", Files.readAllBytes(DIGITS_SAMPLES));
    assertVerified(model, "digits.keras!assets/samples.npz");
  }

  private static void assertVerified(Path model, String samples) {
    String out = Run.of("verify", model).succeeds().out();
    assertTrue(out.contains(samples), out);
    assertTrue(out.contains("largest error"), out);
    assertTrue(out.endsWith("The numbers agree with Keras'." + System.lineSeparator()), out);
    Model.load(model, LoadOptions.standard().verifySamples(true));
  }

  @Test
  void loadingRefusesOtherNumbers() throws Exception {
    Path model = Files.copy(DIGITS, folder.resolve("digits.keras"));
    LoadOptions verified = LoadOptions.standard().verifySamples(true);
    KerasException none = assertThrows(KerasException.class, () -> Model.load(model, verified));
    assertTrue(none.getMessage().contains("has no samples"), none.getMessage());
    Map<String, NDArray> samples = new LinkedHashMap<>(Npz.read(DIGITS_SAMPLES));
    float[] changed = samples.get("out_0").toFloatArray();
    changed[3] += 0.01f;
    samples.put("out_0", NDArray.wrap(DType.FLOAT32, samples.get("out_0").shape(), changed));
    Npz.write(folder.resolve("digits.keras.samples.npz"), samples);
    KerasException wrong = assertThrows(KerasException.class, () -> Model.load(model, verified));
    assertTrue(wrong.getMessage().contains("out_0 by up to 1.00e-02"), wrong.getMessage());
    Model.load(model); // not asked, not checked
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
