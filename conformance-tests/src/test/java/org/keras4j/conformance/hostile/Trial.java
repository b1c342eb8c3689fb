package org.keras4j.conformance.hostile;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.keras4j.tensor.KerasException;

/**
 * One reading of a hostile file: how it ended, and what it cost.
 *
 * @param refusal the exception by which the file was refused; null when it was read
 * @param fault what must never happen, in words; null when all is well
 */
record Trial(KerasException refusal, String fault, Throwable cause, long cpuNanos, long allocated) {
  /** Time of the reading thread alone: a busy machine is not the reader's fault. */
  private static final long MAX_NANOS = 2_000_000_000L;

  private static final int LONGEST_MESSAGE = 20_000;

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** Reads a file, which may allocate {@code most} bytes. */
  static Trial of(Runnable reading, long most) {
    long allocated = THREADS.getCurrentThreadAllocatedBytes();
    long start = THREADS.getCurrentThreadCpuTime();
    KerasException refusal = null;
    Throwable other = null;
    try {
      reading.run();
    } catch (KerasException e) {
      refusal = e;
    } catch (RuntimeException | Error e) {
      other = e;
    }
    long nanos = THREADS.getCurrentThreadCpuTime() - start;
    long used = THREADS.getCurrentThreadAllocatedBytes() - allocated;
    return new Trial(
        refusal, fault(refusal, other, nanos, used, most), cause(refusal, other), nanos, used);
  }

  private static Throwable cause(KerasException refusal, Throwable other) {
    return other == null ? refusal : other;
  }

  private static String fault(
      KerasException refusal, Throwable other, long nanos, long used, long most) {
    if (other != null) {
      return "ended in " + other;
    }
    if (nanos > MAX_NANOS) {
      return "took " + nanos / 1_000_000 + " ms";
    }
    if (used > most) {
      return "allocated " + (used >> 20) + " MiB, where " + (most >> 20) + " are allowed";
    }
    if (refusal != null && isWild(refusal.getMessage())) {
      return "gave a message that is not safe to log: " + refusal.getMessage();
    }
    return null;
  }

  /** Control characters from the file, or a message without end. */
  private static boolean isWild(String message) {
    return message == null
        || message.length() > LONGEST_MESSAGE
        || message.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t' || c == 0x7f);
  }

  boolean isRefused() {
    return refusal != null;
  }
}
