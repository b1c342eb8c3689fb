package org.keras4j.formats.npy;

import java.nio.ByteOrder;
import java.util.Optional;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.ElementFormat.Kind;

/**
 * The element type of a NumPy array, such as {@code "<f4"}.
 *
 * @param order order of the bytes
 * @param kind NumPy's letter: {@code b i u f} numbers, {@code U} text, {@code S} bytes, {@code V}
 *     raw
 * @param size bytes of one element
 */
public record NpyType(ByteOrder order, char kind, int size) {
  private static final String KINDS = "biufUSV";
  private static final int MAX_SIZE = 1 << 28;

  /** Checks the letter and the size. */
  public NpyType {
    boolean known = KINDS.indexOf(kind) >= 0 && size >= 0 && size <= MAX_SIZE;
    if (known && "biuf".indexOf(kind) >= 0) {
      known = formatOf(order, kind, size).isPresent();
    }
    if (!known || kind == 'U' && size % 4 != 0) {
      throw new IllegalArgumentException("no NumPy type '" + kind + "' of " + size + " bytes");
    }
  }

  /** The little-endian type that stores {@code format}; bfloat16 is kept as {@code |V2}. */
  public static NpyType of(ElementFormat format) {
    char kind =
        switch (format.kind()) {
          case BOOL -> 'b';
          case SIGNED -> 'i';
          case UNSIGNED -> 'u';
          case FLOAT -> 'f';
          case BFLOAT -> 'V';
        };
    return new NpyType(format.order(), kind, format.size());
  }

  /**
   * Parses a type as NumPy writes it.
   *
   * @throws IllegalArgumentException when it is none that is read here
   */
  public static NpyType parse(String descr) {
    if (!descr.matches("[<>|=]?[a-zA-Z][0-9]{1,9}")) {
      throw new IllegalArgumentException("not a simple NumPy type: " + descr);
    }
    boolean hasOrder = "<>|=".indexOf(descr.charAt(0)) >= 0;
    char mark = hasOrder ? descr.charAt(0) : '=';
    char kind = descr.charAt(hasOrder ? 1 : 0);
    long count = Long.parseLong(descr.substring(hasOrder ? 2 : 1));
    long size = kind == 'U' ? 4 * count : count;
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException("elements of " + size + " bytes");
    }
    ByteOrder order = mark == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
    return new NpyType(order, kind, (int) size);
  }

  /** The type as NumPy writes it. */
  public String descr() {
    boolean unordered = size == 1 && kind != 'U' || kind == 'S' || kind == 'V';
    String mark = unordered ? "|" : order == ByteOrder.BIG_ENDIAN ? ">" : "<";
    return mark + kind + (kind == 'U' ? size / 4 : size);
  }

  /**
   * How to read the elements as numbers; empty for text and raw bytes. {@code |V2} is taken for
   * bfloat16, which NumPy itself does not know.
   */
  public Optional<ElementFormat> numbers() {
    return formatOf(order, kind, size);
  }

  /** Whether elements are text. */
  public boolean isString() {
    return kind == 'U' || kind == 'S';
  }

  private static Optional<ElementFormat> formatOf(ByteOrder order, char kind, int size) {
    Kind numberKind =
        switch (kind) {
          case 'b' -> Kind.BOOL;
          case 'i' -> Kind.SIGNED;
          case 'u' -> Kind.UNSIGNED;
          case 'f' -> Kind.FLOAT;
          case 'V' -> Kind.BFLOAT;
          default -> null;
        };
    try {
      return numberKind == null
          ? Optional.empty()
          : Optional.of(new ElementFormat(numberKind, size, order));
    } catch (IllegalArgumentException e) {
      return Optional.empty(); // float128, |V7: raw bytes to us
    }
  }
}
