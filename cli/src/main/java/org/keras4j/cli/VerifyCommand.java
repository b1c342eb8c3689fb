package org.keras4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.npy.Npz;
import org.keras4j.models.Model;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a model on sample inputs and compares with what Keras predicted. */
@Command(
    name = "verify",
    description = "Loads a model, runs it on samples and compares with Keras' own outputs.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Runnable {
  /** Largest error, as a share of the output's largest value, that float32 sums may differ by. */
  private static final double TOLERANCE = 1e-4;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A .keras or .h5 file.")
  private Path model;

  @Option(
      names = "--samples",
      required = true,
      paramLabel = "SAMPLES",
      description = "An .npz with inputs in_0, in_1, ... and Keras' outputs out_0, out_1, ...")
  private Path samples;

  @Option(names = "--summary", description = "Print the model's summary first.")
  private boolean summary;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    Model loaded = Model.load(model);
    if (summary) {
      out.println(loaded.summary());
    }
    Map<String, NDArray> arrays = Npz.read(samples);
    List<NDArray> outputs = loaded.predict(InputArrays.match(arrays, loaded.inputNames(), samples));
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      NDArray expected = arrays.get("out_" + i);
      if (expected == null) {
        throw new KerasException(samples + " has no array out_" + i);
      }
      compare("out_" + i, expected, outputs.get(i), out, wrong);
    }
    if (!wrong.isEmpty()) {
      throw new KerasException(
          "The model's numbers differ from Keras' beyond " + TOLERANCE + ": " + wrong);
    }
    out.println("The numbers agree with Keras'.");
  }

  private static void compare(
      String name, NDArray expected, NDArray actual, PrintWriter out, List<String> wrong) {
    if (!expected.shape().equals(actual.shape())) {
      throw new KerasException(
          name + " has shape " + actual.shape() + ", Keras' has " + expected.shape());
    }
    double scale = 0;
    double worst = 0;
    for (int i = 0; i < expected.size(); i++) {
      scale = Math.max(scale, Math.abs(expected.getDouble(i)));
      worst = Math.max(worst, Math.abs(expected.getDouble(i) - actual.getDouble(i)));
    }
    out.printf(
        "%s %s: largest error %.2e, largest value %.3g%n", name, actual.spec(), worst, scale);
    if (!(worst <= TOLERANCE * scale)) {
      wrong.add(name);
    }
  }
}
