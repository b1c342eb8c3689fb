package org.keras4j.formats.source;

import org.keras4j.formats.FormatException;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

/** Holds what is read to the limits of the caller's policy. */
public final class ReadLimits {
  private static final ReadLimits DEFAULTS = new ReadLimits(LoadPolicy.strict());

  private final LoadPolicy policy;

  private ReadLimits(LoadPolicy policy) {
    this.policy = policy;
  }

  /** The limits of a policy. */
  public static ReadLimits of(LoadPolicy policy) {
    return policy == LoadPolicy.strict() ? DEFAULTS : new ReadLimits(policy);
  }

  /** Every limit at its default: any model that Keras writes is well inside. */
  public static ReadLimits defaults() {
    return DEFAULTS;
  }

  /** The bound set for {@code limit}. */
  public long get(Limit limit) {
    return policy.limit(limit);
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
              + ". If you trust this file, raise it: LoadPolicy.strict().with(Limit."
              + limit
              + ", n)");
    }
  }
}
