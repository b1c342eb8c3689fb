package org.keras4j.config;

import org.keras4j.tensor.KerasException;

/** A constructor argument or a serialized object is wrong. */
public class ConfigException extends KerasException {
  private static final long serialVersionUID = 1L;

  public ConfigException(String message) {
    super(message);
  }

  public ConfigException(String message, Throwable cause) {
    super(message, cause);
  }
}
