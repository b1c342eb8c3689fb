package org.keras4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Text as tokens: pieces, or runs of pieces with spaces between them.
 *
 * @param split what text is split into
 * @param ngrams lengths of the runs; empty for the pieces themselves
 */
public record Tokenizer(Function<String, List<String>> split, List<Integer> ngrams) {
  public Tokenizer {
    Objects.requireNonNull(split, "split");
    ngrams = List.copyOf(ngrams);
  }

  /** The tokens of a text, all runs of one length before those of the next. */
  public List<String> tokens(String text) {
    return runs(split.apply(text), ngrams);
  }

  /** The runs of some pieces. */
  public static List<String> runs(List<String> pieces, List<Integer> ngrams) {
    if (ngrams.isEmpty()) {
      return pieces;
    }
    List<String> runs = new ArrayList<>();
    for (int length : ngrams) {
      for (int i = 0; i + length <= pieces.size(); i++) {
        runs.add(String.join(" ", pieces.subList(i, i + length)));
      }
    }
    return runs;
  }
}
