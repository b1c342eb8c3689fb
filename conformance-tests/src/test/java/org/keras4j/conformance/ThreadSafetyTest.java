package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.models.Model;
import org.keras4j.tensor.NDArray;

/** One model, many threads, batches of many sizes: every answer is that of a single thread. */
class ThreadSafetyTest {
  private static final int THREADS = 8;
  private static final int ROUNDS = 12;
  private static final int[] BATCHES = {1, 2, 3, 5, 8, 13, 32, 64};

  @ParameterizedTest
  @ValueSource(strings = {"digits_cnn", "small_lstm", "small_transformer", "small_mobilenet"})
  void predictsTheSameBitsFromAllThreads(String name) throws Exception {
    byte[] file = Fixture.resource("models/" + name + ".keras");
    List<NDArray> inputs = new ArrayList<>();
    List<NDArray> expected = new ArrayList<>();
    Model alone = Model.load(file);
    for (int batch : BATCHES) {
      inputs.add(ModelInputs.random(alone, batch));
      expected.add(alone.predict(inputs.get(inputs.size() - 1)));
    }

    Model shared = Model.load(file); // nothing compiled yet: the threads race for the plans too
    CyclicBarrier start = new CyclicBarrier(THREADS);
    List<Callable<Void>> callers = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int first = thread;
      callers.add(
          () -> {
            start.await();
            for (int round = 0; round < ROUNDS; round++) {
              int which = (first + round) % BATCHES.length;
              assertEquals(
                  expected.get(which),
                  shared.predict(inputs.get(which)),
                  "batch of " + BATCHES[which] + ", thread " + first + ", round " + round);
            }
            return null;
          });
    }
    runAll(callers);
  }

  private static void runAll(List<Callable<Void>> callers) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(callers.size());
    try {
      for (Future<Void> result : threads.invokeAll(callers, 2, TimeUnit.MINUTES)) {
        result.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
