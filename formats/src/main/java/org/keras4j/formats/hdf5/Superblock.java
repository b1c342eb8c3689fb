package org.keras4j.formats.hdf5;

import org.keras4j.formats.source.ByteSource;

/** The first structure of the file, versions 0 to 3: where addresses count from, and the root. */
final class Superblock {
  /** The bytes 0x89 'HDF' CR LF 0x1A LF. */
  private static final long SIGNATURE = 0x0a1a0a0d46444889L;

  private Superblock() {}

  /** Offset of the signature: 0, or a power of two from 512 on after a user block; -1 if none. */
  static long find(ByteSource source) {
    for (long at = 0; at >= 0 && at <= source.size() - 8; at = at == 0 ? 512 : 2 * at) {
      if (source.slice(at, 8).getLong() == SIGNATURE) {
        return at;
      }
    }
    return -1;
  }

  /** Reads the superblock, sets the input's base, and gives the address of the root group. */
  static long read(Hdf5Input input, ByteSource source) {
    long at = find(source);
    if (at < 0) {
      throw input.corrupt(
          0, "Unable to synchronously open file (file signature not found): no HDF5 file");
    }
    input.setBase(at);
    Cursor cursor = input.block(0, Math.min(source.size() - at, 112), "the superblock").skip(8);
    int version = cursor.u8();
    return switch (version) {
      case 0, 1 -> readOld(input, source, cursor, version);
      case 2, 3 -> readNew(input, source, cursor);
      default -> throw input.unsupported(at + 8, "superblock version " + version);
    };
  }

  private static long readOld(Hdf5Input input, ByteSource source, Cursor cursor, int version) {
    cursor.skip(4);
    requireEightBytes(input, cursor);
    cursor.skip(1 + 2 + 2 + 4);
    if (version == 1) {
      cursor.skip(4);
    }
    cursor.skip(8 + 8);
    requireWhole(input, source, cursor.i64());
    return cursor.skip(8 + 8).i64();
  }

  private static long readNew(Hdf5Input input, ByteSource source, Cursor cursor) {
    requireEightBytes(input, cursor);
    cursor.skip(1 + 8 + 8);
    requireWhole(input, source, cursor.i64());
    return cursor.i64();
  }

  private static void requireEightBytes(Hdf5Input input, Cursor cursor) {
    long at = cursor.offset();
    int offsetSize = cursor.u8();
    int lengthSize = cursor.u8();
    if (offsetSize != 8 || lengthSize != 8) {
      throw input.unsupported(
          at, "an HDF5 file with addresses of " + offsetSize + " and sizes of " + lengthSize);
    }
  }

  private static void requireWhole(Hdf5Input input, ByteSource source, long storedEnd) {
    if (storedEnd < 0 || storedEnd > source.size()) {
      throw input.corrupt(
          source.size(),
          "Unable to synchronously open file (truncated file: eof = "
              + source.size()
              + ", sblock->base_addr = 0, stored_eof = "
              + Long.toUnsignedString(storedEnd)
              + ")");
    }
  }
}
