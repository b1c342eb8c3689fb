package org.keras4j.benchmarks;

import java.util.concurrent.TimeUnit;
import org.keras4j.models.Model;
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

/** {@code model.predict} of the reference workloads, at batch 1 and 32. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@State(Scope.Benchmark)
public class WorkloadBenchmark {
  @Param({
    "mlp",
    "mnist_cnn",
    "dilated_conv1d",
    "lstm",
    "bigru",
    "transformer",
    "mobilenetv2",
    "efficientnetb0",
    "resnet50"
  })
  public String name;

  @Param({"1", "32"})
  public int batch;

  private Model model;
  private NDArray inputs;

  @Setup
  public void load() {
    Workload workload = new Workload(name);
    model = workload.load();
    inputs = workload.inputs(batch);
  }

  @Benchmark
  public NDArray predict() {
    return model.predict(inputs);
  }
}
