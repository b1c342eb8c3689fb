package org.keras4j.text;

import java.util.Objects;
import org.keras4j.tensor.KerasException;

/**
 * How tokens become indices: the mask token, then indices for what is out of the vocabulary, then
 * the vocabulary.
 *
 * @param layer name of the layer, for messages
 * @param table the vocabulary, as it is when tokens are looked up
 * @param mask a token that stands for nothing; null for none
 * @param maskIndex the index of the mask token
 * @param start the first index that is not the mask's
 * @param oovIndices how many indices stand for tokens out of the vocabulary; 0 refuses them
 * @param oovHash how such tokens are spread over several indices; null for the remainder of
 *     integers
 */
public record TokenLookup(
    String layer,
    VocabularyTable table,
    Object mask,
    long maskIndex,
    int start,
    int oovIndices,
    StringHash oovHash) {
  public TokenLookup {
    Objects.requireNonNull(table, "table");
  }

  /** The vocabulary of now. */
  public Vocabulary vocabulary() {
    Vocabulary vocabulary = table.vocabulary();
    if (vocabulary == null) {
      throw new KerasException(
          "Table not initialized: layer '"
              + layer
              + "' has no vocabulary. Pass `vocabulary` to the layer, or call adapt() or"
              + " setVocabulary(). Legacy .h5 files and JSON do not hold adapted vocabularies:"
              + " save the model as `.keras`");
    }
    return vocabulary;
  }

  /** The index of a token: a string or a {@code Long}. */
  public long index(Vocabulary vocabulary, Object token) {
    if (token.equals(mask)) {
      return maskIndex;
    }
    int index = vocabulary.indexOf(token);
    if (index >= 0) {
      return (long) start + oovIndices + index;
    }
    if (oovIndices == 0) {
      throw new KerasException(
          "When `num_oov_indices=0` all inputs should be in vocabulary, found OOV values ["
              + token
              + "], consider setting `num_oov_indices=1`.");
    }
    return start + (oovIndices == 1 ? 0 : oovIndex(token));
  }

  private long oovIndex(Object token) {
    return oovHash == null
        ? Math.floorMod((long) token, (long) oovIndices)
        : oovHash.bucket(token.toString(), oovIndices);
  }

  /** The token of an index, the inverse of {@link #index}; {@code unknown} where there is none. */
  public Object token(Vocabulary vocabulary, long index, Object unknown) {
    if (mask != null && index == maskIndex) {
      return mask;
    }
    long at = index - start - oovIndices;
    return at >= 0 && at < vocabulary.size() ? vocabulary.token((int) at) : unknown;
  }
}
