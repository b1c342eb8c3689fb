package org.keras4j.models;

import java.util.Optional;

/** An opened source that several formats may look at; made by the installed {@link ModelOpener}. */
public interface ModelContent extends AutoCloseable {
  /** What messages call it. */
  String name();

  /**
   * The samples stored with the model, by which it can be verified; empty when there are none.
   *
   * @throws org.keras4j.tensor.KerasException when they cannot be read
   */
  default Optional<ModelSamples> samples() {
    return Optional.empty();
  }

  @Override
  void close();
}
