package org.keras4j.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.keras4j.backend.Backend;
import org.keras4j.backend.Backends;
import org.keras4j.plan.ExecutionPlan;
import org.keras4j.plan.PlanCompiler;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.ResidentState;
import org.keras4j.plan.Session;
import org.keras4j.tensor.NDArray;

/** A training step of ours, on one session. Its memory is the heap that is live after it. */
final class Keras4jTraining implements TrainingPeer {
  private final OperatingSystemMXBean machine =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Session session;
  private final List<NDArray> inputs;
  private final List<NDArray> outputs = List.of(NDArray.scalar(0f));
  private long allocated;

  Keras4jTraining(TrainingStep step) {
    Backend backend = Backends.defaultBackend();
    PlanOptions options = PlanOptions.DEFAULT.withUpdateInPlace(true);
    ExecutionPlan plan = new PlanCompiler(backend, options).plan(step.trace());
    session = plan.openSession(new ResidentState(backend));
    inputs = step.inputs();
  }

  @Override
  public String name() {
    return "keras4j";
  }

  /** One step; gives its loss. */
  double step() {
    session.run(inputs, outputs);
    return outputs.get(0).floats()[0];
  }

  @Override
  public Turn run(int steps) {
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long cpu = machine.getProcessCpuTime();
    long start = System.nanoTime();
    for (int i = 0; i < steps; i++) {
      session.run(inputs, outputs);
    }
    double seconds = 1e-9 * (System.nanoTime() - start);
    double cpuSeconds = 1e-9 * (machine.getProcessCpuTime() - cpu);
    allocated = (threads.getCurrentThreadAllocatedBytes() - bytes) / steps;
    double loss = outputs.get(0).floats()[0];
    return new Turn(steps, seconds, cpuSeconds, loss, live());
  }

  private static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /** Bytes that a step of the last turn allocated in the calling thread. */
  long allocated() {
    return allocated;
  }

  @Override
  public void close() {
    session.close();
  }
}
