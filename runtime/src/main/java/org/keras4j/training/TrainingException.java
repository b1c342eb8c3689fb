package org.keras4j.training;

import org.keras4j.tensor.KerasException;

/** Training was asked for what cannot be done. */
public class TrainingException extends KerasException {
  private static final long serialVersionUID = 1L;

  public TrainingException(String message) {
    super(message);
  }
}
