package org.keras4j.metrics;

/** Whether training means to raise a metric or to lower it. */
public enum Direction {
  /** More is better. */
  UP,
  /** Less is better. */
  DOWN,
  /** Keras does not say. */
  UNKNOWN
}
