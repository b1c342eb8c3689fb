package org.keras4j.formats.hdf5;

import org.keras4j.models.Limit;

/**
 * The dimensions of a dataset or attribute.
 *
 * @param shape dimensions; none for a single value
 * @param elementCount their product; 0 for the space that holds nothing
 */
record Dataspace(long[] shape, long elementCount) {
  private static final int NULL_SPACE = 2;

  static Dataspace read(Hdf5Input input, Cursor cursor) {
    long at = cursor.offset();
    int version = cursor.u8();
    int rank = cursor.u8();
    int flags = cursor.u8();
    if (version != 1 && version != 2) {
      throw input.corrupt(at, "a dataspace has version " + version + ", where 1 and 2 exist");
    }
    if ((flags & ~1) != 0) {
      throw input.unsupported(at, "a dataspace with permuted dimensions");
    }
    int type = cursor.u8();
    if (version == 1) {
      cursor.skip(4);
    } else if (type == NULL_SPACE) {
      return new Dataspace(new long[] {0}, 0);
    }
    input.limits().check(Limit.RANK, rank, input.name(), "the number of dimensions");
    long[] shape = new long[rank];
    boolean empty = false;
    for (int i = 0; i < rank; i++) {
      shape[i] = cursor.i64();
      if (shape[i] < 0) {
        throw input.corrupt(at, "a dimension is " + Long.toUnsignedString(shape[i]));
      }
      empty |= shape[i] == 0;
    }
    return new Dataspace(shape, empty ? 0 : product(input, shape, at));
  }

  private static long product(Hdf5Input input, long[] shape, long at) {
    long count = 1;
    for (long dimension : shape) {
      if (count > Long.MAX_VALUE / dimension) {
        throw input.corrupt(at, "the product of the dimensions exceeds 2^63");
      }
      count *= dimension;
    }
    return count;
  }

  /** Bytes of all elements. */
  long bytes(Hdf5Input input, int elementSize, long at) {
    if (elementSize != 0 && elementCount > Long.MAX_VALUE / elementSize) {
      throw input.corrupt(at, "the size of the array exceeds 2^63");
    }
    return elementCount * elementSize;
  }
}
