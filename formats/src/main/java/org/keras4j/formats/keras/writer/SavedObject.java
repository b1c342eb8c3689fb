package org.keras4j.formats.keras.writer;

import java.util.List;
import org.keras4j.graph.Variable;

/**
 * An object whose variables are stored: a layer, the model itself, its optimizer.
 *
 * @param path where Keras finds it, such as {@code layers/dense_1}; empty for the model
 * @param name its own name
 * @param variables in the order of their numbers in the file
 */
record SavedObject(String path, String name, List<Variable> variables) {
  /** The path of the group that holds the variables. */
  String group() {
    return path.isEmpty() ? "vars" : path + "/vars";
  }
}
