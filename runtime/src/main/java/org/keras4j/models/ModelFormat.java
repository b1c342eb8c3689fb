package org.keras4j.models;

import java.util.List;

/**
 * A file format, found through {@link java.util.ServiceLoader}. A format recognises its files by
 * their content, not by their names; what is written goes by the name's ending.
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
   * What the source says of its model, without building it; only where {@link #hasArchitecture}.
   *
   * @throws org.keras4j.tensor.KerasException when the file is damaged
   */
  default ModelDescription describe(ModelContent content, LoadOptions options) {
    throw new ModelException("No model config found in the file at " + content.name() + ".");
  }

  /**
   * Loads weights into a model; all of them or, on an exception, none.
   *
   * @throws org.keras4j.tensor.KerasException listing every mismatch
   */
  void loadWeights(Model model, ModelContent content, LoadOptions options);

  /** Endings of names under which whole models are saved in this format; by default none. */
  default List<String> modelEndings() {
    return List.of();
  }

  /** Endings of names under which weights alone are saved in this format; by default none. */
  default List<String> weightsEndings() {
    return List.of();
  }

  /**
   * Saves a whole model. Called only where {@link #modelEndings} has the ending. A file that exists
   * is replaced only once the new one is complete.
   *
   * @throws org.keras4j.tensor.KerasException when it cannot be written, or the format has no way
   *     to say what the model does
   */
  default void save(Model model, ModelTarget target, SaveOptions options) {
    throw new ModelException(name() + " is not written");
  }

  /** Saves weights alone. Called only where {@link #weightsEndings} has the ending. */
  default void saveWeights(Model model, ModelTarget target, SaveOptions options) {
    throw new ModelException(name() + " is not written");
  }
}
