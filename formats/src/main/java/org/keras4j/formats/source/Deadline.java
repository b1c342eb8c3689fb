package org.keras4j.formats.source;

import java.time.Duration;
import org.keras4j.formats.FormatException;
import org.keras4j.models.LoadPolicy;

/** When one loading has to end: at the policy's deadline, or when its thread is interrupted. */
public final class Deadline {
  private final String source;
  private final Duration allowed;
  private final long start = System.nanoTime();

  private Deadline(String source, Duration allowed) {
    this.source = source;
    this.allowed = allowed;
  }

  /** The time of {@code policy}, running from now. */
  public static Deadline start(String source, LoadPolicy policy) {
    return new Deadline(source, policy.deadline().orElse(null));
  }

  /**
   * Called before every step whose number a file decides.
   *
   * @throws FormatException of kind {@code LIMIT_EXCEEDED} after the deadline, {@code INTERRUPTED}
   *     when the thread is interrupted, which it stays
   */
  public void check() {
    if (Thread.currentThread().isInterrupted()) {
      throw new FormatException(
          FormatException.Kind.INTERRUPTED, source, -1, "loading was interrupted");
    }
    if (allowed != null && System.nanoTime() - start > allowed.toNanos()) {
      throw new FormatException(
          FormatException.Kind.LIMIT_EXCEEDED,
          source,
          -1,
          "loading takes longer than the deadline of "
              + allowed
              + ". If you trust this file, allow more: LoadPolicy.strict().within(duration)");
    }
  }

  /** The same bytes, refused once the time is over. */
  public ByteSource guard(ByteSource bytes) {
    return new GuardedSource(bytes, this);
  }
}
