package org.keras4j.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.keras4j.backend.cpu.CpuOptions;
import org.keras4j.benchmarks.Workload;

/**
 * Runs the workloads with this library, ONNX Runtime and TensorFlow in turn, prints a table and
 * writes JSON. Every library's answer is compared with Keras' first.
 */
public final class PeerComparison {
  private PeerComparison() {}

  public static void main(String[] args) throws InterruptedException, IOException {
    PeerOptions options;
    try {
      options = PeerOptions.parse(args);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.print(PeerOptions.USAGE);
      System.exit(2);
      return;
    }
    System.setProperty(CpuOptions.THREADS, String.valueOf(options.threads()));
    List<Comparison> done = new ArrayList<>();
    System.out.println(Comparison.header());
    for (String name : options.workloads()) {
      for (int batch : options.batches()) {
        Comparison comparison = Comparison.of(new Workload(name), batch, options);
        System.out.println(comparison.rows());
        done.add(comparison);
        write(options, done);
      }
    }
  }

  /** After each comparison, so that a run that was cut off leaves what it had. */
  private static void write(PeerOptions options, List<Comparison> comparisons) throws IOException {
    if (options.output() != null) {
      String rows = comparisons.stream().map(Comparison::json).collect(Collectors.joining(",\n  "));
      String json =
          String.format("{\"threads\": %d, \"results\": [\n  %s\n]}\n", options.threads(), rows);
      Files.writeString(options.output(), json);
    }
  }
}
