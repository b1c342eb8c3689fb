package org.keras4j.training;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.keras4j.activations.Activations;
import org.keras4j.callbacks.Callback;
import org.keras4j.callbacks.Logs;
import org.keras4j.callbacks.TrainingRun;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.regularization.Dropout;
import org.keras4j.models.Input;
import org.keras4j.models.Sequential;
import org.keras4j.optimizers.Adam;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** What a training step leaves on the heap once it is warm: nothing. */
class TrainingAllocationTest {
  /** Steps within which C2 must have compiled all loops, in its own time, also the smallest. */
  private static final int MOST = 120_000;

  private static final int MEASURED = 200;

  /** Less than a vector or an array for each step. */
  private static final long LIMIT = 16L * MEASURED;

  @Test
  void aWarmStepAllocatesNothing() {
    Sequential model =
        Sequential.of(
            Input.shape(32),
            Dense.units(64).activation(Activations.RELU).build(),
            Dropout.rate(0.2).build(),
            Dense.units(10).activation(Activations.SOFTMAX).build());
    model.compile(Adam.learningRate(1e-3), "sparse_categorical_crossentropy", "accuracy");
    int rows = 16 * MEASURED;
    NDArray x = NDArray.zeros(DType.FLOAT32, Shape.of(rows, 32));
    NDArray y = NDArray.zeros(DType.INT32, Shape.of(rows));
    Measure measure = new Measure();
    model.fit(x, y, FitOptions.epochs(MOST / MEASURED).batchSize(16).callbacks(measure).verbose(0));
    assertTrue(
        measure.least <= LIMIT,
        "never less than " + measure.least + " bytes in " + MEASURED + " steps of training");
  }

  private static final class Measure implements Callback {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long thread = Thread.currentThread().getId();
    private long before;
    private long least = Long.MAX_VALUE;

    @Override
    public void onTrainBatchEnd(TrainingRun run, long batch, Logs logs) {
      long now = threads.getThreadAllocatedBytes(thread);
      if (batch == 0) {
        before = now;
      } else if (batch == MEASURED - 1) {
        least = Math.min(least, now - before);
        if (least <= LIMIT) {
          run.stopTraining();
        }
      }
    }
  }
}
