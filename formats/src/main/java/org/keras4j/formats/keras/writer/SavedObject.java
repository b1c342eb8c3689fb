package org.keras4j.formats.keras.writer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.VocabularyLayer;

/**
 * An object whose variables are stored: a layer, the model itself, its optimizer.
 *
 * @param path where Keras finds it, such as {@code layers/dense_1}; empty for the model
 * @param name its own name
 * @param variables by their keys in the file, which are numbers with few exceptions
 * @param vocabulary what an archive holds among its assets; empty for most objects
 */
record SavedObject(
    String path, String name, Map<String, Variable> variables, Optional<List<String>> vocabulary) {
  static SavedObject of(Layer layer, String path) {
    Map<String, Variable> variables = numbered(layer.savedVariables());
    Optional<List<String>> vocabulary = Optional.empty();
    if (layer instanceof VocabularyLayer words) {
      variables.putAll(words.namedVariables());
      vocabulary = words.vocabularyLines();
    }
    return new SavedObject(path, layer.name(), variables, vocabulary);
  }

  /** An object that is no layer. */
  static SavedObject of(String path, String name, List<Variable> variables) {
    return new SavedObject(path, name, numbered(variables), Optional.empty());
  }

  private static Map<String, Variable> numbered(List<Variable> variables) {
    Map<String, Variable> numbered = new LinkedHashMap<>();
    for (int i = 0; i < variables.size(); i++) {
      numbered.put(Integer.toString(i), variables.get(i));
    }
    return numbered;
  }

  /** The path of the group that holds the variables. */
  String group() {
    return path.isEmpty() ? "vars" : path + "/vars";
  }
}
