package org.keras4j.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.backend.Backends;
import org.keras4j.formats.npy.Npz;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.Predictor;
import org.keras4j.tensor.NDArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs a model on arrays in a file. */
@Command(
    name = "predict",
    description = "Runs a model on the arrays of an .npz or .npy file.",
    mixinStandardHelpOptions = true)
final class PredictCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "MODEL", description = "A .keras or .h5 file.")
  private Path model;

  @Option(
      names = "--input",
      required = true,
      paramLabel = "IN",
      description =
          "Inputs: an .npz with the model's input names, or in_0, in_1, ...; or a single .npy.")
  private Path input;

  @Option(
      names = "--output",
      required = true,
      paramLabel = "OUT",
      description = "Where the outputs go: an .npz with out_0, out_1, ... in the model's order.")
  private Path output;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Rows computed at a time; default: ${DEFAULT-VALUE}.")
  private int batchSize = 32;

  @Option(
      names = "--backend",
      paramLabel = "NAME",
      description = "cpu or cuda; default: ${DEFAULT-VALUE}.")
  private String backend = "cpu";

  @Override
  public void run() {
    if (batchSize < 1) {
      throw new ParameterException(
          spec.commandLine(), "--batch-size must be at least 1. Received: " + batchSize);
    }
    Model loaded = Model.load(model, LoadOptions.standard().compile(false));
    Predictor predictor = loaded.predictor(Backends.create(backend));
    List<NDArray> outputs = predictor.run(InputArrays.read(input, loaded), batchSize);
    Map<String, NDArray> named = new LinkedHashMap<>();
    for (int i = 0; i < outputs.size(); i++) {
      named.put("out_" + i, outputs.get(i));
    }
    Npz.write(output, named);
  }
}
