package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.graph.Variable;
import org.keras4j.models.Model;

/**
 * What loading costs: at most twice the weights in memory, and little more time than reading the
 * file's bytes with their checksum. The figures are printed; only memory and a generous time are
 * held, since machines differ and are shared.
 */
class LoadAllocationTest {
  private static final long FREE_BYTES = 64L << 20;
  private static final int ROUNDS = Integer.getInteger("keras4j.load.rounds", 30);

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @TempDir private Path folder;

  @TestFactory
  Stream<DynamicTest> smallModels() {
    return Stream.of(".keras", ".h5")
        .flatMap(ending -> FixtureIndex.names("models", ending).stream().map(n -> n + ending))
        .filter(name -> !name.endsWith(".weights.h5"))
        .map(name -> DynamicTest.dynamicTest(name, () -> small(name)));
  }

  private void small(String name) throws IOException {
    Path file = Files.write(folder.resolve(name), Fixture.resource("models/" + name));
    Cost cost = Cost.of(() -> Model.load(file));
    requireModest(name, cost, Model.load(file));
  }

  @Test
  void resnet50() throws IOException {
    Path archive = folder.resolve("resnet50.keras");
    Model model = LargeModel.load("applications/ResNet50").model();
    model.save(archive);
    compare("resnet50.keras", archive, () -> Model.load(archive));
    Path legacy = folder.resolve("resnet50.h5");
    model.save(legacy);
    compare("resnet50.h5", legacy, () -> Model.load(legacy));
    Path weights = folder.resolve("resnet50.weights.h5");
    model.saveWeights(weights);
    compare(
        "resnet50.weights.h5",
        weights,
        () -> {
          model.loadWeights(weights);
          return model;
        });
  }

  private static void compare(String name, Path file, Supplier<Model> load) throws IOException {
    Cost reading = new Cost(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    Cost loading = reading;
    for (int round = 0; round < ROUNDS; round++) { // in turns, so that disturbances meet both
      reading = reading.least(Cost.of(() -> readWithChecksum(file)));
      loading = loading.least(Cost.of(load::get));
    }
    System.out.printf(
        Locale.ROOT,
        "%s, %.1f MB: reading with CRC-32 %.1f ms (%.1f ms of CPU), loading %.1f ms (%.1f ms of CPU),"
            + " %.2f times as long (%.2f of CPU); allocated %.2f times the file%n",
        name,
        Files.size(file) / 1e6,
        reading.wallNanos / 1e6,
        reading.cpuNanos / 1e6,
        loading.wallNanos / 1e6,
        loading.cpuNanos / 1e6,
        (double) loading.wallNanos / reading.wallNanos,
        (double) loading.cpuNanos / reading.cpuNanos,
        (double) loading.allocated / Files.size(file));
    requireModest(name, loading, load.get());
    double allowed = 1e9 + Files.size(file) / 100e6 * 1e9;
    assertTrue(loading.cpuNanos < allowed, name + " took " + loading.cpuNanos / 1_000_000 + " ms");
  }

  private static Object readWithChecksum(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      CRC32 crc = new CRC32();
      crc.update(bytes);
      return crc.getValue();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void requireModest(String name, Cost cost, Model model) {
    long weights = model.weights().stream().mapToLong(LoadAllocationTest::bytes).sum();
    long allowed = 2 * weights + FREE_BYTES;
    assertTrue(
        cost.allocated <= allowed,
        () -> name + " allocated " + cost.allocated + " bytes; allowed are " + allowed);
  }

  private static long bytes(Variable variable) {
    return (long) variable.value().size() * variable.dtype().bytes();
  }

  /** Of one action of this thread. */
  private record Cost(long wallNanos, long cpuNanos, long allocated) {
    static Cost of(Supplier<Object> action) {
      long allocated = THREADS.getCurrentThreadAllocatedBytes();
      long cpu = THREADS.getCurrentThreadCpuTime();
      long start = System.nanoTime();
      Object kept = action.get();
      long wall = System.nanoTime() - start;
      long used = THREADS.getCurrentThreadAllocatedBytes() - allocated;
      long cpuUsed = THREADS.getCurrentThreadCpuTime() - cpu;
      java.lang.ref.Reference.reachabilityFence(kept);
      return new Cost(wall, cpuUsed, used);
    }

    Cost least(Cost other) {
      return new Cost(
          Math.min(wallNanos, other.wallNanos),
          Math.min(cpuNanos, other.cpuNanos),
          Math.min(allocated, other.allocated));
    }
  }
}
