package org.keras4j.models;

/** An opened source that several formats may look at; made by the installed {@link ModelOpener}. */
public interface ModelContent extends AutoCloseable {
  /** What messages call it. */
  String name();

  @Override
  void close();
}
