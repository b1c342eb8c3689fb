package org.keras4j.conformance.hostile;

import java.util.Arrays;
import java.util.Random;

/** Knows nothing of the format: flips, overwrites, copies, removes and cuts bytes. */
final class ByteMutator implements Mutator {
  private static final int MOST_EDITS = 6;
  private static final int LONGEST = 16;

  @Override
  public byte[] mutate(byte[] file, Random random) {
    byte[] changed = file.clone();
    for (int edits = 1 + random.nextInt(MOST_EDITS); edits > 0; edits--) {
      changed = edit(changed, random);
    }
    return changed;
  }

  private static byte[] edit(byte[] bytes, Random random) {
    if (bytes.length == 0) {
      return bytes;
    }
    int at = place(bytes, random);
    int length = Math.min(1 + random.nextInt(LONGEST), bytes.length - at);
    switch (random.nextInt(16)) {
      case 0 -> {
        return Arrays.copyOf(bytes, at); // cut off
      }
      case 1 -> {
        return without(bytes, at, length);
      }
      case 2 -> {
        return without(concat(bytes, bytes, at), at + length, 0); // the end comes twice
      }
      case 3, 4, 5 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
      case 6, 7, 8 -> bytes[at] = (byte) random.nextInt();
      case 9, 10 -> bytes[at] = (byte) (random.nextBoolean() ? 0xff : 0);
      case 11, 12 -> extreme(bytes, at, random);
      default -> {
        int from = random.nextInt(bytes.length);
        System.arraycopy(bytes, from, bytes, at, Math.min(length, bytes.length - from));
      }
    }
    return bytes;
  }

  /** Zeros are mostly room that nobody reads: other bytes are hit more often. */
  private static int place(byte[] bytes, Random random) {
    int at = random.nextInt(bytes.length);
    for (int tries = 0; bytes[at] == 0 && tries < 4; tries++) {
      at = random.nextInt(bytes.length);
    }
    return at;
  }

  private static void extreme(byte[] bytes, int at, Random random) {
    long value = Mutator.extreme(random, bytes.length);
    int size = 1 << random.nextInt(4);
    for (int i = 0; i < size && at + i < bytes.length; i++) {
      bytes[at + i] = (byte) (value >>> 8 * i);
    }
  }

  private static byte[] without(byte[] bytes, int at, int length) {
    byte[] shorter = new byte[bytes.length - length];
    System.arraycopy(bytes, 0, shorter, 0, at);
    System.arraycopy(bytes, at + length, shorter, at, shorter.length - at);
    return shorter;
  }

  private static byte[] concat(byte[] head, byte[] tail, int tailFrom) {
    byte[] all = Arrays.copyOf(head, head.length + tail.length - tailFrom);
    System.arraycopy(tail, tailFrom, all, head.length, tail.length - tailFrom);
    return all;
  }
}
