package org.keras4j.benchmarks;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.keras4j.backend.Backends;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Trace;
import org.keras4j.optimizers.Optimizer;
import org.keras4j.optimizers.Optimizers;
import org.keras4j.plan.PlanOptions;
import org.keras4j.plan.ResidentExecutable;
import org.keras4j.plan.ResidentState;
import org.keras4j.tensor.NDArray;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One update of a million parameters: as a plan, and as the loop that one would write by hand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@State(Scope.Benchmark)
public class OptimizerBenchmark {
  private static final int PARAMETERS = 1_000_000;

  @Param({"sgd", "adam"})
  public String optimizer;

  private ResidentExecutable plan;
  private List<NDArray> gradients;
  private final float[] weights = new float[PARAMETERS];
  private final float[] momentum = new float[PARAMETERS];
  private final float[] velocity = new float[PARAMETERS];
  private int steps;

  @Setup
  public void prepare() {
    NDArray values = NDArray.of(Values.of(PARAMETERS), 1000, 1000);
    Variable variable = new Variable("kernel", "dense/kernel", values.spec(), true, () -> values);
    Optimizer chosen = Optimizers.get(optimizer);
    Tensor gradient = Placeholder.of("gradient", values.spec());
    Trace trace = Trace.training();
    chosen.apply(trace, List.of(variable), List.of(gradient), v -> null);
    plan =
        ResidentExecutable.of(
            trace.function(List.of(gradient), List.of()),
            Backends.defaultBackend(),
            new ResidentState(Backends.defaultBackend()),
            PlanOptions.DEFAULT);
    gradients = List.of(NDArray.of(Values.of(PARAMETERS), 1000, 1000));
  }

  /** The plan, which copies the gradient in, as no plan of a whole step does. */
  @Benchmark
  public Object plan() {
    return plan.run(gradients);
  }

  /** The plain loop on one thread, with the same copy. */
  @Benchmark
  public Object loop() {
    float[] g = gradients.get(0).floats().clone();
    steps++;
    if (optimizer.equals("sgd")) {
      for (int i = 0; i < g.length; i++) {
        weights[i] -= g[i] * 0.01f;
      }
    } else {
      adam(g);
    }
    return weights;
  }

  private void adam(float[] g) {
    double correction = Math.sqrt(1 - Math.pow(0.999, steps)) / (1 - Math.pow(0.9, steps));
    float alpha = (float) (0.001 * correction);
    for (int i = 0; i < g.length; i++) {
      float m = momentum[i] + (g[i] - momentum[i]) * 0.1f;
      float v = velocity[i] + (g[i] * g[i] - velocity[i]) * 0.001f;
      momentum[i] = m;
      velocity[i] = v;
      weights[i] -= m * alpha / ((float) Math.sqrt(v) + 1e-7f);
    }
  }
}
