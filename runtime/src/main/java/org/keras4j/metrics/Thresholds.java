package org.keras4j.metrics;

import java.util.ArrayList;
import java.util.List;
import org.keras4j.config.Arg;

/** Thresholds above which a prediction means yes. */
record Thresholds(List<Double> values) {
  /** What stands for minus infinity in Keras. */
  static final double LOWEST = -1e10;

  private static final double EPSILON = 1e-7;
  private static final double RELATIVE = 1e-5;

  Thresholds {
    values = List.copyOf(values);
  }

  /** The argument {@code thresholds}: a number, a list, or null. */
  static Arg<List<Double>> arg() {
    return Arg.numbers("thresholds", null)
        .that(
            values -> values.stream().allMatch(value -> value >= 0 && value <= 1),
            "threshold values in [0, 1]");
  }

  /** The given ones, or a single default. */
  static Thresholds of(List<Double> given, double single) {
    return new Thresholds(given == null ? List.of(single) : given);
  }

  /** So many, evenly from 0 to 1; a single one is 0.5. */
  static Thresholds even(int count) {
    if (count == 1) {
      return new Thresholds(List.of(0.5));
    }
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add((double) i / (count - 1));
    }
    return new Thresholds(values);
  }

  /** These, with 0 and 1 at the ends pushed outwards, so that all predictions lie between. */
  Thresholds withOpenEnds() {
    List<Double> open = new ArrayList<>(values);
    open.set(0, -EPSILON);
    open.set(values.size() - 1, 1 + EPSILON);
    return new Thresholds(open);
  }

  int count() {
    return values.size();
  }

  /** Whether the ends lie outside [0, 1]. */
  boolean hasOpenEnds() {
    return values.get(0) < 0 || values.get(count() - 1) > 1;
  }

  /**
   * Whether they lie evenly between 0 and 1, so that a prediction's place among them can be
   * computed. Keras: {@code is_evenly_distributed_thresholds}.
   */
  boolean isEven() {
    if (count() < 3) {
      return false;
    }
    for (int i = 0; i < count(); i++) {
      double even = (double) i / (count() - 1);
      if (Math.abs(values.get(i) - even) > EPSILON + RELATIVE * even) {
        return false;
      }
    }
    return true;
  }

  double[] toArray() {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
