package org.keras4j.backend.cpu.kernel;

import java.util.function.IntFunction;
import org.keras4j.backend.Frame;
import org.keras4j.backend.Scratch;
import org.keras4j.backend.Step;
import org.keras4j.backend.cpu.simd.Gemm;
import org.keras4j.backend.cpu.simd.GemmSpec;
import org.keras4j.backend.cpu.simd.WorkerPool;
import org.keras4j.tensor.DType;

/**
 * A batch cut into groups of samples, one a thread, that go through a recurrent layer's steps
 * without waiting for each other. A batch too small for that is one group, whose products use all
 * threads.
 */
final class SampleGroups {
  /** Below so many samples a product's tiles are not filled well. */
  private static final int MIN_SAMPLES = 8;

  /** Runs a group, given the packed kernel and working memory. */
  interface Task {
    /**
     * Runs one group.
     *
     * @param workAt of the memory for the group's product
     * @param tempAt of the memory that the task asked for
     */
    void run(int group, float[] kernel, int kernelAt, float[] work, int workAt, int tempAt);
  }

  private final int samples;
  private final int count;
  private final WorkerPool pool;
  private final WorkerPool productPool;

  private SampleGroups(int samples, int count, WorkerPool pool) {
    this.samples = samples;
    this.count = count;
    this.pool = pool;
    this.productPool = count == 1 ? pool : new WorkerPool(1);
  }

  static SampleGroups of(int samples, CpuDevice device) {
    int count = Math.max(1, Math.min(device.pool().threads(), samples / MIN_SAMPLES));
    return new SampleGroups(samples, count, device.pool());
  }

  int samples() {
    return samples;
  }

  /** Number of samples in the largest group. */
  int largest() {
    return (samples + count - 1) / count;
  }

  /** The first sample of a group. */
  int first(int group) {
    return (int) ((long) samples * group / count);
  }

  /** Each group's product with a kernel that is packed once a run; its spec by samples. */
  Gemm[] products(IntFunction<GemmSpec> spec) {
    Gemm[] products = new Gemm[count];
    for (int i = 0; i < count; i++) {
      products[i] = Gemm.prepacked(spec.apply(first(i + 1) - first(i)), productPool);
    }
    return products;
  }

  /**
   * A step that packs a kernel and runs all groups.
   *
   * @param products those of the groups
   * @param kernel the frame's operand
   * @param temp number of floats that each group needs for itself
   */
  Step step(Gemm[] products, Frame frame, int kernel, int temp, Task task) {
    Gemm product = products[0];
    int packed = product.packedSize();
    int work = 0;
    for (Gemm each : products) {
      work = Math.max(work, each.scratchSize());
    }
    int own = work + temp;
    int tempAt = work;
    Scratch scratch = frame.scratch();
    scratch.require(DType.Storage.FLOAT, packed + count * own);
    float[] weights = frame.floats(kernel);
    int weightsAt = frame.offset(kernel);
    WorkerPool.Body body =
        (group, slot) -> {
          float[] memory = scratch.floats();
          int at = packed + group * own;
          task.run(group, memory, 0, memory, at, at + tempAt);
        };
    return () -> {
      product.pack(weights, weightsAt, scratch.floats(), 0);
      pool.parallelFor(count, body);
    };
  }
}
