package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.util.List;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ArrayDecoder;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.Scratch;
import org.keras4j.tensor.NDArray;

/**
 * An array in the file, row-major. Nothing of it is read before it is asked for, and what is asked
 * for is copied once, straight into the caller's array. Reading is safe from several threads.
 */
public interface Hdf5Dataset extends Hdf5Node {
  /** Name of the file, for messages. */
  String source();

  /**
   * Type of the elements.
   *
   * @throws Hdf5Exception when it is one that is not read here
   */
  Hdf5Type type();

  /** Dimensions; none for a single value. */
  long[] shape();

  /** How many elements there are: the product of the dimensions. */
  long elementCount();

  /**
   * Bytes of all elements. Calling this proves that the file really holds them, so memory for them
   * may be allocated afterwards, and not before.
   *
   * @throws Hdf5Exception when fewer bytes are stored than declared, or they lie in another file
   */
  long storageSize();

  /**
   * The whole dataset in memory.
   *
   * @throws Hdf5Exception when the data is not in the file, or too large for one array
   */
  default NDArray toNDArray() {
    storageSize();
    if (type().isString()) {
      String name = source() + ":" + path();
      return ArrayDecoder.strings(name, shape(), strings());
    }
    return ArrayDecoder.numbers(source() + ":" + path(), elements(), shape(), this::bytes);
  }

  /**
   * A part of the elements' bytes, little-endian, not aligned, without copying.
   *
   * @param offset first byte, counted from the first element
   * @param length bytes, at most 1 GiB
   */
  ByteBuffer bytes(long offset, int length);

  /**
   * As the shorter form, but what is not in memory is read into {@code scratch}, which has room for
   * it.
   *
   * @return bytes that are valid until {@code scratch} is used again
   */
  default ByteBuffer bytes(long offset, int length, Scratch scratch) {
    return bytes(offset, length);
  }

  /** The elements of a string dataset, decoded as UTF-8. */
  List<String> strings();

  /**
   * How to read the elements as numbers.
   *
   * @throws Hdf5Exception when they are no numbers
   */
  default ElementFormat elements() {
    return type()
        .numbers()
        .orElseThrow(
            () ->
                new Hdf5Exception(
                    FormatException.Kind.MISMATCH,
                    source(),
                    -1,
                    "dataset "
                        + FormatException.quote(path())
                        + " holds "
                        + type()
                        + ", where numbers were expected"));
  }

  /** Reads all elements as floats into the start of {@code into}. */
  default void readInto(float[] into) {
    readInto(0, into, 0, DatasetReads.wholeCount(this, into.length));
  }

  /** Reads {@code count} elements from {@code first} on as floats, converting any number. */
  default void readInto(long first, float[] into, int offset, int count) {
    ElementFormat format = elements();
    DatasetReads.inPieces(
        this, first, count, (piece, done, n) -> format.read(piece, into, offset + done, n));
  }

  /** Reads all elements as doubles into the start of {@code into}. */
  default void readInto(double[] into) {
    readInto(0, into, 0, DatasetReads.wholeCount(this, into.length));
  }

  /** Reads {@code count} elements from {@code first} on as doubles, converting any number. */
  default void readInto(long first, double[] into, int offset, int count) {
    ElementFormat format = elements();
    DatasetReads.inPieces(
        this, first, count, (piece, done, n) -> format.read(piece, into, offset + done, n));
  }

  /** Reads all elements, whole numbers, into the start of {@code into}. */
  default void readInto(long[] into) {
    readInto(0, into, 0, DatasetReads.wholeCount(this, into.length));
  }

  /** Reads {@code count} whole numbers from {@code first} on. */
  default void readInto(long first, long[] into, int offset, int count) {
    ElementFormat format = DatasetReads.wholeNumbers(this, 8);
    DatasetReads.inPieces(
        this, first, count, (piece, done, n) -> format.read(piece, into, offset + done, n));
  }

  /** Reads all elements, whole numbers of at most 4 bytes, into the start of {@code into}. */
  default void readInto(int[] into) {
    readInto(0, into, 0, DatasetReads.wholeCount(this, into.length));
  }

  /** Reads {@code count} whole numbers of at most 4 bytes from {@code first} on. */
  default void readInto(long first, int[] into, int offset, int count) {
    ElementFormat format = DatasetReads.wholeNumbers(this, 4);
    DatasetReads.inPieces(
        this, first, count, (piece, done, n) -> format.read(piece, into, offset + done, n));
  }

  /**
   * Reads the bits of all elements, of 2 bytes each (float16, bfloat16, int16), in Java's order.
   */
  default void readBitsInto(short[] into) {
    readBitsInto(0, into, 0, DatasetReads.wholeCount(this, into.length));
  }

  /** Reads the bits of {@code count} 2-byte elements from {@code first} on. */
  default void readBitsInto(long first, short[] into, int offset, int count) {
    ElementFormat format = DatasetReads.sized(this, 2);
    DatasetReads.inPieces(
        this, first, count, (piece, done, n) -> format.readBits(piece, into, offset + done, n));
  }

  /** Reads all bytes as stored, whatever the type, into the start of {@code into}. */
  default void readBytesInto(byte[] into) {
    if (storageSize() > into.length) {
      throw new IllegalArgumentException(
          path() + " has " + storageSize() + " bytes; the array only " + into.length);
    }
    DatasetReads.copyBytes(this, into);
  }
}
