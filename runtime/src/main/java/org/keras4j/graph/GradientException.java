package org.keras4j.graph;

import org.keras4j.tensor.KerasException;

/** A gradient was asked of something that has none. */
public class GradientException extends KerasException {
  private static final long serialVersionUID = 1L;

  public GradientException(String message) {
    super(message);
  }
}
