package org.keras4j.plan;

import org.keras4j.tensor.KerasException;

/** A function that no static plan can hold, such as one whose shapes depend on data. */
public class PlanException extends KerasException {
  private static final long serialVersionUID = 1L;

  public PlanException(String message) {
    super(message);
  }
}
