package org.keras4j.text;

import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What is done to text before it is split. As in TensorFlow, only ASCII letters have a lower case
 * and only ASCII punctuation is stripped.
 */
public enum Standardization implements UnaryOperator<String> {
  LOWER_AND_STRIP_PUNCTUATION(true, true),
  LOWER(true, false),
  STRIP_PUNCTUATION(false, true);

  private static final String PUNCTUATION = "!\"#$%&()*+,-./:;<=>?@[\\]^_`{|}~'";

  private final boolean lower;
  private final boolean strip;

  Standardization(boolean lower, boolean strip) {
    this.lower = lower;
    this.strip = strip;
  }

  @Override
  public String apply(String text) {
    StringBuilder result = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!strip || PUNCTUATION.indexOf(c) < 0) {
        result.append(lower && c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c);
      }
    }
    return result.toString();
  }

  /** As in Keras' configs. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
