package org.keras4j.formats;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;

/** Holds readers to their promise: any bytes give a result or a {@link FormatException}, soon. */
public final class Hostile {
  private static final long MAX_NANOS = 2_000_000_000L;
  private static final long MAX_ALLOCATED = 64L << 20;

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private final Consumer<byte[]> reader;
  private int accepted;
  private int refused;

  public Hostile(Consumer<byte[]> reader) {
    this.reader = reader;
  }

  /** How many inputs were read without complaint. */
  public int accepted() {
    return accepted;
  }

  /** How many inputs were refused. */
  public int refused() {
    return refused;
  }

  /** Reads one input and checks outcome, time and memory. */
  public void read(byte[] bytes, String description) {
    long allocated = threads.getCurrentThreadAllocatedBytes();
    long start = System.nanoTime();
    try {
      reader.accept(bytes);
      accepted++;
    } catch (FormatException e) {
      refused++;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(description + " gave " + e, e);
    }
    long nanos = System.nanoTime() - start;
    assertTrue(nanos < MAX_NANOS, () -> description + " took " + nanos / 1_000_000 + " ms");
    long used = threads.getCurrentThreadAllocatedBytes() - allocated;
    assertTrue(used < MAX_ALLOCATED, () -> description + " allocated " + used + " bytes");
  }

  /** Reads every prefix whose length is a multiple of {@code step}. */
  public void truncate(byte[] bytes, int step) {
    for (int length = 0; length < bytes.length; length += step) {
      read(Arrays.copyOf(bytes, length), "the first " + length + " bytes");
    }
  }

  /**
   * Reads copies with one to six changes each. Half of the changes hit the structure: bytes near
   * ones that are not zero.
   */
  public void mutate(byte[] bytes, int count, long seed) {
    for (int i = 0; i < count; i++) {
      Random random = new Random(seed + i);
      byte[] copy = bytes.clone();
      int edits = 1 + random.nextInt(6);
      for (int e = 0; e < edits; e++) {
        edit(copy, random);
      }
      read(copy, "mutation with seed " + (seed + i));
    }
  }

  private static void edit(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    for (int tries = 0; bytes[at] == 0 && tries < 8 && random.nextBoolean(); tries++) {
      at = random.nextInt(bytes.length);
    }
    switch (random.nextInt(4)) {
      case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 1 -> bytes[at] = (byte) random.nextInt();
      case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
      default -> {
        int from = random.nextInt(bytes.length);
        int length = Math.min(1 + random.nextInt(8), bytes.length - Math.max(at, from));
        System.arraycopy(bytes, from, bytes, at, length);
      }
    }
  }
}
