package org.keras4j.tensor;

/** Shapes or dtypes that do not fit an operation, a layer or a model. */
public class ShapeException extends KerasException {
  private static final long serialVersionUID = 1L;

  public ShapeException(String message) {
    super(message);
  }

  public ShapeException(String message, Throwable cause) {
    super(message, cause);
  }
}
