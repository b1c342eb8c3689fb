package org.keras4j.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * From file to model, beside the least that any reader must do: read every byte and compute the
 * archive's checksum.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5)
@Measurement(iterations = 20)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
@State(Scope.Benchmark)
public class LoadBenchmark {
  @Param({"resnet50"})
  public String name;

  /** The legacy file is saved from the archive, for the benchmark alone. */
  @Param({".keras", ".h5"})
  public String ending;

  private Path path;
  private NDArray inputs;
  private Path saved; // null if the file is a workload's own

  @Setup
  public void find() throws IOException {
    Workload workload = new Workload(name);
    path = workload.file(".keras");
    if (ending.equals(".h5")) {
      Path legacy = Files.createTempDirectory("keras4j-load").resolve(name + ending);
      Model.load(path).save(legacy);
      path = legacy;
      saved = legacy;
    }
    inputs = workload.inputs(1);
  }

  @TearDown
  public void delete() throws IOException {
    if (saved != null) {
      Files.delete(saved);
      Files.delete(saved.getParent());
    }
  }

  /** All bytes into memory, and their checksum. */
  @Benchmark
  public long readAndChecksum() throws IOException {
    ByteBuffer bytes;
    try (FileChannel file = FileChannel.open(path)) {
      bytes = ByteBuffer.allocate(Math.toIntExact(file.size()));
      while (bytes.hasRemaining() && file.read(bytes) >= 0) {
        continue;
      }
    }
    CRC32 crc = new CRC32();
    crc.update(bytes.flip());
    return crc.getValue();
  }

  @Benchmark
  public Model load() {
    return Model.load(path);
  }

  /** What a caller waits for: the plan is compiled and weights are packed for the first answer. */
  @Benchmark
  public NDArray loadAndPredict() {
    return Model.load(path).predict(inputs);
  }
}
