package org.keras4j.formats.source;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.keras4j.tensor.HalfFloats;

/**
 * How a file stores one number, and how an array of them is read.
 *
 * <p>The {@code read} methods take {@code count} elements from the start of {@code from} and
 * convert as a widening or narrowing cast of Java does; whole-number targets accept only whole
 * numbers that are sure to fit. Same type to same type is a bulk copy.
 *
 * @param kind what the bits mean
 * @param size bytes of one element
 * @param order order of the bytes
 */
public record ElementFormat(Kind kind, int size, ByteOrder order) {
  /** What the bits of a number mean. */
  public enum Kind {
    /** One byte, zero for false. */
    BOOL,
    /** Two's complement. */
    SIGNED,
    /** Not negative. */
    UNSIGNED,
    /** IEEE 754 of 2, 4 or 8 bytes. */
    FLOAT,
    /** The upper half of a 4-byte float. */
    BFLOAT
  }

  /** Checks that there is such a format. */
  public ElementFormat {
    boolean known =
        switch (kind) {
          case BOOL -> size == 1;
          case SIGNED, UNSIGNED -> size == 1 || size == 2 || size == 4 || size == 8;
          case FLOAT -> size == 2 || size == 4 || size == 8;
          case BFLOAT -> size == 2;
        };
    if (!known) {
      throw new IllegalArgumentException("no " + size + "-byte element of kind " + kind);
    }
  }

  /** The name that Keras and NumPy give this type: {@code "float32"}, {@code "bool"}. */
  public String dtype() {
    return switch (kind) {
      case BOOL -> "bool";
      case SIGNED -> "int" + 8 * size;
      case UNSIGNED -> "uint" + 8 * size;
      case FLOAT -> "float" + 8 * size;
      case BFLOAT -> "bfloat16";
    };
  }

  /** Whether elements are whole numbers or booleans. */
  public boolean isIntegral() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED || kind == Kind.BOOL;
  }

  /** Reads any number as float. */
  public void read(ByteBuffer from, float[] into, int offset, int count) {
    ByteBuffer b = window(from, count);
    if (kind == Kind.FLOAT && size == 4) {
      b.asFloatBuffer().get(into, offset, count);
    } else if (kind == Kind.FLOAT && size == 2) {
      for (int i = 0; i < count; i++) {
        into[offset + i] = HalfFloats.float16ToFloat(b.getShort(2 * i));
      }
    } else if (kind == Kind.BFLOAT) {
      for (int i = 0; i < count; i++) {
        into[offset + i] = HalfFloats.bfloat16ToFloat(b.getShort(2 * i));
      }
    } else if (kind == Kind.FLOAT) {
      for (int i = 0; i < count; i++) {
        into[offset + i] = (float) b.getDouble(8 * i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        into[offset + i] = isHugeUnsigned() ? (float) unsigned(b, i) : wholeAt(b, i);
      }
    }
  }

  /** Reads any number as double. */
  public void read(ByteBuffer from, double[] into, int offset, int count) {
    ByteBuffer b = window(from, count);
    if (kind == Kind.FLOAT && size == 8) {
      b.asDoubleBuffer().get(into, offset, count);
    } else if (isIntegral()) {
      for (int i = 0; i < count; i++) {
        into[offset + i] = isHugeUnsigned() ? unsigned(b, i) : wholeAt(b, i);
      }
    } else {
      for (int i = 0; i < count; i++) {
        into[offset + i] =
            size == 4
                ? b.getFloat(4 * i)
                : kind == Kind.BFLOAT
                    ? HalfFloats.bfloat16ToFloat(b.getShort(2 * i))
                    : HalfFloats.float16ToFloat(b.getShort(2 * i));
      }
    }
  }

  /**
   * Reads whole numbers. Eight-byte unsigned ones keep their bits.
   *
   * @throws IllegalArgumentException when elements are not whole numbers
   */
  public void read(ByteBuffer from, long[] into, int offset, int count) {
    requireIntegral(8, "long[]");
    ByteBuffer b = window(from, count);
    if (size == 8) {
      b.asLongBuffer().get(into, offset, count);
    } else {
      for (int i = 0; i < count; i++) {
        into[offset + i] = wholeAt(b, i);
      }
    }
  }

  /**
   * Reads whole numbers of at most four bytes. Four-byte unsigned ones keep their bits.
   *
   * @throws IllegalArgumentException when elements are wider, or not whole numbers
   */
  public void read(ByteBuffer from, int[] into, int offset, int count) {
    requireIntegral(4, "int[]");
    ByteBuffer b = window(from, count);
    if (size == 4) {
      b.asIntBuffer().get(into, offset, count);
    } else {
      for (int i = 0; i < count; i++) {
        into[offset + i] = (int) wholeAt(b, i);
      }
    }
  }

  /**
   * Reads the bits of two-byte elements, in Java's byte order.
   *
   * @throws IllegalArgumentException when elements have another size
   */
  public void readBits(ByteBuffer from, short[] into, int offset, int count) {
    if (size != 2) {
      throw new IllegalArgumentException(dtype() + " elements do not fit short[]");
    }
    window(from, count).asShortBuffer().get(into, offset, count);
  }

  /**
   * Reads the bits of one-byte elements.
   *
   * @throws IllegalArgumentException when elements have another size
   */
  public void readBits(ByteBuffer from, byte[] into, int offset, int count) {
    if (size != 1) {
      throw new IllegalArgumentException(dtype() + " elements do not fit byte[]");
    }
    window(from, count).get(into, offset, count);
  }

  private ByteBuffer window(ByteBuffer from, int count) {
    int bytes = Math.multiplyExact(count, size);
    return from.slice(from.position(), bytes).order(order);
  }

  private boolean isHugeUnsigned() {
    return kind == Kind.UNSIGNED && size == 8;
  }

  private double unsigned(ByteBuffer b, int i) {
    long bits = b.getLong(8 * i);
    // Halving keeps the lowest bit, so that the rounding of the sum is the rounding of the value.
    return bits >= 0 ? bits : 2.0 * (bits >>> 1 | bits & 1);
  }

  private long wholeAt(ByteBuffer b, int i) {
    boolean signed = kind == Kind.SIGNED;
    return switch (size) {
      case 1 -> signed ? b.get(i) : b.get(i) & 0xffL;
      case 2 -> signed ? b.getShort(2 * i) : b.getShort(2 * i) & 0xffffL;
      case 4 -> signed ? b.getInt(4 * i) : b.getInt(4 * i) & 0xffffffffL;
      default -> b.getLong(8 * i);
    };
  }

  private void requireIntegral(int maxSize, String target) {
    if (!isIntegral() || size > maxSize) {
      throw new IllegalArgumentException(
          dtype() + " elements do not fit " + target + "; read them into a wider array");
    }
  }
}
