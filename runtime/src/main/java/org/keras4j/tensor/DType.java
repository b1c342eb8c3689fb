package org.keras4j.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * Element type of a tensor. Names are those of Keras ({@code "float32"}, {@code "bfloat16"}, ...).
 *
 * <p>Host data is held in the primitive array of {@link #storage()}: half floats as their 16 bits
 * in {@code short[]}, booleans as 0 or 1 in {@code byte[]}, unsigned integers in the signed array
 * of the same width, strings in {@code String[]}.
 */
public enum DType {
  BOOL("bool", Kind.BOOL, 1, Storage.BYTE),
  UINT8("uint8", Kind.UNSIGNED, 1, Storage.BYTE),
  UINT16("uint16", Kind.UNSIGNED, 2, Storage.SHORT),
  UINT32("uint32", Kind.UNSIGNED, 4, Storage.INT),
  INT8("int8", Kind.SIGNED, 1, Storage.BYTE),
  INT16("int16", Kind.SIGNED, 2, Storage.SHORT),
  INT32("int32", Kind.SIGNED, 4, Storage.INT),
  INT64("int64", Kind.SIGNED, 8, Storage.LONG),
  BFLOAT16("bfloat16", Kind.FLOAT, 2, Storage.SHORT),
  FLOAT16("float16", Kind.FLOAT, 2, Storage.SHORT),
  FLOAT32("float32", Kind.FLOAT, 4, Storage.FLOAT),
  FLOAT64("float64", Kind.FLOAT, 8, Storage.DOUBLE),
  STRING("string", Kind.STRING, 4, Storage.STRING);

  /** What the values are. */
  public enum Kind {
    BOOL,
    UNSIGNED,
    SIGNED,
    FLOAT,
    STRING
  }

  /** The Java array that holds the values. */
  public enum Storage {
    BYTE,
    SHORT,
    INT,
    LONG,
    FLOAT,
    DOUBLE,
    STRING;

    /** A new zeroed array of this kind ({@code ""} for strings). */
    public Object allocate(int length) {
      return switch (this) {
        case BYTE -> new byte[length];
        case SHORT -> new short[length];
        case INT -> new int[length];
        case LONG -> new long[length];
        case FLOAT -> new float[length];
        case DOUBLE -> new double[length];
        case STRING -> {
          String[] strings = new String[length];
          Arrays.fill(strings, "");
          yield strings;
        }
      };
    }

    /** Length of an array of this kind. */
    public int length(Object array) {
      return java.lang.reflect.Array.getLength(array);
    }

    /** Whether {@code array} is of this kind. */
    public boolean accepts(Object array) {
      return switch (this) {
        case BYTE -> array instanceof byte[];
        case SHORT -> array instanceof short[];
        case INT -> array instanceof int[];
        case LONG -> array instanceof long[];
        case FLOAT -> array instanceof float[];
        case DOUBLE -> array instanceof double[];
        case STRING -> array instanceof String[];
      };
    }
  }

  private final String kerasName;
  private final Kind kind;
  private final int bytes;
  private final Storage storage;

  DType(String kerasName, Kind kind, int bytes, Storage storage) {
    this.kerasName = kerasName;
    this.kind = kind;
    this.bytes = bytes;
    this.storage = storage;
  }

  /** Name in Keras configs, such as {@code "float32"}. */
  public String kerasName() {
    return kerasName;
  }

  public Kind kind() {
    return kind;
  }

  /** Bytes of one element in a file (a reference's size for strings). */
  public int bytes() {
    return bytes;
  }

  public Storage storage() {
    return storage;
  }

  public boolean isFloating() {
    return kind == Kind.FLOAT;
  }

  /** Whether this is a signed or unsigned integer type; {@code bool} is not. */
  public boolean isInteger() {
    return kind == Kind.SIGNED || kind == Kind.UNSIGNED;
  }

  public boolean isNumeric() {
    return kind != Kind.STRING;
  }

  /** Whether values are held as 16-bit patterns that need decoding. */
  public boolean isHalf() {
    return this == FLOAT16 || this == BFLOAT16;
  }

  /**
   * The type with the given Keras name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static DType of(String kerasName) {
    for (DType dtype : values()) {
      if (dtype.kerasName.equals(kerasName)) {
        return dtype;
      }
    }
    throw new IllegalArgumentException(
        "Invalid dtype: '"
            + kerasName
            + "'. Expected one of "
            + Arrays.stream(values()).map(d -> d.kerasName).collect(Collectors.joining(", ")));
  }

  @Override
  public String toString() {
    return kerasName;
  }
}
