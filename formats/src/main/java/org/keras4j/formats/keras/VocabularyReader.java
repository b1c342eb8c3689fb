package org.keras4j.formats.keras;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ReadBudget;
import org.keras4j.layers.Layer;
import org.keras4j.layers.VocabularyLayer;
import org.keras4j.models.Limit;
import org.keras4j.tensor.KerasException;

/**
 * Vocabularies among the assets of an archive: {@code assets/layers/string_lookup/vocabulary.txt},
 * one token a line. Member names are made of layers' classes and attributes, never of names in the
 * config.
 */
final class VocabularyReader {
  private static final String MEMBER = "assets/%s/vocabulary.txt";

  private final KerasContent content;
  private final ReadBudget budget;

  private VocabularyReader(KerasContent content) {
    this.content = content;
    this.budget = new ReadBudget(content.policy(), content.name());
  }

  /**
   * Gives all layers their vocabularies whose configs do not hold them.
   *
   * @param paths of the layers in the archive
   */
  static void read(Map<Layer, String> paths, KerasContent content) {
    VocabularyReader reader = new VocabularyReader(content);
    Set<Layer> done = new HashSet<>();
    paths.forEach(
        (layer, path) -> {
          if (layer instanceof VocabularyLayer words && !done.contains(layer)) {
            // A layer that contains another keeps the same vocabulary a second time for it.
            done.addAll(layer.sublayers());
            if (words.vocabularyLines().isPresent()) {
              reader.load(words, layer.name(), MEMBER.formatted(path));
            }
          }
        });
  }

  private void load(VocabularyLayer layer, String name, String member) {
    content.deadline().check();
    if (!content.members().contains(member)) {
      throw failure(
          FormatException.Kind.CORRUPT,
          "There is no item named '" + member + "' in the archive, the vocabulary of layer '",
          name,
          null);
    }
    byte[] bytes = content.members().bytes(member, Limit.VOCABULARY_BYTES);
    budget.spend(Limit.VOCABULARY_BYTES, bytes.length, "the length of vocabularies");
    List<String> lines = lines(bytes, name);
    try {
      layer.loadVocabularyLines(lines);
    } catch (FormatException e) {
      throw e;
    } catch (KerasException e) {
      throw failure(
          FormatException.Kind.MISMATCH,
          e.getMessage() + " The vocabulary is that of layer '",
          name,
          e);
    }
  }

  private List<String> lines(byte[] bytes, String name) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw failure(
          FormatException.Kind.CORRUPT, "Invalid UTF-8 in the vocabulary of layer '", name, e);
    }
    List<String> lines = new ArrayList<>();
    for (int start = 0; start <= text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      boolean isWindows = end > start && text.charAt(end - 1) == '\r';
      budget.spend(Limit.VOCABULARY_TOKENS, 1, "the number of lines of vocabularies");
      lines.add(text.substring(start, isWindows ? end - 1 : end));
      start = end + 1;
    }
    return lines;
  }

  private FormatException failure(
      FormatException.Kind kind, String what, String layer, Exception cause) {
    return new FormatException(kind, content.name(), -1, what + layer + "'", cause);
  }
}
