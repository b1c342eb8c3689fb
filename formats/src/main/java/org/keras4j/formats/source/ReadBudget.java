package org.keras4j.formats.source;

import java.util.EnumMap;
import java.util.Map;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

/**
 * What one file has cost so far, for the limits that hold over the file as a whole. Not safe for
 * use by several threads at once.
 */
public final class ReadBudget {
  private final ReadLimits limits;
  private final String source;
  private final Map<Limit, Long> spent = new EnumMap<>(Limit.class);

  /** A fresh budget for the file called {@code source}. */
  public ReadBudget(LoadPolicy policy, String source) {
    this.limits = ReadLimits.of(policy);
    this.source = source;
  }

  /**
   * Adds to what was spent of {@code limit}, and refuses the file when that is more than allowed.
   *
   * @throws org.keras4j.formats.FormatException of kind {@code LIMIT_EXCEEDED}
   */
  public void spend(Limit limit, long amount, String what) {
    long before = spent.getOrDefault(limit, 0L);
    long total = amount < 0 || before + amount < 0 ? -1 : before + amount;
    limits.check(limit, total, source, what);
    spent.put(limit, total);
  }

  /** The limits this budget is held to. */
  public ReadLimits limits() {
    return limits;
  }
}
