package org.keras4j.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.keras4j.formats.npy.Npz;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelDescription;
import org.keras4j.models.ModelSamples;
import org.keras4j.tensor.KerasException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells what a model file holds, and compares the model's numbers with Keras' samples. */
@Command(
    name = "verify",
    description =
        "Loads a model, tells what it holds, runs it on samples and compares with Keras' outputs.",
    mixinStandardHelpOptions = true)
final class VerifyCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A .keras or .h5 file.")
  private Path model;

  @Option(
      names = "--samples",
      paramLabel = "SAMPLES",
      description =
          "An .npz with inputs in_0, in_1, ... and Keras' outputs out_0, out_1, ...; default: the"
              + " samples inside the archive, or MODEL.samples.npz.")
  private Path samples;

  @Option(names = "--summary", description = "Print the model's summary first.")
  private boolean summary;

  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    LoadOptions options = LoadOptions.standard();
    ModelDescription description = ModelDescription.of(model, options);
    describe(description, out);
    if (!description.unknownObjects().isEmpty()) {
      throw new KerasException(
          model
              + " needs custom objects, which this command does not have: "
              + String.join(", ", description.unknownObjects())
              + ". Load it in Java with LoadOptions.withCustomObjects(...)");
    }
    Model loaded = Model.load(model, options);
    WeightReport.print(loaded, out);
    if (summary) {
      out.println(loaded.summary());
    }
    compare(loaded, options, out);
  }

  private void describe(ModelDescription description, PrintWriter out) {
    String version = description.kerasVersion();
    out.printf(
        "format   %s, written by %s%n",
        description.format(), version == null ? "a Keras that does not say" : "Keras " + version);
    int count = description.layers().values().stream().mapToInt(Integer::intValue).sum();
    String classes =
        new TreeMap<>(description.layers())
            .entrySet().stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    out.printf("layers   %d: %s%n", count, classes);
    out.printf(
        "custom   %s%n",
        description.unknownObjects().isEmpty()
            ? "none needed"
            : String.join(", ", description.unknownObjects()));
  }

  private void compare(Model loaded, LoadOptions options, PrintWriter out) {
    ModelSamples found =
        samples == null
            ? ModelSamples.storedWith(model, options).orElse(null)
            : ModelSamples.of(samples.toString(), Npz.read(samples));
    if (found == null) {
      out.println("samples  none, so nothing was compared (docs/verification.md tells how)");
      return;
    }
    out.println("samples  " + found.source());
    List<ModelSamples.Comparison> comparisons = found.compare(loaded);
    for (ModelSamples.Comparison c : comparisons) {
      out.printf(
          Locale.ROOT,
          "%s %s: largest error %.2e, largest value %.3g%n",
          c.name(),
          c.actual().spec(),
          c.largestError(),
          c.largestValue());
    }
    found.requireAgreement(comparisons);
    out.println("The numbers agree with Keras'.");
  }
}
