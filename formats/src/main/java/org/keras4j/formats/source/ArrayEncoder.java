package org.keras4j.formats.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Turns arrays in memory into the little-endian bytes that files keep. */
public final class ArrayEncoder {
  /** Small enough to stay in a core's cache on the way from array to file. */
  static final int PIECE_BYTES = 128 << 10;

  private ArrayEncoder() {}

  /** Takes the bytes piece by piece; a piece is valid only during the call. */
  @FunctionalInterface
  public interface Sink {
    /** Takes the remaining bytes of an array-backed buffer. */
    void accept(ByteBuffer piece) throws IOException;
  }

  /** How the numbers of an array are stored. */
  public static ElementFormat formatOf(DType dtype) {
    ElementFormat.Kind kind =
        switch (dtype.kind()) {
          case BOOL -> ElementFormat.Kind.BOOL;
          case SIGNED -> ElementFormat.Kind.SIGNED;
          case UNSIGNED -> ElementFormat.Kind.UNSIGNED;
          case FLOAT ->
              dtype == DType.BFLOAT16 ? ElementFormat.Kind.BFLOAT : ElementFormat.Kind.FLOAT;
          case STRING -> throw new IllegalArgumentException("strings are no numbers");
        };
    return new ElementFormat(kind, dtype.bytes(), ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes all numbers of an array to a stream, row-major, without a copy of the whole. */
  public static void write(NDArray array, OutputStream out) throws IOException {
    if (out instanceof ArrayOutput whole) {
      whole.write(array);
    } else {
      encode(array, piece -> out.write(piece.array(), piece.position(), piece.remaining()));
    }
  }

  /** Gives all numbers of an array, row-major, to {@code sink}, without a copy of the whole. */
  public static void encode(NDArray array, Sink sink) throws IOException {
    int size = formatOf(array.dtype()).size();
    long most = Math.min(PIECE_BYTES, (long) size * Math.max(1, array.size()));
    encode(array, ByteBuffer.allocate((int) most).order(ByteOrder.LITTLE_ENDIAN), sink);
  }

  /** As the shorter form, in pieces as large as {@code piece}, which is little-endian. */
  static void encode(NDArray array, ByteBuffer piece, Sink sink) throws IOException {
    int size = formatOf(array.dtype()).size();
    int most = piece.capacity() / size;
    for (int done = 0; done < array.size(); ) {
      int n = Math.min(most, array.size() - done);
      put(array, done, n, piece.clear());
      sink.accept(piece.position(0).limit(n * size));
      done += n;
    }
  }

  private static void put(NDArray array, int from, int count, ByteBuffer piece) {
    switch (array.dtype().storage()) {
      case BYTE -> piece.put(array.bytes(), from, count);
      case SHORT -> piece.asShortBuffer().put(array.shorts(), from, count);
      case INT -> piece.asIntBuffer().put(array.ints(), from, count);
      case LONG -> piece.asLongBuffer().put(array.longs(), from, count);
      case FLOAT -> piece.asFloatBuffer().put(array.floats(), from, count);
      case DOUBLE -> piece.asDoubleBuffer().put(array.doubles(), from, count);
      case STRING -> throw new IllegalArgumentException("strings are no numbers");
    }
  }
}
