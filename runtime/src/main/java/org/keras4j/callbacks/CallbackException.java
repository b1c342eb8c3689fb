package org.keras4j.callbacks;

import org.keras4j.tensor.KerasException;

/** A callback cannot do what it was asked for, or ends training. */
public final class CallbackException extends KerasException {
  private static final long serialVersionUID = 1L;

  public CallbackException(String message) {
    super(message);
  }

  public CallbackException(String message, Throwable cause) {
    super(message, cause);
  }
}
