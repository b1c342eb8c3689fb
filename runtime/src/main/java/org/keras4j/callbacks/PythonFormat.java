package org.keras4j.callbacks;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Python's {@code str.format} for names with numbers in them: {@code "{epoch:02d}-{loss:.2f}"}.
 * Values are {@code Long} for integers, else {@code Double}.
 */
final class PythonFormat {
  private static final Pattern FIELD =
      Pattern.compile("\\{\\{|}}|\\{([^{}:!]*)(?::([^{}]*))?}|[{}]");
  private static final Pattern SPEC =
      Pattern.compile("(?:(.)?([<>=^]))?([+ -])?(0)?(\\d+)?(?:\\.(\\d+))?([a-zA-Z%])?");

  private PythonFormat() {}

  /**
   * The pattern with its fields filled in.
   *
   * @throws CallbackException on a name that is not among the values, or a format that no number
   *     has
   */
  static String format(String pattern, Map<String, ? extends Number> values) {
    StringBuilder text = new StringBuilder();
    Matcher field = FIELD.matcher(pattern);
    int end = 0;
    while (field.find()) {
      text.append(pattern, end, field.start()).append(replacement(pattern, field, values));
      end = field.end();
    }
    return text.append(pattern.substring(end)).toString();
  }

  private static String replacement(
      String pattern, Matcher field, Map<String, ? extends Number> values) {
    switch (field.group()) {
      case "{{" -> {
        return "{";
      }
      case "}}" -> {
        return "}";
      }
      case "{", "}" -> throw failed(pattern, "single '" + field.group() + "' in the text");
      default -> {}
    }
    Number value = values.get(field.group(1));
    if (value == null) {
      throw failed(pattern, "'" + field.group(1) + "'. Available: " + values.keySet());
    }
    String spec = field.group(2) == null ? "" : field.group(2);
    Matcher parts = SPEC.matcher(spec);
    if (!parts.matches()) {
      throw failed(pattern, "Invalid format specifier '" + spec + "'");
    }
    String digits = number(pattern, value, parts.group(6), parts.group(7));
    return pad(signed(digits, parts.group(3)), parts, spec);
  }

  private static CallbackException failed(String pattern, String reason) {
    return new CallbackException(
        "Failed to format this callback filepath: \"" + pattern + "\". Reason: " + reason);
  }

  private static String number(String pattern, Number value, String precision, String type) {
    double number = value.doubleValue();
    boolean isInteger = value instanceof Long;
    int digits = precision == null ? 6 : Integer.parseInt(precision);
    if (type == null) {
      if (isInteger) {
        return value.toString();
      }
      return precision == null ? PythonText.repr(number) : PythonText.general(number, digits);
    }
    String text =
        switch (type) {
          case "d", "n" -> isInteger || type.equals("n") ? integer(value, digits) : null;
          case "f", "F" -> PythonText.fixed(number, digits);
          case "e", "E" -> PythonText.scientific(number, digits);
          case "g", "G" -> PythonText.general(number, digits);
          case "%" -> PythonText.fixed(number * 100, digits) + "%";
          default -> null;
        };
    if (text == null) {
      throw failed(
          pattern,
          "Unknown format code '"
              + type
              + "' for object of type '"
              + (isInteger ? "int" : "float")
              + "'");
    }
    return Character.isUpperCase(type.charAt(0)) ? text.toUpperCase(Locale.ROOT) : text;
  }

  private static String integer(Number value, int digits) {
    return value instanceof Long
        ? value.toString()
        : PythonText.general(value.doubleValue(), digits);
  }

  private static String signed(String digits, String sign) {
    boolean isPlus = sign != null && !sign.equals("-") && !digits.startsWith("-");
    return isPlus ? sign + digits : digits;
  }

  private static String pad(String text, Matcher parts, String spec) {
    int width = parts.group(5) == null ? 0 : Integer.parseInt(parts.group(5));
    int missing = width - text.length();
    if (missing <= 0) {
      return text;
    }
    boolean zeros = parts.group(4) != null && parts.group(2) == null;
    String fill = parts.group(1) != null ? parts.group(1) : parts.group(4) != null ? "0" : " ";
    String align = parts.group(2) != null ? parts.group(2) : zeros ? "=" : ">";
    return switch (align) {
      case "<" -> text + fill.repeat(missing);
      case "^" -> fill.repeat(missing / 2) + text + fill.repeat(missing - missing / 2);
      case "=" -> {
        int sign = "+- ".indexOf(text.charAt(0)) >= 0 ? 1 : 0;
        yield text.substring(0, sign) + fill.repeat(missing) + text.substring(sign);
      }
      default -> fill.repeat(missing) + text;
    };
  }
}
