package org.keras4j.models;

/**
 * A file format, found through {@link java.util.ServiceLoader}. A format recognises its files by
 * their content, not by their names.
 */
public interface ModelFormat {
  /** Such as {@code Keras archive}. */
  String name();

  /** Whether the source holds this format. Must not consume a stream. */
  boolean recognizes(ModelContent content);

  /** Whether whole models are read, not only weights. */
  boolean hasArchitecture();

  /**
   * The model that the source holds.
   *
   * @throws org.keras4j.tensor.KerasException when the file is damaged, or asks for what is not
   *     known
   */
  Model load(ModelContent content, LoadOptions options);

  /**
   * Loads weights into a model; all of them or, on an exception, none.
   *
   * @throws org.keras4j.tensor.KerasException listing every mismatch
   */
  void loadWeights(Model model, ModelContent content, LoadOptions options);
}
