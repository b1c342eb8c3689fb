package org.keras4j.operations;

/**
 * A Python slice among an operation's arguments: {@code x[start:stop:step]}; parts are integers,
 * tensors or null.
 */
public record SliceIndex(Object start, Object stop, Object step) {
  /** Python's {@code ...} among indices. */
  public static final Object ELLIPSIS =
      new Object() {
        @Override
        public String toString() {
          return "Ellipsis";
        }
      };
}
