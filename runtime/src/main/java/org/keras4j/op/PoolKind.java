package org.keras4j.op;

/** What {@link Pool} makes of a window. */
public enum PoolKind {
  /** The largest element; padding never wins. */
  MAX,
  /** The mean of the elements inside the input; padding is not counted. */
  AVERAGE
}
