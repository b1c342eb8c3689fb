package org.keras4j.op;

/** How scattered values meet what is there. */
public enum ScatterKind {
  /** The value replaces it; of several for one place, the last in row-major order. */
  UPDATE,
  ADD,
  MULTIPLY,
  MAX,
  MIN
}
