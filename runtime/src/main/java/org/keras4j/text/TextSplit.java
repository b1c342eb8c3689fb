package org.keras4j.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What text is split into, as TensorFlow splits it. */
public enum TextSplit implements Function<String, List<String>> {
  /** Words between ASCII white space. */
  WHITESPACE {
    @Override
    public List<String> apply(String text) {
      List<String> words = new ArrayList<>();
      int start = -1;
      for (int i = 0; i <= text.length(); i++) {
        boolean isSpace = i == text.length() || isSpace(text.charAt(i));
        if (isSpace && start >= 0) {
          words.add(text.substring(start, i));
          start = -1;
        } else if (!isSpace && start < 0) {
          start = i;
        }
      }
      return words;
    }
  },

  /** Unicode characters. */
  CHARACTER {
    @Override
    public List<String> apply(String text) {
      return text.codePoints().mapToObj(Character::toString).toList();
    }
  };

  private static boolean isSpace(char c) {
    return c == ' ' || c >= '\t' && c <= '\r';
  }

  /** As in Keras' configs. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
