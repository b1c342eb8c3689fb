package org.keras4j.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.keras4j.tensor.SafeText;

/** Values and names in error messages. */
public final class Text {
  private static final int LONGEST = 200;

  private Text() {}

  /** A config value as Python prints it, shortened, and safe to log. */
  public static String of(Object json) {
    String text = print(json);
    return SafeText.line(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...");
  }

  private static String print(Object json) {
    if (json == null) {
      return "None";
    }
    if (json instanceof String s) {
      return "'" + s + "'";
    }
    if (json instanceof Boolean b) {
      return b ? "True" : "False";
    }
    if (json instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .limit(12)
          .map(e -> print(e.getKey()) + ": " + print(e.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (json instanceof List<?> list) {
      return list.stream().limit(20).map(Text::print).collect(Collectors.joining(", ", "[", "]"));
    }
    return String.valueOf(json);
  }

  /** The candidates nearest to {@code name} by edit distance, at most three, best first. */
  public static List<String> nearest(String name, Collection<String> candidates) {
    int limit = Math.max(2, name.length() / 3);
    return candidates.stream()
        .distinct()
        .filter(c -> distance(name, c) <= limit)
        .sorted(Comparator.<String>comparingInt(c -> distance(name, c)).thenComparing(c -> c))
        .limit(3)
        .toList();
  }

  /** {@code " Did you mean 'a' or 'b'?"}, or nothing when no candidate is near. */
  public static String didYouMean(String name, Collection<String> candidates) {
    List<String> near = nearest(name, candidates);
    return near.isEmpty()
        ? ""
        : " Did you mean "
            + near.stream().map(n -> "'" + n + "'").collect(Collectors.joining(" or "))
            + "?";
  }

  private static int distance(String a, String b) {
    String x = a.toLowerCase(Locale.ROOT);
    String y = b.toLowerCase(Locale.ROOT);
    int[] row = new int[y.length() + 1];
    for (int j = 0; j <= y.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= x.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= y.length(); j++) {
        int change = diagonal + (x.charAt(i - 1) == y.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[y.length()];
  }

  /**
   * Keras' {@code to_snake_case}: {@code Conv2D} to {@code conv2d}, {@code ReLU} to {@code re_lu}.
   */
  public static String snakeCase(String name) {
    return name.replaceAll("\\W+", "")
        .replaceAll("(.)([A-Z][a-z]+)", "$1_$2")
        .replaceAll("([a-z])([A-Z])", "$1_$2")
        .toLowerCase(Locale.ROOT);
  }
}
