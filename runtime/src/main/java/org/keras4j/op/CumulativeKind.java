package org.keras4j.op;

/** What {@link Cumulative} keeps a running value of. */
public enum CumulativeKind {
  SUM,
  PROD,
  MAX,
  MIN
}
