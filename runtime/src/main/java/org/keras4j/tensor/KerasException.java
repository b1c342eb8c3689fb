package org.keras4j.tensor;

/**
 * Root of every exception that Keras4J throws for a wrong argument, model, file or input. Messages
 * say what happened with the values received, what was expected, and how to fix it; what they quote
 * from files is safe to log.
 */
public class KerasException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public KerasException(String message) {
    super(SafeText.lines(message));
  }

  public KerasException(String message, Throwable cause) {
    super(SafeText.lines(message), cause);
  }
}
