package org.keras4j.callbacks;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;

/** How often a callback acts: after each epoch, or after a number of batches. */
public final class Frequency {
  /** After each epoch. Keras: {@code "epoch"}. */
  public static final Frequency EPOCH = new Frequency(0);

  /** After each batch. Keras: {@code "batch"}. */
  public static final Frequency BATCH = new Frequency(1);

  private final int batches;

  private Frequency(int batches) {
    this.batches = batches;
  }

  /** After this many batches. */
  public static Frequency batches(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("A frequency is at least one batch. Received: " + count);
    }
    return new Frequency(count);
  }

  boolean isEpoch() {
    return batches == 0;
  }

  /** Number of batches; for those that are not by epoch. */
  int batches() {
    return batches;
  }

  static Arg<Frequency> arg(String key) {
    return Arg.optional(
        key,
        Codecs.of(
            "'epoch', 'batch' or a number of batches",
            json ->
                json.equals("epoch")
                    ? EPOCH
                    : json.equals("batch") ? BATCH : batches(((Number) json).intValue()),
            frequency -> frequency.isEpoch() ? "epoch" : (Object) frequency.batches),
        EPOCH);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Frequency frequency && frequency.batches == batches;
  }

  @Override
  public int hashCode() {
    return batches;
  }

  @Override
  public String toString() {
    return isEpoch() ? "epoch" : batches + " batches";
  }
}
