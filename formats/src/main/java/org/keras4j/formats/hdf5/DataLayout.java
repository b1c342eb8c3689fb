package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.Scratch;

/**
 * Where the bytes of a dataset are: in one run in the file, or inside its header.
 *
 * @param address of the run, or undefined
 * @param stored bytes there
 * @param compact the bytes, when they are inside the header; else null
 */
record DataLayout(long address, long stored, ByteBuffer compact) {
  private static final int COMPACT = 0;
  private static final int CONTIGUOUS = 1;
  private static final int CHUNKED = 2;
  private static final int VIRTUAL = 3;

  static DataLayout read(Hdf5Input input, Cursor cursor, String path) {
    long at = cursor.offset();
    int version = cursor.u8();
    if (version == 1 || version == 2) {
      return readOld(input, cursor, path);
    }
    if (version < 3 || version > 5) {
      throw input.unsupported(at, "layout version " + version);
    }
    int layoutClass = cursor.u8();
    return switch (layoutClass) {
      case COMPACT -> {
        int size = cursor.u16();
        yield new DataLayout(
            Hdf5Input.UNDEFINED, size, cursor.take(size, "a compact dataset").rest());
      }
      case CONTIGUOUS -> new DataLayout(cursor.i64(), cursor.i64(), null);
      case VIRTUAL -> throw input.refused(at, "Not allowed: H5 file with virtual Dataset");
      default -> throw unsupported(input, at, layoutClass, path);
    };
  }

  /** Versions 1 and 2, of files made before 2004: the size is what the dimensions give. */
  private static DataLayout readOld(Hdf5Input input, Cursor cursor, String path) {
    long at = cursor.offset();
    int rank = cursor.u8();
    int layoutClass = cursor.u8();
    cursor.skip(5);
    if (layoutClass != CONTIGUOUS) {
      throw unsupported(input, at, layoutClass, path);
    }
    long address = cursor.i64();
    long size = 1;
    for (int i = 0; i < rank; i++) {
      long dimension = cursor.u32();
      if (Math.multiplyHigh(size, dimension) != 0 || size * dimension < 0) {
        throw input.corrupt(at, "the size of the array exceeds 2^63");
      }
      size *= dimension;
    }
    return new DataLayout(address, size, null);
  }

  private static Hdf5Exception unsupported(Hdf5Input input, long at, int layoutClass, String path) {
    return input.unsupported(
        at,
        (layoutClass == CHUNKED ? "the chunked dataset " : "layout " + layoutClass + " of ")
            + FormatException.quote(path));
  }

  /** Refuses a dataset that declares more than is stored for it in the file. */
  void requireStored(Hdf5Input input, long declared, String path) {
    if (compact == null && address == Hdf5Input.UNDEFINED) {
      throw bomb(input, declared, 0, path);
    }
    if (stored < 0 || declared > stored) {
      throw bomb(input, declared, stored, path);
    }
    if (compact == null) {
      input.requireInside(address, declared, "dataset " + FormatException.quote(path));
    }
  }

  private static Hdf5Exception bomb(Hdf5Input input, long declared, long stored, String path) {
    return input.refused(
        -1,
        "Not allowed: H5 dataset "
            + FormatException.quote(path)
            + " declares "
            + declared
            + " bytes but only "
            + Math.max(0, stored)
            + " are stored on disk; refusing to load a potential decompression/shape bomb.");
  }

  /**
   * A part of the bytes; the caller has checked it against the declared size.
   *
   * @param scratch where bytes of a file go; null for a buffer of their own
   */
  ByteBuffer bytes(Hdf5Input input, long offset, int length, Scratch scratch) {
    if (length == 0) {
      return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }
    if (compact != null) {
      return compact.slice((int) offset, length).order(ByteOrder.LITTLE_ENDIAN);
    }
    long at = input.requireInside(address + offset, length, "a dataset");
    return input.data(at, length, scratch);
  }
}
