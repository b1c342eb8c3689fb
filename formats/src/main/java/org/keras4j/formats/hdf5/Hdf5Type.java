package org.keras4j.formats.hdf5;

import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import org.keras4j.formats.source.ElementFormat;

/** The type of the elements of a dataset or attribute: exactly the ones that Keras writes. */
public sealed interface Hdf5Type {
  /** Bytes of one element as stored. */
  int size();

  /** How to read the elements as numbers; empty for strings and untyped bytes. */
  default Optional<ElementFormat> numbers() {
    return Optional.empty();
  }

  /** Whether elements are strings. */
  default boolean isString() {
    return false;
  }

  /** Whole or floating-point numbers. */
  record Numeric(ElementFormat format) implements Hdf5Type {
    @Override
    public int size() {
      return format.size();
    }

    @Override
    public Optional<ElementFormat> numbers() {
      return Optional.of(format);
    }

    @Override
    public String toString() {
      return format.dtype();
    }
  }

  /** Named whole numbers. NumPy's bool is {@code FALSE = 0, TRUE = 1} over int8. */
  record Enumeration(ElementFormat base, Map<String, Long> members) implements Hdf5Type {
    /** Takes a copy of the names. */
    public Enumeration {
      members = Map.copyOf(members);
    }

    @Override
    public int size() {
      return base.size();
    }

    /** Whether this is how h5py stores NumPy's bool. */
    public boolean isBoolean() {
      return base.size() == 1 && members.equals(Map.of("FALSE", 0L, "TRUE", 1L));
    }

    @Override
    public Optional<ElementFormat> numbers() {
      return Optional.of(
          isBoolean() ? new ElementFormat(ElementFormat.Kind.BOOL, 1, base.order()) : base);
    }

    @Override
    public String toString() {
      return isBoolean() ? "bool" : "enum" + members.keySet();
    }
  }

  /**
   * Bytes without a meaning of their own. Keras stores bfloat16 so (2 bytes, attribute {@code
   * dtype} of the dataset), and the 8-bit floats (1 byte).
   */
  record Opaque(int size, String tag) implements Hdf5Type {
    /** bfloat16 is the only 2-byte type that h5py has to store as opaque bytes. */
    @Override
    public Optional<ElementFormat> numbers() {
      return size == 2
          ? Optional.of(new ElementFormat(ElementFormat.Kind.BFLOAT, 2, ByteOrder.LITTLE_ENDIAN))
          : Optional.empty();
    }

    @Override
    public String toString() {
      return "opaque" + size;
    }
  }

  /** Strings that take {@code size} bytes each, filled up as {@code padding} says. */
  record FixedString(int size, Padding padding) implements Hdf5Type {
    @Override
    public boolean isString() {
      return true;
    }

    @Override
    public String toString() {
      return "string[" + size + "]";
    }
  }

  /** Strings of any length; an element is a reference into the global heap. */
  record VariableString() implements Hdf5Type {
    @Override
    public int size() {
      return 16;
    }

    @Override
    public boolean isString() {
      return true;
    }

    @Override
    public String toString() {
      return "string";
    }
  }

  /** What follows the text in a string of fixed length. */
  enum Padding {
    /** One zero byte ends the text. */
    NULL_TERMINATED,
    /** Zero bytes up to the end. */
    NULL_PADDED,
    /** Spaces up to the end. */
    SPACE_PADDED
  }
}
