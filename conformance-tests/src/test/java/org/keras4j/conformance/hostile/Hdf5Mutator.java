package org.keras4j.conformance.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Breaks one field of an otherwise sound HDF5 file: addresses lead elsewhere, counts and sizes lie.
 * Addresses and sizes are the aligned numbers that fit into the file; counts are the small numbers
 * behind the signature of a block.
 */
final class Hdf5Mutator implements Mutator {
  private static final String[] SIGNATURES = {"TREE", "SNOD", "HEAP", "GCOL", "OHDR", "OCHK"};

  /** Bytes of a block in which its counts, levels and sizes are. */
  private static final int HEAD_BYTES = 40;

  @Override
  public byte[] mutate(byte[] file, Random random) {
    byte[] changed = file.clone();
    ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
    List<Integer> addresses = addresses(bytes);
    if (addresses.isEmpty()) {
      return new ByteMutator().mutate(file, random);
    }
    for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
      if (random.nextInt(3) == 0) {
        field(bytes, random);
      } else {
        address(bytes, addresses, random);
      }
    }
    return changed;
  }

  /** Places of numbers that may be addresses or sizes. */
  private static List<Integer> addresses(ByteBuffer bytes) {
    List<Integer> places = new ArrayList<>();
    for (int at = 0; at + 8 <= bytes.capacity(); at += 8) {
      long value = bytes.getLong(at);
      if (value == -1 || value > 0 && value <= bytes.capacity()) {
        places.add(at);
      }
    }
    return places;
  }

  private static void address(ByteBuffer bytes, List<Integer> places, Random random) {
    int at = places.get(random.nextInt(places.size()));
    long value = bytes.getLong(at);
    bytes.putLong(
        at,
        switch (random.nextInt(6)) {
          case 0 -> Mutator.extreme(random, bytes.capacity());
          case 1 -> at; // to itself
          case 2 -> value + 8L * (random.nextInt(9) - 4);
          case 3 -> value * (1L << random.nextInt(40));
          default -> bytes.getLong(places.get(random.nextInt(places.size())));
        });
  }

  private static void field(ByteBuffer bytes, Random random) {
    String signature = SIGNATURES[random.nextInt(SIGNATURES.length)];
    List<Integer> found = new ArrayList<>();
    for (int at = 0; at + HEAD_BYTES <= bytes.capacity(); at += 4) {
      if (matches(bytes, at, signature)) {
        found.add(at);
      }
    }
    int at =
        found.isEmpty()
            ? random.nextInt(bytes.capacity() - HEAD_BYTES)
            : found.get(random.nextInt(found.size()));
    int field = at + 4 + random.nextInt(HEAD_BYTES - 12);
    switch (random.nextInt(3)) {
      case 0 -> bytes.put(field, (byte) Mutator.extreme(random, bytes.capacity()));
      case 1 -> bytes.putShort(field, (short) Mutator.extreme(random, bytes.capacity()));
      default -> bytes.putInt(field, (int) Mutator.extreme(random, bytes.capacity()));
    }
  }

  private static boolean matches(ByteBuffer bytes, int at, String signature) {
    for (int i = 0; i < signature.length(); i++) {
      if (bytes.get(at + i) != signature.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
