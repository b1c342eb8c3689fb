package org.keras4j.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads event files by the published descriptions of their formats: TFRecord, CRC-32C bit by bit,
 * and any message of protocol buffers as lists of values by field number.
 */
final class EventRecords {
  private static final int POLYNOMIAL = 0x82f63b78;

  private EventRecords() {}

  /** The messages of all event files in a folder. */
  static List<Map<Integer, List<Object>>> read(Path folder) throws IOException {
    List<Map<Integer, List<Object>>> events = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().contains("tfevents")).sorted().toList()) {
        ByteBuffer bytes = little(Files.readAllBytes(file));
        while (bytes.hasRemaining()) {
          byte[] length = take(bytes, Long.BYTES);
          requireChecksum(length, bytes.getInt());
          byte[] data = take(bytes, (int) little(length).getLong());
          requireChecksum(data, bytes.getInt());
          events.add(message(data));
        }
      }
    }
    return events;
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] take(ByteBuffer bytes, int count) {
    byte[] taken = new byte[count];
    bytes.get(taken);
    return taken;
  }

  private static void requireChecksum(byte[] data, int stored) {
    int crc = -1;
    for (byte value : data) {
      crc ^= value & 0xff;
      for (int bit = 0; bit < Byte.SIZE; bit++) {
        crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : POLYNOMIAL);
      }
    }
    crc = ~crc;
    int masked = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    if (masked != stored) {
      throw new AssertionError("checksum " + stored + " should be " + masked);
    }
  }

  /** Values by field: {@code Long}, or {@code byte[]} of what has a length. */
  static Map<Integer, List<Object>> message(byte[] data) {
    Map<Integer, List<Object>> fields = new LinkedHashMap<>();
    ByteBuffer bytes = little(data);
    while (bytes.hasRemaining()) {
      long key = varint(bytes);
      Object value =
          switch ((int) key & 7) {
            case 0 -> varint(bytes);
            case 1 -> bytes.getLong();
            case 2 -> take(bytes, (int) varint(bytes));
            default -> throw new AssertionError("wire type of " + key);
          };
      fields.computeIfAbsent((int) (key >>> 3), field -> new ArrayList<>()).add(value);
    }
    return fields;
  }

  private static long varint(ByteBuffer bytes) {
    long value = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = bytes.get();
      value |= (long) (part & 0x7f) << shift;
      if (part >= 0) {
        return value;
      }
    }
  }

  /** A message within a message. */
  static Map<Integer, List<Object>> at(Map<Integer, List<Object>> message, int... path) {
    Map<Integer, List<Object>> current = message;
    for (int field : path) {
      current = message((byte[]) current.get(field).get(0));
    }
    return current;
  }

  static String text(Map<Integer, List<Object>> message, int field) {
    return new String((byte[]) message.get(field).get(0), StandardCharsets.UTF_8);
  }

  static ByteBuffer packed(Map<Integer, List<Object>> message, int field) {
    return little((byte[]) message.get(field).get(0));
  }
}
