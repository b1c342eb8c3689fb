package org.keras4j.callbacks;

/** Says after which batches something is due that happens every so many batches. */
final class BatchCounter {
  private final Frequency frequency;
  private long sinceLast;
  private long lastBatch = -1;

  BatchCounter(Frequency frequency) {
    this.frequency = frequency;
  }

  /** Counts the batches up to this one of an epoch; those between may have been one execution. */
  boolean isDueAfter(long batch) {
    if (frequency.isEpoch()) {
      return false;
    }
    boolean isNewEpoch = batch <= lastBatch;
    sinceLast += isNewEpoch ? batch + 1 : batch - lastBatch;
    lastBatch = batch;
    if (sinceLast < frequency.batches()) {
      return false;
    }
    sinceLast = 0;
    return true;
  }
}
