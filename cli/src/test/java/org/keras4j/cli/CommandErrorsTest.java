package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.cli.ExampleFiles.DIGITS;
import static org.keras4j.cli.ExampleFiles.DIGITS_SAMPLES;
import static org.keras4j.cli.ExampleFiles.fixture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.npy.Npy;
import org.keras4j.formats.npy.Npz;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** One clear line and code 1 for bad files, help and code 2 for bad calls; never a stack trace. */
class CommandErrorsTest {
  @TempDir private Path folder;

  @Test
  void missingModel() {
    Run.of("summary", folder.resolve("none.keras")).failsWithOneLine("none.keras", "not found");
  }

  @Test
  void folderInsteadOfModel() {
    Run.of("summary", folder).failsWithOneLine(folder.toString(), "directory");
  }

  @Test
  void fileThatIsNoModel() throws Exception {
    Path text = folder.resolve("notes.keras");
    Files.writeString(text, "This is not a model, but it is long enough to be mistaken for one.");
    Run.of("summary", text).failsWithOneLine("notes.keras", ".keras");
  }

  @Test
  void emptyFile() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.keras"));
    Run.of("summary", empty).failsWithOneLine("empty.keras");
  }

  @Test
  void truncatedModels() throws Exception {
    for (Path whole : new Path[] {DIGITS, fixture("mlp.h5")}) {
      byte[] bytes = Files.readAllBytes(whole);
      for (int length : new int[] {8, 100, bytes.length / 2, bytes.length - 1}) {
        Path cut = folder.resolve("cut_" + whole.getFileName());
        Files.write(cut, Arrays.copyOf(bytes, length));
        Run.of("summary", cut).failsWithOneLine(cut.getFileName().toString());
      }
    }
  }

  @Test
  void arraysThatAreNoModel() {
    Run.of("summary", DIGITS_SAMPLES).failsWithOneLine(DIGITS_SAMPLES.getFileName().toString());
  }

  @Test
  void missingInput() {
    predict(folder.resolve("none.npz")).failsWithOneLine("none.npz", "not found");
  }

  @Test
  void inputThatIsNoArray() throws Exception {
    Path text = folder.resolve("in.npy");
    Files.writeString(text, "one two three");
    predict(text).failsWithOneLine("in.npy");
  }

  @Test
  void wrongShape() {
    Path in = folder.resolve("in.npy");
    Npy.write(in, NDArray.zeros(DType.FLOAT32, Shape.of(2, 5)));
    predict(in).failsWithOneLine("expected shape=(None, 8, 8, 1)", "(2, 5)");
  }

  @Test
  void wrongNames() {
    Path in = folder.resolve("in.npz");
    Npz.write(in, Map.of("images", NDArray.zeros(DType.FLOAT32, Shape.of(2, 8, 8, 1))));
    predict(in).failsWithOneLine("in.npz has the arrays [images]", "in_0");
  }

  @Test
  void outputInAFolderThatIsNotThere() {
    Path out = folder.resolve("none").resolve("out.npz");
    Run.of("predict", DIGITS, "--input", DIGITS_SAMPLES, "--output", out)
        .failsWithOneLine(out.toString());
  }

  @Test
  void failedPredictionLeavesNoOutput() {
    Path in = folder.resolve("in.npy");
    Npy.write(in, NDArray.zeros(DType.FLOAT32, Shape.of(2, 5)));
    predict(in);
    assertFalse(Files.exists(folder.resolve("out.npz")));
  }

  @Test
  void unknownBackend() {
    Path out = folder.resolve("out.npz");
    Run.of("predict", DIGITS, "--input", DIGITS_SAMPLES, "--output", out, "--backend", "abacus")
        .failsWithOneLine("abacus", "cpu");
  }

  @Test
  void otherNumbersThanKeras() {
    Map<String, NDArray> samples = new HashMap<>(Npz.read(DIGITS_SAMPLES));
    NDArray out = samples.get("out_0");
    float[] changed = out.toFloatArray();
    changed[0] += 0.01f;
    samples.put("out_0", NDArray.wrap(DType.FLOAT32, out.shape(), changed));
    Path wrong = folder.resolve("wrong.npz");
    Npz.write(wrong, samples);
    Run run = Run.of("verify", DIGITS, "--samples", wrong);
    assertEquals(1, run.code());
    assertTrue(run.out().contains("largest error 1.00e-02"), run.out());
    assertEquals(1, run.err().lines().count(), run.err());
    assertTrue(run.err().contains("differ from Keras'"), run.err());
  }

  @Test
  void samplesWithoutOutputs() {
    Path in = folder.resolve("in.npz");
    Npz.write(in, Map.of("in_0", Npz.read(DIGITS_SAMPLES).get("in_0")));
    Run.of("verify", DIGITS, "--samples", in).endsWithOneLine("in.npz has no array out_0");
  }

  @Test
  void samplesOfAnotherModel() {
    Run.of("verify", DIGITS, "--samples", fixture("two_inputs_two_outputs.npz"))
        .endsWithOneLine("expected shape=(None, 8, 8, 1)");
  }

  @Test
  void customObjects() throws Exception {
    Path file = folder.resolve("custom.keras");
    String layers =
        "{\"class_name\": \"Scale\", \"registered_name\": \"pkg>Scale\", \"config\": {}},"
            + "{\"class_name\": \"Dense\", \"config\": {\"units\": 2, \"activation\": \"wave\"}}";
    Zips.write(
        file,
        "config.json",
        "{\"class_name\": \"Sequential\", \"config\": {\"layers\": [" + layers + "]}}");
    Run run = Run.of("verify", file);
    run.endsWithOneLine("custom.keras needs custom objects", "pkg>Scale, wave");
    assertTrue(run.out().contains("layers   2: Dense 1, Scale 1"), run.out());
    assertTrue(run.out().contains("custom   pkg>Scale, wave"), run.out());
  }

  private Run predict(Path in) {
    return Run.of("predict", DIGITS, "--input", in, "--output", folder.resolve("out.npz"));
  }

  @Test
  void mistypedCommand() {
    Run run = Run.of("predikt");
    assertEquals(2, run.code());
    assertTrue(run.err().contains("Did you mean: keras4j predict?"), run.err());
  }

  @Test
  void badCalls() {
    Run.of().isBadCall("Missing command");
    Run.of("summary").isBadCall("MODEL");
    Run.of("summary", DIGITS, "--colour").isBadCall("--colour");
    Run.of("predict", DIGITS).isBadCall("--input");
    Run.of("verify").isBadCall("MODEL");
    Run.of("predict", DIGITS, "--input", "a", "--output", "b", "--batch-size", "0")
        .isBadCall("--batch-size must be at least 1. Received: 0");
    Run.of("predict", DIGITS, "--input", "a", "--output", "b", "--batch-size", "many")
        .isBadCall("many");
  }
}
