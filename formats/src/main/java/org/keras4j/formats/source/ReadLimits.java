package org.keras4j.formats.source;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.keras4j.formats.FormatException;

/**
 * The caller's bounds on what reading a file may cost. Immutable; nothing in a file can change it.
 *
 * <pre>{@code
 * ReadLimits limits = ReadLimits.defaults().with(Limit.JSON_BYTES, 1 << 20);
 * }</pre>
 */
public final class ReadLimits {
  private static final ReadLimits DEFAULTS = new ReadLimits(defaultValues());

  private final Map<Limit, Long> values;

  private ReadLimits(Map<Limit, Long> values) {
    this.values = Collections.unmodifiableMap(values);
  }

  /** Every limit at its default: any model that Keras writes is well inside. */
  public static ReadLimits defaults() {
    return DEFAULTS;
  }

  private static Map<Limit, Long> defaultValues() {
    Map<Limit, Long> values = new EnumMap<>(Limit.class);
    for (Limit limit : Limit.values()) {
      values.put(limit, limit.defaultValue());
    }
    return values;
  }

  /**
   * A copy with one limit changed.
   *
   * @param value the new bound, not negative
   */
  public ReadLimits with(Limit limit, long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a limit cannot be negative; received " + value);
    }
    Map<Limit, Long> copy = new EnumMap<>(values);
    copy.put(limit, value);
    return new ReadLimits(copy);
  }

  /** The bound set for {@code limit}. */
  public long get(Limit limit) {
    return values.get(limit);
  }

  /**
   * Refuses a value above its limit.
   *
   * @param what names the thing measured, for the message
   * @throws FormatException of kind {@code LIMIT_EXCEEDED}
   */
  public void check(Limit limit, long value, String source, String what) {
    long max = get(limit);
    if (value < 0 || value > max) {
      throw new FormatException(
          FormatException.Kind.LIMIT_EXCEEDED,
          source,
          -1,
          what
              + " is "
              + (value < 0 ? "more than 2^63" : Long.toString(value))
              + ", above the limit "
              + limit
              + " = "
              + max
              + ". If you trust this file, raise it: ReadLimits.defaults().with(Limit."
              + limit
              + ", n)");
    }
  }

  @Override
  public String toString() {
    return "ReadLimits" + values;
  }
}
