package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/**
 * A warm {@code predict} allocates its result and {@value #OVERHEAD} bytes at most: no garbage that
 * grows with the model or the batch.
 */
class AllocationTest {
  /**
   * What the call itself costs, the lists of inputs and outputs and the key of the plan, is about
   * 600 bytes; the rest is for vectors in code that C2 has not yet compiled.
   */
  private static final long OVERHEAD = 4096;

  /** Calls after which C2 must have compiled the kernels: before, vectors are objects. */
  private static final int WARM_UP = 60_000;

  private static final int CALLS = 500;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @ParameterizedTest
  @ValueSource(strings = {"digits_cnn", "small_mobilenet", "small_lstm", "small_transformer"})
  void allocatesItsResultAndLittleMore(String name) {
    Model model = Model.load(Fixture.resource("models/" + name + ".keras"));
    for (int batch : new int[] {1, 16}) {
      NDArray input = ModelInputs.random(model, batch);
      long result = 4L * model.predict(input).size();
      long perCall = Long.MAX_VALUE;
      for (int attempt = 0; attempt < WARM_UP / CALLS && perCall > result + OVERHEAD; attempt++) {
        perCall = allocated(model, input) / CALLS;
      }
      assertTrue(
          perCall <= result + OVERHEAD,
          "batch of " + batch + ": " + perCall + " bytes a call, the result has " + result);
    }
  }

  private static long allocated(Model model, NDArray input) {
    long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    for (int i = 0; i < CALLS; i++) {
      model.predict(input);
    }
    return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
  }
}
