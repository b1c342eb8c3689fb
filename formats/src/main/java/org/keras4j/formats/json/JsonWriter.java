package org.keras4j.formats.json;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Plain values to JSON, byte for byte as Python's {@code json.dumps} writes it: {@code NaN} and
 * {@code Infinity} as such, everything beyond ASCII escaped, numbers as Python prints them.
 */
public final class JsonWriter {
  private static final int FIRST_WITH_EXPONENT = 16;
  private static final int LAST_WITH_EXPONENT = -5;

  private final StringBuilder out = new StringBuilder();
  private final int indent;

  private JsonWriter(int indent) {
    this.indent = indent;
  }

  /** One line of JSON for maps with string keys, lists, strings, numbers, booleans and null. */
  public static byte[] write(Object value) {
    return write(value, 0);
  }

  /** As the shorter form; with an {@code indent} above 0 on a line for each entry. */
  public static byte[] write(Object value, int indent) {
    JsonWriter writer = new JsonWriter(indent);
    writer.value(value, 0);
    return writer.out.toString().getBytes(StandardCharsets.US_ASCII);
  }

  private void value(Object value, int depth) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof String text) {
      string(text);
    } else if (value instanceof Double || value instanceof Float) {
      out.append(number(((Number) value).doubleValue()));
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof List<?> list) {
      list(list, depth);
    } else if (value instanceof Map<?, ?> map) {
      map(map, depth);
    } else {
      throw new IllegalArgumentException("no JSON for a " + value.getClass().getName());
    }
  }

  private void list(List<?> list, int depth) {
    out.append('[');
    String separator = "";
    for (Object item : list) {
      out.append(separator);
      newLine(depth + 1);
      value(item, depth + 1);
      separator = separator();
    }
    close(list.isEmpty(), ']', depth);
  }

  private void map(Map<?, ?> map, int depth) {
    out.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      out.append(separator);
      newLine(depth + 1);
      string((String) entry.getKey());
      out.append(": ");
      value(entry.getValue(), depth + 1);
      separator = separator();
    }
    close(map.isEmpty(), '}', depth);
  }

  private String separator() {
    return indent == 0 ? ", " : ",";
  }

  private void close(boolean isEmpty, char bracket, int depth) {
    if (!isEmpty) {
      newLine(depth);
    }
    out.append(bracket);
  }

  private void newLine(int depth) {
    if (indent > 0) {
      out.append('\n').append(" ".repeat(indent * depth));
    }
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\b' -> out.append("\\b");
        case '\f' -> out.append("\\f");
        default -> {
          if (c < ' ' || c > '~') {
            out.append(String.format("\\u%04x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    out.append('"');
  }

  /** A number as Python's {@code repr} prints it: {@code 1e-07}, {@code 0.001}, {@code 1.0}. */
  static String number(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.toString(value);
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal decimal = new BigDecimal(Double.toString(Math.abs(value))).stripTrailingZeros();
    String digits = decimal.unscaledValue().toString();
    int exponent = decimal.precision() - decimal.scale() - 1;
    return (value < 0 ? "-" : "") + decimal(digits, exponent);
  }

  /** {@code digits} with the point behind the first, times ten to the power of the exponent. */
  private static String decimal(String digits, int exponent) {
    if (exponent <= LAST_WITH_EXPONENT || exponent >= FIRST_WITH_EXPONENT) {
      String point = digits.length() == 1 ? "" : "." + digits.substring(1);
      return digits.charAt(0) + point + String.format("e%+03d", exponent);
    }
    if (exponent < 0) {
      return "0." + "0".repeat(-exponent - 1) + digits;
    }
    String padded = digits + "0".repeat(Math.max(0, exponent + 2 - digits.length()));
    return padded.substring(0, exponent + 1) + "." + padded.substring(exponent + 1);
  }
}
