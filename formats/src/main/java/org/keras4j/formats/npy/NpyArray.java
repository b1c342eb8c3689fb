package org.keras4j.formats.npy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.formats.source.Scratch;

/**
 * An array as a NumPy file keeps it: element type, dimensions, order, bytes. The bytes are read
 * when asked for. Whatever the order in the file, the arrays given out are row-major.
 */
public final class NpyArray {
  private final NpyType type;
  private final long[] shape;
  private final boolean fortranOrder;
  private final ByteSource data;
  private final long elementCount;

  NpyArray(NpyType type, long[] shape, boolean fortranOrder, ByteSource data) {
    this.type = type;
    this.shape = shape.clone();
    this.fortranOrder = fortranOrder;
    this.data = data;
    this.elementCount = count(type, shape, data);
  }

  /**
   * A row-major array over little-endian bytes, to be written.
   *
   * @param elements how one element is stored
   * @param data exactly the elements' bytes; not copied
   */
  public static NpyArray of(ElementFormat elements, long[] shape, ByteBuffer data) {
    return new NpyArray(NpyType.of(elements), shape, false, ByteSource.of("array", data));
  }

  /** A row-major array of text, to be written. */
  public static NpyArray ofStrings(List<String> texts, long... shape) {
    int longest = texts.stream().mapToInt(s -> s.codePointCount(0, s.length())).max().orElse(0);
    NpyType type = new NpyType(ByteOrder.LITTLE_ENDIAN, 'U', 4 * Math.max(1, longest));
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.multiplyExact(texts.size(), type.size()))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < texts.size(); i++) {
      bytes.position(i * type.size());
      texts.get(i).codePoints().forEach(bytes::putInt);
    }
    return new NpyArray(type, shape, false, ByteSource.of("array", bytes.rewind()));
  }

  private static long count(NpyType type, long[] shape, ByteSource data) {
    boolean empty = Arrays.stream(shape).anyMatch(d -> d == 0);
    long count = empty ? 0 : 1;
    long most = Long.MAX_VALUE / Math.max(1, type.size());
    for (long dimension : shape) {
      if (dimension < 0 || !empty && count > most / dimension) {
        throw new NpyException(
            Kind.CORRUPT, data.name(), -1, "has the impossible shape " + Arrays.toString(shape));
      }
      count *= dimension;
    }
    if (type.size() == 0 && count > 0) {
      throw new NpyException(
          Kind.CORRUPT, data.name(), -1, "declares " + count + " elements of no bytes at all");
    }
    if (count * type.size() != data.size()) {
      throw new NpyException(
          Kind.CORRUPT,
          data.name(),
          -1,
          "declares "
              + count
              + " elements of "
              + type.descr()
              + ", which are "
              + count * type.size()
              + " bytes, but has "
              + data.size()
              + ". The file is damaged or cut off; get a fresh copy");
    }
    return count;
  }

  /** Type of the elements. */
  public NpyType type() {
    return type;
  }

  /** Dimensions; none for a single value. */
  public long[] shape() {
    return shape.clone();
  }

  /** How many elements there are: the product of the dimensions. */
  public long elementCount() {
    return elementCount;
  }

  /** Whether the bytes have the first dimension varying fastest. */
  public boolean isFortranOrder() {
    return fortranOrder;
  }

  /** The elements' bytes as stored. */
  public ByteSource data() {
    return data;
  }

  /** All numbers as floats, row-major. */
  public float[] floats() {
    float[] stored = new float[intCount()];
    inPieces((format, piece, done, n) -> format.read(piece, stored, done, n));
    if (isRowMajor()) {
      return stored;
    }
    float[] ordered = new float[stored.length];
    FortranOrder.forEach(shape, (to, from) -> ordered[to] = stored[from]);
    return ordered;
  }

  /** All numbers as doubles, row-major. */
  public double[] doubles() {
    double[] stored = new double[intCount()];
    inPieces((format, piece, done, n) -> format.read(piece, stored, done, n));
    if (isRowMajor()) {
      return stored;
    }
    double[] ordered = new double[stored.length];
    FortranOrder.forEach(shape, (to, from) -> ordered[to] = stored[from]);
    return ordered;
  }

  /**
   * All whole numbers, row-major; unsigned ones of 8 bytes keep their bits.
   *
   * @throws NpyException when elements are not whole numbers
   */
  public long[] longs() {
    if (!numbers().isIntegral()) {
      throw mismatch("whole numbers");
    }
    long[] stored = new long[intCount()];
    inPieces((format, piece, done, n) -> format.read(piece, stored, done, n));
    if (isRowMajor()) {
      return stored;
    }
    long[] ordered = new long[stored.length];
    FortranOrder.forEach(shape, (to, from) -> ordered[to] = stored[from]);
    return ordered;
  }

  /** All elements' bytes, row-major and little-endian, whatever the file has. */
  public byte[] bytes() {
    int size = type.size();
    byte[] stored = new byte[Math.toIntExact(data.size())];
    data.slice(0, stored.length).get(stored);
    byte[] ordered = stored;
    if (!isRowMajor()) {
      byte[] target = new byte[stored.length];
      FortranOrder.forEach(
          shape, (to, from) -> System.arraycopy(stored, from * size, target, to * size, size));
      ordered = target;
    }
    boolean swap = type.order() == ByteOrder.BIG_ENDIAN && type.kind() != 'S' && type.kind() != 'V';
    if (swap) {
      swapBytes(ordered, type.kind() == 'U' ? 4 : size);
    }
    return ordered;
  }

  /**
   * All texts, row-major. Bytes ({@code S}) are decoded as UTF-8.
   *
   * @throws NpyException when elements are not text
   */
  public List<String> strings() {
    if (!type.isString()) {
      throw mismatch("strings");
    }
    int size = type.size();
    ByteBuffer all = ByteBuffer.wrap(bytes()).order(ByteOrder.LITTLE_ENDIAN);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < elementCount; i++) {
      texts.add(type.kind() == 'U' ? text(all, i * size) : byteText(all, i * size));
    }
    return List.copyOf(texts);
  }

  private String byteText(ByteBuffer all, int at) {
    int end = type.size();
    while (end > 0 && all.get(at + end - 1) == 0) {
      end--;
    }
    return new String(all.array(), at, end, StandardCharsets.UTF_8);
  }

  private String text(ByteBuffer all, int at) {
    int end = type.size() / 4;
    while (end > 0 && all.getInt(at + 4 * (end - 1)) == 0) {
      end--;
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < end; i++) {
      int codePoint = all.getInt(at + 4 * i);
      if (!Character.isValidCodePoint(codePoint)) {
        throw new NpyException(
            Kind.CORRUPT, data.name(), at + 4L * i, "has a character beyond Unicode");
      }
      text.appendCodePoint(codePoint);
    }
    return text.toString();
  }

  /** One row or less has the same bytes in either order. */
  boolean isRowMajor() {
    return !fortranOrder || shape.length < 2 || elementCount == 0;
  }

  private static void swapBytes(byte[] bytes, int unit) {
    for (int start = 0; start < bytes.length; start += unit) {
      for (int i = 0, j = unit - 1; i < j; i++, j--) {
        byte kept = bytes[start + i];
        bytes[start + i] = bytes[start + j];
        bytes[start + j] = kept;
      }
    }
  }

  private interface PieceReader {
    void read(ElementFormat format, ByteBuffer piece, int done, int count);
  }

  private void inPieces(PieceReader reader) {
    ElementFormat format = numbers();
    int count = intCount();
    int most = Scratch.PIECE_BYTES / format.size();
    try (Scratch scratch = new Scratch()) {
      for (int done = 0; done < count; ) {
        int n = Math.min(most, count - done);
        ByteBuffer piece = data.slice((long) done * format.size(), n * format.size(), scratch);
        reader.read(format, piece, done, n);
        done += n;
      }
    }
  }

  private ElementFormat numbers() {
    return type.numbers().orElseThrow(() -> mismatch("numbers"));
  }

  private int intCount() {
    if (elementCount > Integer.MAX_VALUE - 8) {
      throw new NpyException(
          Kind.UNSUPPORTED, data.name(), -1, elementCount + " elements do not fit a Java array");
    }
    return (int) elementCount;
  }

  private NpyException mismatch(String expected) {
    return new NpyException(
        Kind.MISMATCH,
        data.name(),
        -1,
        "holds elements of type "
            + FormatException.quote(type.descr())
            + ", where "
            + expected
            + " were expected");
  }

  @Override
  public String toString() {
    return "NpyArray[" + type.descr() + ", " + Arrays.toString(shape) + "]";
  }
}
