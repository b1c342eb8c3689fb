package org.keras4j.benchmarks;

import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.keras4j.layers.LayerSource;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.Shape;

/**
 * Saves 100 MiB of weights as {@code .weights.h5} here, and the same amount with h5py in a process
 * beside it, in turns, each with and without forcing the file to disk.
 *
 * <pre>java ... org.keras4j.benchmarks.SavingComparison PYTHON SCRIPT [TURNS]</pre>
 *
 * <p>A save here ends when the file was forced to disk and has its name; h5py's when it was closed,
 * with its bytes in the system's cache. So are timed, of the same bytes: a save that is not
 * durable, h5py with a call of {@code fsync}, and a plain write that is forced to disk.
 */
public final class SavingComparison {
  private static final int VARIABLES = 25;
  private static final int SIDE = 1024;
  private static final int WARM_UP = 3;

  private SavingComparison() {}

  public static void main(String[] args) throws IOException {
    if (args.length < 2) {
      System.err.println("Usage: SavingComparison PYTHON SCRIPT [TURNS]");
      System.exit(2);
    }
    int turns = args.length > 2 ? Integer.parseInt(args[2]) : 15;
    Path folder = Files.createTempDirectory("keras4j-saving");
    Path ours = folder.resolve("ours.weights.h5");
    Path plain = folder.resolve("plain.bin");
    Path theirs = folder.resolve("h5py.weights.h5");
    Model model = model();
    byte[] bytes = new byte[VARIABLES * SIDE * SIDE * Float.BYTES];
    Process python = start(args[0], args[1], theirs);
    try (Writer input = python.outputWriter();
        BufferedReader output = python.inputReader()) {
      List<double[]> seconds = new ArrayList<>();
      for (int turn = -WARM_UP; turn < turns; turn++) {
        double[] row = {
          seconds(ours, () -> model.saveWeights(ours)),
          seconds(ours, () -> model.saveWeights(ours, SaveOptions.standard().durable(false))),
          turn(input, output, "force"),
          turn(input, output, ""),
          seconds(plain, () -> writeForced(plain, bytes))
        };
        if (turn >= 0) {
          seconds.add(row);
        }
      }
      print(seconds);
    } finally {
      python.destroy();
      for (Path path : List.of(ours, plain, theirs, folder)) {
        Files.deleteIfExists(path);
      }
    }
  }

  private static Model model() {
    List<LayerSource> layers = new ArrayList<>();
    layers.add(InputLayer.batchShape(Shape.of(Shape.UNKNOWN, SIDE)));
    for (int i = 0; i < VARIABLES; i++) {
      layers.add(Dense.units(SIDE).useBias(false));
    }
    return Sequential.of("saved", layers);
  }

  private static Process start(String python, String script, Path file) throws IOException {
    String side = Integer.toString(SIDE);
    return new ProcessBuilder(
            python, script, file.toString(), Integer.toString(VARIABLES), side, side)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static double turn(Writer input, BufferedReader output, String how) throws IOException {
    input.write(how + "\n");
    input.flush();
    String line = output.readLine();
    if (line == null) {
      throw new IOException("The Python process ended.");
    }
    return Double.parseDouble(line);
  }

  /** Each turn writes a new file, as h5py's does. */
  private static double seconds(Path file, Save save) throws IOException {
    long start = System.nanoTime();
    save.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.delete(file);
    return seconds;
  }

  private static void writeForced(Path file, byte[] bytes) throws IOException {
    try (FileOutputStream out = new FileOutputStream(file.toFile())) {
      out.write(bytes);
      out.getFD().sync();
    }
  }

  private static void print(List<double[]> seconds) {
    double ours = median(seconds, 0);
    double unforced = median(seconds, 1);
    double forcedTheirs = median(seconds, 2);
    double theirs = median(seconds, 3);
    System.out.printf(
        Locale.ROOT,
        "100 MiB, median of %d: ours %.0f ms, not durable %.0f ms; h5py with fsync %.0f ms, without"
            + " %.0f ms; plain write forced to disk %.0f ms%n"
            + "ours / h5py: forced to disk %.2f, both unforced %.2f; ours forced / h5py unforced"
            + " %.2f%n",
        seconds.size(),
        1e3 * ours,
        1e3 * unforced,
        1e3 * forcedTheirs,
        1e3 * theirs,
        1e3 * median(seconds, 4),
        ours / forcedTheirs,
        unforced / theirs,
        ours / theirs);
  }

  private static double median(List<double[]> rows, int column) {
    double[] sorted = rows.stream().mapToDouble(row -> row[column]).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private interface Save {
    void run() throws IOException;
  }
}
