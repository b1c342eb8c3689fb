package org.keras4j.formats.npy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.Limit;

/**
 * The header of a {@code .npy} file, versions 1 to 3: a Python dictionary in text.
 *
 * @param dataOffset where the elements start
 */
record NpyHeader(NpyType type, boolean fortranOrder, long[] shape, long dataOffset) {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  /** NumPy itself refuses longer headers of files it does not trust. */
  private static final int MAX_HEADER = 10_000;

  private static final int ALIGNMENT = 64;

  static boolean matches(ByteSource source) {
    if (source.size() < MAGIC.length) {
      return false;
    }
    byte[] start = new byte[MAGIC.length];
    source.slice(0, start.length).get(start);
    return Arrays.equals(start, MAGIC);
  }

  static NpyHeader read(ByteSource source, ReadLimits limits) {
    if (!matches(source) || source.size() < 10) {
      throw error(Kind.CORRUPT, source, 0, "is not a .npy file: it does not start with \\x93NUMPY");
    }
    ByteBuffer head = source.slice(0, (int) Math.min(12, source.size()));
    int major = head.get(6);
    if (major < 1 || major > 3 || major > 1 && head.capacity() < 12) {
      throw error(Kind.UNSUPPORTED, source, 6, "is .npy version " + major + "; 1 to 3 are read");
    }
    int start = major == 1 ? 10 : 12;
    long length = major == 1 ? head.getShort(8) & 0xffff : head.getInt(8) & 0xffffffffL;
    if (length > MAX_HEADER) {
      throw error(
          Kind.LIMIT_EXCEEDED,
          source,
          8,
          "has a header of " + length + " bytes; NumPy reads at most " + MAX_HEADER);
    }
    byte[] text = new byte[(int) length];
    source.slice(start, text.length).get(text);
    String literal =
        new String(text, major == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1);
    return new Parser(source, limits, literal).parse(start + length);
  }

  /** The header's bytes in the oldest version that holds it, padded so that data is aligned. */
  byte[] encode() {
    String dimensions =
        Arrays.stream(shape).mapToObj(Long::toString).collect(Collectors.joining(", "));
    String literal =
        "{'descr': '"
            + type.descr()
            + "', 'fortran_order': "
            + (fortranOrder ? "True" : "False")
            + ", 'shape': ("
            + dimensions
            + (shape.length == 1 ? ",)" : ")")
            + ", }";
    int unpadded = MAGIC.length + 4 + literal.length() + 1;
    int padding = (ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT;
    ByteBuffer out = ByteBuffer.allocate(unpadded + padding).order(ByteSource.order());
    out.put(MAGIC).put((byte) 1).put((byte) 0);
    out.putShort((short) (literal.length() + padding + 1));
    out.put((literal + " ".repeat(padding) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    return out.array();
  }

  private static NpyException error(Kind kind, ByteSource source, long offset, String message) {
    return new NpyException(kind, source.name(), offset, message);
  }

  /** Reads the one shape of dictionary that NumPy writes; no general Python. */
  private static final class Parser {
    private final ByteSource source;
    private final ReadLimits limits;
    private final String text;
    private int at;

    Parser(ByteSource source, ReadLimits limits, String text) {
      this.source = source;
      this.limits = limits;
      this.text = text;
    }

    NpyHeader parse(long dataOffset) {
      NpyType type = null;
      Boolean fortranOrder = null;
      long[] shape = null;
      expect('{');
      while (!accept('}')) {
        String key = string();
        expect(':');
        switch (key) {
          case "descr" -> type = type();
          case "fortran_order" -> fortranOrder = bool();
          case "shape" -> shape = shape();
          default -> throw malformed("the key " + FormatException.quote(key) + " is unknown");
        }
        if (!accept(',')) {
          expect('}');
          break;
        }
      }
      if (type == null || fortranOrder == null || shape == null) {
        throw malformed("one of 'descr', 'fortran_order' and 'shape' is missing");
      }
      return new NpyHeader(type, fortranOrder, shape, dataOffset);
    }

    private NpyType type() {
      if (peek() == '[') {
        throw error(
            Kind.UNSUPPORTED, source, at, "holds a structured array; save its fields one by one");
      }
      String descr = string();
      if (descr.endsWith("O")) {
        throw error(
            Kind.UNSAFE,
            source,
            at,
            "Object arrays cannot be loaded: they are pickled Python objects. Save an array of"
                + " numbers or strings, with dtype=... in numpy.asarray");
      }
      try {
        return NpyType.parse(descr);
      } catch (IllegalArgumentException e) {
        throw error(
            Kind.UNSUPPORTED,
            source,
            at,
            "has the dtype "
                + FormatException.quote(descr)
                + ", which is not read here; convert it with astype in Python");
      }
    }

    private long[] shape() {
      List<Long> dimensions = new ArrayList<>();
      expect('(');
      while (!accept(')')) {
        dimensions.add(number());
        limits.check(Limit.RANK, dimensions.size(), source.name(), "the number of dimensions");
        if (!accept(',')) {
          expect(')');
          break;
        }
      }
      return dimensions.stream().mapToLong(Long::longValue).toArray();
    }

    private long number() {
      skipSpace();
      int from = at;
      while (at < text.length() && Character.digit(text.charAt(at), 10) >= 0) {
        at++;
      }
      if (at == from || at - from > 18) {
        throw malformed("a dimension is no number below 10^18");
      }
      long value = Long.parseLong(text, from, at, 10);
      accept('L'); // Python 2 marked long integers so
      return value;
    }

    private boolean bool() {
      skipSpace();
      for (String word : List.of("True", "False")) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw malformed("'fortran_order' is neither True nor False");
    }

    private String string() {
      skipSpace();
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw malformed("a quoted string was expected");
      }
      int end = text.indexOf(quote, at + 1);
      if (end < 0) {
        throw malformed("a string has no end");
      }
      String value = text.substring(at + 1, end);
      at = end + 1;
      return value;
    }

    private char peek() {
      skipSpace();
      return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean accept(char c) {
      if (peek() == c) {
        at++;
        return true;
      }
      return false;
    }

    private void expect(char c) {
      if (!accept(c)) {
        throw malformed("'" + c + "' was expected");
      }
    }

    private void skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }

    private NpyException malformed(String why) {
      return error(
          Kind.CORRUPT,
          source,
          at,
          "has a malformed header: " + why + ", in " + FormatException.quote(text.strip()));
    }
  }
}
