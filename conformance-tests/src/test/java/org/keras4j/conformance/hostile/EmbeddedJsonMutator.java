package org.keras4j.conformance.hostile;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Changes the config inside a legacy HDF5 file, where it has a place of fixed size. */
final class EmbeddedJsonMutator implements Mutator {
  private static final int TRIES = 8;

  private final Mutator json = new JsonMutator();
  private final Mutator hdf5 = new Hdf5Mutator();

  @Override
  public byte[] mutate(byte[] file, Random random) {
    int start = new String(file, StandardCharsets.ISO_8859_1).indexOf("{\"class_name\"");
    if (start < 0) {
      return hdf5.mutate(file, random);
    }
    int end = end(file, start);
    byte[] text = Arrays.copyOfRange(file, start, end);
    for (int tries = 0; tries < TRIES; tries++) {
      byte[] changed = json.mutate(text, random);
      if (changed.length <= text.length) {
        byte[] copy = file.clone();
        Arrays.fill(copy, start, end, (byte) ' ');
        System.arraycopy(changed, 0, copy, start, changed.length);
        return copy;
      }
    }
    return hdf5.mutate(file, random);
  }

  /** The text ends with a zero, or at the next object of the heap, which has zeros in its head. */
  private static int end(byte[] file, int start) {
    int depth = 0;
    for (int at = start; at < file.length; at++) {
      depth += file[at] == '{' ? 1 : file[at] == '}' ? -1 : 0;
      if (depth == 0) {
        return at + 1;
      }
    }
    return file.length;
  }
}
