package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.callbacks.LambdaCallback;
import org.keras4j.data.Dataset;
import org.keras4j.tensor.KerasException;
import org.keras4j.training.FitOptions;

/** How epochs divide a dataset: as Keras does with a {@code tf.data.Dataset}. */
class DatasetEpochsTest {
  private static final Dataset BATCHES =
      Dataset.of(SmallRegression.x(), SmallRegression.y()).batch(SmallRegression.BATCH);

  /** Batches in each of four epochs. */
  private static List<Integer> batches(Dataset data, Integer stepsPerEpoch) {
    List<Integer> counts = new ArrayList<>();
    int[] count = {0};
    LambdaCallback counter =
        LambdaCallback.of()
            .onEpochBegin((run, epoch, logs) -> count[0] = 0)
            .onTrainBatchEnd((run, batch, logs) -> count[0]++)
            .onEpochEnd((run, epoch, logs) -> counts.add(count[0]));
    FitOptions options = FitOptions.epochs(4).verbose(0).callbacks(counter);
    SmallRegression.model()
        .fit(data, stepsPerEpoch == null ? options : options.stepsPerEpoch(stepsPerEpoch));
    return counts;
  }

  @Test
  void anEpochIsAPass() {
    assertEquals(List.of(5, 5, 5, 5), batches(BATCHES, null));
    assertEquals(List.of(5, 5, 5, 5), batches(Dataset.from(BATCHES::iterator), null));
  }

  @Test
  void aDatasetThatEndsEarlyEndsTheEpochAndBeginsAnew() {
    assertEquals(List.of(3, 2, 3, 2), batches(BATCHES, 3));
    assertEquals(List.of(2, 2, 2, 2), batches(BATCHES.take(2), 3));
    assertEquals(List.of(3, 3, 3, 3), batches(BATCHES.repeat(), 3));
  }

  @Test
  void anEndlessDatasetNeedsANumberOfSteps() {
    assertThrows(KerasException.class, () -> batches(BATCHES.repeat(), null));
  }
}
