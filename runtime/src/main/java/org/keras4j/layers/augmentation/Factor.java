package org.keras4j.layers.augmentation;

import java.util.List;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Text;

/** How strong a change is: drawn between two numbers. */
record Factor(double lower, double upper) {
  /** {@code f} or {@code -f} to {@code f}: a number, or two in any order. */
  static Factor symmetric(List<Double> given) {
    double first = given.get(0);
    return given.size() == 1
        ? new Factor(-Math.abs(first), Math.abs(first))
        : new Factor(Math.min(first, given.get(1)), Math.max(first, given.get(1)));
  }

  /** As {@link #symmetric}, of which a single number is not carried below {@code low}. */
  static Factor within(double low, List<Double> given) {
    Factor factor = symmetric(given);
    return given.size() == 1 ? new Factor(Math.max(factor.lower, low), factor.upper) : factor;
  }

  /** Two numbers, or one that also stands for its negative where that lies within the bounds. */
  static Codec<Factor> codec(double low, double high) {
    String expected =
        "a number (or a list of two numbers) in the range ["
            + Text.of(low)
            + ", "
            + Text.of(high)
            + "]";
    return Codecs.of(expected, json -> read(json, low, high), Factor::written);
  }

  private static Factor read(Object json, double low, double high) {
    if (!(json instanceof Number) && !(json instanceof List<?>)) {
      return null;
    }
    List<?> given = json instanceof List<?> list ? list : List.of(json);
    if (!given.stream().allMatch(Number.class::isInstance) || given.isEmpty() || given.size() > 2) {
      return null;
    }
    List<Double> values = given.stream().map(value -> ((Number) value).doubleValue()).toList();
    boolean fits =
        json instanceof Number
            ? values.get(0) >= low && values.get(0) <= high
            : values.size() == 2 && values.get(0) <= high && values.get(1) >= low;
    return fits ? within(low, values) : null;
  }

  List<Double> written() {
    return List.of(lower, upper);
  }

  /** Whether there is one or two numbers, all within the bounds. */
  static boolean fits(List<Double> given, double low, double high) {
    return !given.isEmpty()
        && given.size() <= 2
        && given.stream().allMatch(value -> value >= low && value <= high);
  }
}
