package org.keras4j.optimizers.schedules;

import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;

/** Numbers of steps: whole as a rule, and written as such. */
final class StepCount {
  static final Codec<Double> CODEC =
      Codecs.of(
          "a number",
          json -> json instanceof Number n ? (Double) n.doubleValue() : null,
          StepCount::write);

  private StepCount() {}

  private static Object write(Double value) {
    long whole = value.longValue();
    return whole == value ? (Object) whole : value;
  }
}
