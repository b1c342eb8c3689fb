package org.keras4j.training;

import org.keras4j.data.Batch;

/** The batches of one epoch after another. Keras: {@code EpochIterator} with its data adapter. */
interface EpochData extends AutoCloseable {
  /** Number of steps in an epoch, or {@link org.keras4j.callbacks.TrainingRun#UNKNOWN}. */
  long steps();

  /** Begins the next epoch. */
  void beginEpoch();

  /** The next batch, which the following call may overwrite; null at the end of the epoch. */
  Batch next();

  @Override
  default void close() {}

  /** Says that an epoch of a given number of steps ended early. */
  static void warnOutOfData() {
    System.getLogger("org.keras4j.training")
        .log(
            System.Logger.Level.WARNING,
            "Your input ran out of data; interrupting training. Make sure that your dataset or"
                + " generator can generate at least `steps_per_epoch * epochs` batches. You may"
                + " need to use the `.repeat()` function when building your dataset.");
  }
}
