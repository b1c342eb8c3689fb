package org.keras4j.formats.hdf5.writer;

import java.nio.ByteBuffer;

/** Descriptions of dimensions. */
final class SpaceMessage {
  private static final int HEAD_BYTES = 8;

  private SpaceMessage() {}

  /** The dimensions, which are also the largest ones; none for a single value. */
  static byte[] of(long... shape) {
    ByteBuffer message = LittleEndian.buffer(HEAD_BYTES + 2 * Long.BYTES * shape.length);
    int hasMaximum = shape.length == 0 ? 0 : 1;
    message.put((byte) 1).put((byte) shape.length).put((byte) hasMaximum).position(HEAD_BYTES);
    for (int copy = 0; copy < 2; copy++) {
      for (long dimension : shape) {
        message.putLong(dimension);
      }
    }
    return message.array();
  }
}
