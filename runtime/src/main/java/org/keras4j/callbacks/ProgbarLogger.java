package org.keras4j.callbacks;

/** Shows progress on the terminal. Keras: {@code keras.callbacks.ProgbarLogger}. */
public final class ProgbarLogger implements Callback {
  private ProgbarLogger() {}

  /** A logger to the standard output. */
  public static ProgbarLogger standard() {
    return new ProgbarLogger();
  }

  /** What a verbosity means here: where it is left open, 1 on a terminal and 0 elsewhere. */
  public static int resolve(int verbose) {
    return verbose >= 0 ? verbose : System.console() == null ? 0 : 1;
  }
}
