package org.keras4j.op;

/** What {@link Reduce} does with the elements it meets. */
public enum ReduceKind {
  SUM,
  PROD,
  MAX,
  MIN,
  /** Logical or, of bools. */
  ANY,
  /** Logical and, of bools. */
  ALL
}
