package org.keras4j.config;

/** A file or a caller names a layer, function or object that the registry does not know. */
public class UnknownTypeException extends ConfigException {
  private static final long serialVersionUID = 1L;

  private final String typeName;

  public UnknownTypeException(String typeName, String message) {
    super(message);
    this.typeName = typeName;
  }

  /** The name that was looked for. */
  public String typeName() {
    return typeName;
  }
}
