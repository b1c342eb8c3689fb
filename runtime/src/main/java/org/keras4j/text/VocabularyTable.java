package org.keras4j.text;

/**
 * Where a layer keeps its vocabulary: like a variable, it belongs to the layer, graphs refer to it,
 * and what they compute follows the newest value. Compared by identity; safe for use by several
 * threads.
 */
public final class VocabularyTable {
  private volatile Vocabulary vocabulary;

  /** The newest vocabulary; null while there is none. */
  public Vocabulary vocabulary() {
    return vocabulary;
  }

  /** Replaces the vocabulary. */
  public void assign(Vocabulary newVocabulary) {
    vocabulary = newVocabulary;
  }

  @Override
  public String toString() {
    return String.valueOf(vocabulary);
  }
}
