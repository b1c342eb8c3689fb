package org.keras4j.models;

/** Opens sources; the {@code formats} module provides it, so that nothing here touches files. */
public interface ModelOpener {
  /**
   * Opens a source.
   *
   * @throws org.keras4j.tensor.KerasException when it is missing or cannot be read
   */
  ModelContent open(ModelSource source, LoadOptions options);
}
