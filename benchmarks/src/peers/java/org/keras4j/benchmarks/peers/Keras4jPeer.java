package org.keras4j.benchmarks.peers;

import org.keras4j.backend.cpu.CpuOptions;
import org.keras4j.benchmarks.Workload;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/** This library, called as an application does. */
final class Keras4jPeer implements Peer {
  private final Model model;
  private final NDArray inputs;

  /** Threads are set by property {@link CpuOptions#THREADS} before the first model is run. */
  Keras4jPeer(Workload workload, int batch) {
    model = workload.load();
    inputs = workload.inputs(batch);
  }

  @Override
  public String name() {
    return "keras4j";
  }

  @Override
  public NDArray run() {
    return model.predict(inputs);
  }

  @Override
  public void close() {}
}
