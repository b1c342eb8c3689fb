package org.keras4j.layers.preprocessing;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.tensor.KerasException;

/**
 * The tokens before a vocabulary: the mask token, if it has an index, and those for unknown tokens.
 *
 * @param mask null for none
 * @param maskIndices 1 if the mask token has an index, else 0
 * @param oov null for one without a name
 * @param oovIndices how many indices stand for unknown tokens
 */
record SpecialTokens(Object mask, int maskIndices, Object oov, int oovIndices) {
  /** How many there are: the index of the first token of the vocabulary. */
  int count() {
    return maskIndices + oovIndices;
  }

  /** By index; null for those without a name. */
  List<Object> list() {
    List<Object> special = new ArrayList<>(Collections.nCopies(maskIndices, mask));
    special.addAll(Collections.nCopies(oovIndices, oov));
    return special;
  }

  /** Each once, null for those without a name: what is not learned. */
  List<Object> named() {
    List<Object> named = new ArrayList<>();
    named.add(mask);
    named.add(oov);
    return named;
  }

  boolean areAtTheFrontOf(List<Object> vocabulary) {
    return vocabulary.size() >= count() && vocabulary.subList(0, count()).equals(list());
  }

  /**
   * Refuses special tokens among others.
   *
   * @param inverts whether indices are turned into tokens; otherwise the token for unknown ones is
   *     not used in lookups
   */
  void requireNotIn(List<Object> tokens, boolean inverts) {
    if (mask != null && tokens.contains(mask)) {
      throw misplaced("mask", mask);
    }
    if (inverts && oov != null && tokens.contains(oov)) {
      throw misplaced("OOV", oov);
    }
  }

  private KerasException misplaced(String what, Object token) {
    return new KerasException(
        "Found reserved "
            + what
            + " token at unexpected location in `vocabulary`. Note that passed `vocabulary` does"
            + " not need to include the OOV and mask tokens. Either remove all mask and OOV tokens,"
            + " or include them only at the start of the vocabulary in precisely this order: "
            + list()
            + ". Received: "
            + token);
  }
}
