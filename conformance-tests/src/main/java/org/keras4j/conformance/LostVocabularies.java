package org.keras4j.conformance;

import java.util.List;
import java.util.Map;
import org.keras4j.graph.Variable;
import org.keras4j.layers.Layer;
import org.keras4j.layers.preprocessing.IntegerLookup;
import org.keras4j.layers.preprocessing.StringLookup;
import org.keras4j.layers.preprocessing.TextVectorization;
import org.keras4j.models.Model;

/**
 * Vocabularies that legacy {@code .h5} files and JSON leave out: what was learned, not given. A
 * user has to set them again; here they come from the archive of the same model.
 */
final class LostVocabularies {
  private LostVocabularies() {}

  /** Whether a layer of the model has a vocabulary that its file may have lost. */
  static boolean concern(Model model) {
    return model.layers().stream().anyMatch(LostVocabularies::isEmpty);
  }

  private static boolean isEmpty(Layer layer) {
    if (layer instanceof StringLookup words) {
      return words.getVocabulary(false).isEmpty();
    }
    if (layer instanceof IntegerLookup numbers) {
      return numbers.getVocabulary(false).isEmpty();
    }
    return layer instanceof TextVectorization text && text.getVocabulary(false).isEmpty();
  }

  /** Sets what {@code model} lacks to what the layers of the same names in {@code archive} have. */
  static void restore(Model model, Model archive) {
    for (Layer layer : model.layers()) {
      if (!isEmpty(layer)) {
        continue;
      }
      Layer source = archive.layer(layer.name());
      if (layer instanceof StringLookup words) {
        words.setVocabulary(((StringLookup) source).getVocabulary());
      } else if (layer instanceof IntegerLookup numbers) {
        List<Long> tokens = ((IntegerLookup) source).getVocabulary();
        numbers.setVocabulary(tokens.stream().mapToLong(Long::longValue).toArray());
      } else {
        restore((TextVectorization) layer, (TextVectorization) source);
      }
    }
  }

  private static void restore(TextVectorization layer, TextVectorization source) {
    Map<String, Variable> weights = source.namedVariables();
    if (weights.isEmpty()) {
      layer.setVocabulary(source.getVocabulary());
    } else {
      double[] idf = weights.get("idf_weights").value().toDoubleArray();
      layer.setVocabulary(source.getVocabulary(), java.util.Arrays.stream(idf).boxed().toList());
    }
  }
}
