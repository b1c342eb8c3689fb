package org.keras4j.models;

import org.keras4j.tensor.KerasException;

/** A model cannot be put together or used as asked. */
public class ModelException extends KerasException {
  private static final long serialVersionUID = 1L;

  public ModelException(String message) {
    super(message);
  }

  public ModelException(String message, Throwable cause) {
    super(message, cause);
  }
}
