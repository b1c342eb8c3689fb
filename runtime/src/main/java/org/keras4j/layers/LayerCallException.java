package org.keras4j.layers;

import org.keras4j.tensor.KerasException;

/** A layer could not be called: says which layer, with which configuration, on which shapes. */
public class LayerCallException extends KerasException {
  private static final long serialVersionUID = 1L;

  private final String layerName;

  public LayerCallException(String layerName, String message, Throwable cause) {
    super(message, cause);
    this.layerName = layerName;
  }

  public String layerName() {
    return layerName;
  }
}
