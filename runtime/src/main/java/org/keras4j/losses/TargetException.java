package org.keras4j.losses;

import org.keras4j.tensor.KerasException;

/** Targets that a loss has no meaning for. */
public final class TargetException extends KerasException {
  private static final long serialVersionUID = 1L;

  public TargetException(String message) {
    super(message);
  }
}
