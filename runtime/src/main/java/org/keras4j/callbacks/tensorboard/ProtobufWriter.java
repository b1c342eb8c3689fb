package org.keras4j.callbacks.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes one message in the binary format of protocol buffers. */
final class ProtobufWriter {
  private static final int VARINT = 0;
  private static final int FIXED64 = 1;
  private static final int LENGTH_DELIMITED = 2;
  private static final int TYPE_BITS = 3;
  private static final int GROUP_BITS = 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  ProtobufWriter integer(int field, long value) {
    varint((long) field << TYPE_BITS | VARINT);
    varint(value);
    return this;
  }

  ProtobufWriter number(int field, double value) {
    varint((long) field << TYPE_BITS | FIXED64);
    littleEndian(Double.doubleToLongBits(value), Double.BYTES);
    return this;
  }

  /** A repeated field of floats, packed. */
  ProtobufWriter floats(int field, float... values) {
    ProtobufWriter packed = new ProtobufWriter();
    for (float value : values) {
      packed.littleEndian(Float.floatToIntBits(value), Float.BYTES);
    }
    return message(field, packed);
  }

  /** A repeated field of doubles, packed. */
  ProtobufWriter doubles(int field, double... values) {
    ProtobufWriter packed = new ProtobufWriter();
    for (double value : values) {
      packed.littleEndian(Double.doubleToLongBits(value), Double.BYTES);
    }
    return message(field, packed);
  }

  ProtobufWriter text(int field, String value) {
    return bytes(field, value.getBytes(StandardCharsets.UTF_8));
  }

  ProtobufWriter message(int field, ProtobufWriter value) {
    return bytes(field, value.toByteArray());
  }

  ProtobufWriter bytes(int field, byte[] value) {
    varint((long) field << TYPE_BITS | LENGTH_DELIMITED);
    varint(value.length);
    out.writeBytes(value);
    return this;
  }

  byte[] toByteArray() {
    return out.toByteArray();
  }

  /** Groups of seven bits, the lowest first; all but the last with the highest bit set. */
  private void varint(long value) {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.write((int) (rest & 0x7F | 0x80));
      rest >>>= GROUP_BITS;
    }
    out.write((int) rest);
  }

  private void littleEndian(long bits, int bytes) {
    for (int i = 0; i < bytes; i++) {
      out.write((int) (bits >>> Byte.SIZE * i));
    }
  }
}
