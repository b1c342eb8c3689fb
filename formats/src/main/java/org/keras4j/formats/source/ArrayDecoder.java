package org.keras4j.formats.source;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.keras4j.formats.FormatException;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Makes arrays in memory from elements stored in a file. */
public final class ArrayDecoder {
  private ArrayDecoder() {}

  /** Random access to the stored elements. */
  @FunctionalInterface
  public interface Window {
    /**
     * The bytes from {@code offset} on, in {@code scratch} unless they are in memory already;
     * refuses what the file does not hold.
     */
    ByteBuffer bytes(long offset, int length, Scratch scratch);
  }

  /**
   * Reads a row-major array of numbers.
   *
   * @param name names the array in messages
   * @throws FormatException of kind {@code UNSUPPORTED} when it has no dtype of Keras, or is too
   *     large for one array
   */
  public static NDArray numbers(String name, ElementFormat format, long[] shape, Window stored) {
    Shape dims = shape(name, shape);
    DType dtype = dtype(name, format);
    int count = dims.intSize();
    // Asking for the last byte proves that all are there, before memory is allocated for them.
    try (Scratch scratch = new Scratch()) {
      if (count > 0) {
        stored.bytes((long) count * format.size() - 1, 1, scratch);
      }
      Object array = dtype.storage().allocate(count);
      int most = Scratch.PIECE_BYTES / format.size();
      for (int done = 0; done < count; ) {
        int n = Math.min(most, count - done);
        ByteBuffer piece = stored.bytes((long) done * format.size(), n * format.size(), scratch);
        read(format, piece, array, done, n);
        done += n;
      }
      return NDArray.wrap(dtype, dims, array);
    }
  }

  /** An array of text. */
  public static NDArray strings(String name, long[] shape, List<String> texts) {
    return NDArray.wrap(DType.STRING, shape(name, shape), texts.toArray(String[]::new));
  }

  /**
   * The dtype of elements.
   *
   * @throws FormatException of kind {@code UNSUPPORTED} for uint64, which Keras has no tensors of
   */
  public static DType dtype(String name, ElementFormat format) {
    try {
      return DType.of(format.dtype());
    } catch (IllegalArgumentException e) {
      throw new FormatException(
          FormatException.Kind.UNSUPPORTED,
          name,
          -1,
          "has the dtype " + format.dtype() + "; convert it to int64 in Python with astype",
          e);
    }
  }

  /**
   * Dimensions as they come from a file.
   *
   * @throws FormatException of kind {@code UNSUPPORTED} when more elements than an array can hold
   */
  public static Shape shape(String name, long[] shape) {
    boolean empty = Arrays.stream(shape).anyMatch(d -> d == 0);
    long count = 1;
    for (long dimension : shape) {
      boolean fits = dimension >= 0 && dimension <= Integer.MAX_VALUE - 8;
      if (!fits || !empty && dimension * count > Integer.MAX_VALUE - 8) {
        throw new FormatException(
            FormatException.Kind.UNSUPPORTED,
            name,
            -1,
            "has the shape " + Arrays.toString(shape) + ": one array holds at most 2^31 elements");
      }
      count = empty ? 0 : count * dimension;
    }
    return Shape.of(Arrays.stream(shape).mapToInt(d -> (int) d).toArray());
  }

  private static void read(
      ElementFormat format, ByteBuffer piece, Object array, int offset, int count) {
    if (array instanceof float[] floats) {
      format.read(piece, floats, offset, count);
    } else if (array instanceof double[] doubles) {
      format.read(piece, doubles, offset, count);
    } else if (array instanceof long[] longs) {
      format.read(piece, longs, offset, count);
    } else if (array instanceof int[] ints) {
      format.read(piece, ints, offset, count);
    } else if (array instanceof short[] shorts) {
      format.readBits(piece, shorts, offset, count);
    } else {
      byte[] bytes = (byte[]) array;
      format.readBits(piece, bytes, offset, count);
      if (format.kind() == ElementFormat.Kind.BOOL) {
        for (int i = offset; i < offset + count; i++) {
          bytes[i] = (byte) (bytes[i] == 0 ? 0 : 1);
        }
      }
    }
  }
}
