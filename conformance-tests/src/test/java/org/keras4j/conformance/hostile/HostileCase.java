package org.keras4j.conformance.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * One file of the corpus.
 *
 * @param name file name, which says what is wrong with it
 * @param bytes makes the file
 * @param accepted whether it is an odd but honest file, that must be read
 * @param says what the refusal must say, in parts
 */
record HostileCase(String name, Supplier<byte[]> bytes, boolean accepted, List<String> says) {
  static HostileCase refused(String name, Supplier<byte[]> bytes, String... says) {
    return new HostileCase(name, bytes, false, Arrays.asList(says));
  }

  static HostileCase read(String name, Supplier<byte[]> bytes) {
    return new HostileCase(name, bytes, true, List.of());
  }

  /** The same file, whose refusal may say anything of this. */
  HostileCase saying(String... parts) {
    return new HostileCase(name, bytes, accepted, List.of(parts));
  }

  @Override
  public String toString() {
    return name;
  }
}
