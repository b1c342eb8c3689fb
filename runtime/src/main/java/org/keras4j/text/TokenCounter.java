package org.keras4j.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** How often tokens were seen, and in how many documents: what a vocabulary is learned from. */
public final class TokenCounter {
  private final Map<Object, Long> counts = new HashMap<>();
  private final Map<Object, Long> documentCounts = new HashMap<>();
  private long documents;

  /** Adds the tokens of one document. */
  public void add(Collection<?> document) {
    document.forEach(token -> counts.merge(token, 1L, Long::sum));
    Set<Object> distinct = new HashSet<>(document);
    distinct.forEach(token -> documentCounts.merge(token, 1L, Long::sum));
    documents++;
  }

  /** Whether no token was seen. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Forgets what was seen. */
  public void clear() {
    counts.clear();
    documentCounts.clear();
    documents = 0;
  }

  /**
   * The tokens, the most frequent first; of equals, the greatest first, strings by their
   * characters' numbers.
   *
   * @param without special tokens that do not count; null among them means nothing
   */
  public List<Object> tokens(Collection<?> without, int limit) {
    List<Object> tokens = new ArrayList<>(counts.keySet());
    tokens.removeAll(without);
    Comparator<Object> order = Comparator.comparing(counts::get);
    tokens.sort(order.thenComparing(TokenCounter::compare).reversed());
    return tokens.subList(0, Math.min(limit, tokens.size()));
  }

  /** The order of UTF-8 bytes, which Java's is not beyond the first 65,536 characters. */
  private static int compare(Object a, Object b) {
    if (a instanceof Long number) {
      return Long.compare(number, (Long) b);
    }
    int[] first = ((String) a).codePoints().toArray();
    int[] second = ((String) b).codePoints().toArray();
    return java.util.Arrays.compare(first, second);
  }

  /** {@code log(1 + documents / (1 + documents with the token))}. */
  public double inverseDocumentFrequency(Object token) {
    return Math.log(1 + (double) documents / (1 + documentCounts.getOrDefault(token, 0L)));
  }
}
