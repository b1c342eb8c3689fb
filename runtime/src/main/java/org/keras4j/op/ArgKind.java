package org.keras4j.op;

/** Which element {@link ArgReduce} looks for. */
public enum ArgKind {
  MAX,
  MIN
}
