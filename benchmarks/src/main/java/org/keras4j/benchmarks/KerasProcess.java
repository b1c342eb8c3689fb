package org.keras4j.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;

/**
 * Keras in a Python process of its own, which trains when told to and waits otherwise. Its memory
 * is the most that the process has had resident.
 */
final class KerasProcess implements TrainingPeer {
  private final Process process;
  private final Writer input;
  private final BufferedReader output;

  /**
   * Starts {@code scripts/train_keras.py}.
   *
   * @param python an interpreter that has Keras and TensorFlow
   */
  KerasProcess(Path python, Path script, TrainingStep step, int threads) throws IOException {
    Path models = step.workload().file(".keras").toAbsolutePath().getParent();
    process =
        new ProcessBuilder(
                python.toString(),
                script.toString(),
                step.workload().name(),
                Integer.toString(step.batch()),
                "--threads",
                Integer.toString(threads),
                "--models",
                models.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    input = process.outputWriter();
    output = process.inputReader();
  }

  @Override
  public String name() {
    return "keras";
  }

  @Override
  public Turn run(int steps) throws IOException {
    input.write(steps + "\n");
    input.flush();
    String line = output.readLine();
    if (line == null) {
      throw new IOException(
          "Keras' process ended. Run it by hand to see why: " + process.info().commandLine());
    }
    String[] values = line.split(" ");
    return new Turn(
        steps,
        Double.parseDouble(values[0]),
        Double.parseDouble(values[1]),
        Double.parseDouble(values[2]),
        Long.parseLong(values[3]));
  }

  @Override
  public void close() {
    process.destroy();
  }
}
