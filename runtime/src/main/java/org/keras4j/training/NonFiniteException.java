package org.keras4j.training;

/** A step computed NaN or infinity; the message names the first place. */
public final class NonFiniteException extends TrainingException {
  private static final long serialVersionUID = 1L;

  NonFiniteException(String message) {
    super(message);
  }
}
