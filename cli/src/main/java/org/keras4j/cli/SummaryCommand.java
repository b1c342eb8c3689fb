package org.keras4j.cli;

import java.nio.file.Path;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints Keras' table of a model. */
@Command(
    name = "summary",
    description = "Prints the layers, output shapes and parameter counts of a model.",
    mixinStandardHelpOptions = true)
final class SummaryCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A .keras or .h5 file.")
  private Path model;

  @Override
  public void run() {
    Model loaded = Model.load(model, LoadOptions.standard().compile(false));
    spec.commandLine().getOut().println(loaded.summary());
  }
}
