package org.keras4j.benchmarks.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.keras4j.benchmarks.Workload;

/**
 * What to compare, and for how long.
 *
 * @param workloads names of workloads
 * @param libraries names of libraries; the first one is judged by the others
 * @param batches batch sizes
 * @param threads threads of each library
 * @param rounds number of turns of each library
 * @param turnSeconds length of a turn
 * @param warmUpSeconds time given to each library before the first round
 * @param output file for the results as JSON, or null
 */
record PeerOptions(
    List<String> workloads,
    List<String> libraries,
    List<Integer> batches,
    int threads,
    int rounds,
    double turnSeconds,
    double warmUpSeconds,
    Path output) {

  static final String USAGE =
      """
      Usage: PeerComparison [--batches 1,32] [--libraries keras4j,onnxruntime,tensorflow]
                            [--threads 2] [--rounds 10] [--turn SECONDS] [--warm-up SECONDS]
                            [--output FILE.json] [WORKLOAD ...]
      Workloads: %s
      """
          .formatted(String.join(", ", Workload.NAMES));

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException when it is wrong
   */
  static PeerOptions parse(String[] args) {
    List<String> workloads = new ArrayList<>();
    List<String> libraries = List.of("keras4j", "onnxruntime", "tensorflow");
    List<Integer> batches = List.of(1, 32);
    int threads = 2;
    int rounds = 10;
    double turn = 0.3;
    double warmUp = 3;
    Path output = null;
    Iterator<String> rest = Arrays.asList(args).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      if (!arg.startsWith("--")) {
        workloads.add(arg);
        continue;
      }
      if (!rest.hasNext()) {
        throw new IllegalArgumentException(arg + " needs a value");
      }
      String value = rest.next();
      switch (arg) {
        case "--batches" ->
            batches = Arrays.stream(value.split(",")).map(Integer::valueOf).toList();
        case "--libraries" -> libraries = List.of(value.split(","));
        case "--threads" -> threads = Integer.parseInt(value);
        case "--rounds" -> rounds = Integer.parseInt(value);
        case "--turn" -> turn = Double.parseDouble(value);
        case "--warm-up" -> warmUp = Double.parseDouble(value);
        case "--output" -> output = Path.of(value);
        default -> throw new IllegalArgumentException("Unknown option: " + arg);
      }
    }
    List<String> names = workloads.isEmpty() ? Workload.NAMES : workloads;
    if (!Workload.NAMES.containsAll(names)) {
      throw new IllegalArgumentException("Unknown workload in " + names);
    }
    return new PeerOptions(names, libraries, batches, threads, rounds, turn, warmUp, output);
  }

  /** Loads a workload with each library. */
  List<Peer> open(Workload workload, int batch) {
    List<Peer> peers = new ArrayList<>();
    for (String library : libraries) {
      peers.add(
          switch (library) {
            case "keras4j" -> new Keras4jPeer(workload, batch);
            case "onnxruntime" -> OnnxRuntimePeer.of(workload, batch, threads);
            case "tensorflow" -> new TensorFlowPeer(workload, batch, threads);
            default -> throw new IllegalArgumentException("Unknown library: " + library);
          });
    }
    return peers;
  }
}
