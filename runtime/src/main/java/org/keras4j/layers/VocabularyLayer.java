package org.keras4j.layers;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.graph.Variable;

/**
 * A layer with a vocabulary, which files keep beside the numbered variables. Keras: {@code
 * save_assets}, {@code save_own_variables}.
 */
public interface VocabularyLayer {
  /** Variables that weights files hold under these names instead of numbers. */
  Map<String, Variable> namedVariables();

  /**
   * The lines of {@code vocabulary.txt} in a {@code .keras} file: special tokens, then the
   * vocabulary. Empty where the config has the vocabulary.
   */
  Optional<List<String>> vocabularyLines();

  /**
   * Takes the lines of a {@code vocabulary.txt}; does nothing where the config has the vocabulary.
   *
   * @throws org.keras4j.tensor.KerasException when they are not a vocabulary of this layer
   */
  void loadVocabularyLines(List<String> lines);

  /**
   * The config with the vocabulary in it, however it came to the layer: for formats that hold
   * nothing else.
   */
  Map<String, Object> inlineConfig();
}
