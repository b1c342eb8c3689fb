package org.keras4j.cli;

import java.nio.file.Path;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes a model in another of Keras' formats. */
@Command(
    name = "convert",
    description = {
      "Writes a model in the format of OUT's ending: .keras, .h5 or .json;",
      "or its weights alone: .weights.h5, .weights.json (sharded)."
    },
    mixinStandardHelpOptions = true)
final class ConvertCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "IN", description = "A model of any version of Keras.")
  private Path in;

  @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
  private Path out;

  @Option(names = "--weights", description = "Write the weights alone, also for the ending .h5.")
  private boolean weights;

  @Option(names = "--unzipped", description = "Write a .keras archive as a folder.")
  private boolean unzipped;

  @Option(names = "--no-optimizer", description = "Leave out the optimizer and its state.")
  private boolean noOptimizer;

  @Option(names = "--no-overwrite", description = "Fail if OUT exists.")
  private boolean noOverwrite;

  @Option(
      names = "--max-shard-size",
      paramLabel = "GIB",
      description = "The largest file of .weights.json, in GiB; default 5.")
  private double maxShardSize = SaveOptions.standard().maxShardSize();

  @Override
  public void run() {
    String name = out.getFileName().toString();
    boolean weightsAlone =
        weights || name.endsWith(".weights.h5") || name.endsWith(".weights.json");
    Model model = Model.load(in, LoadOptions.standard().compile(!weightsAlone));
    SaveOptions options =
        (unzipped ? SaveOptions.unzipped() : SaveOptions.standard())
            .includeOptimizer(!noOptimizer)
            .overwrite(!noOverwrite)
            .maxShardSize(maxShardSize);
    if (weightsAlone) {
      model.saveWeights(out, options);
    } else {
      model.save(out, options);
    }
    spec.commandLine().getOut().println(in + " -> " + out);
  }
}
