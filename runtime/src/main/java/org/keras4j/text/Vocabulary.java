package org.keras4j.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Distinct tokens in order, strings or integers ({@code Long}): immutable. A token's number is its
 * place.
 */
public final class Vocabulary {
  /** No tokens. */
  public static final Vocabulary EMPTY = new Vocabulary(List.of());

  /** Twice as many places as tokens, or more, keep the chains short. */
  private static final int PLACES_A_TOKEN = 2;

  private final Object[] tokens;

  /** Open addressing: one more than a token's number, or 0. A map would take twice the memory. */
  private final int[] places;

  private Vocabulary(Collection<?> tokens) {
    this.tokens = tokens.toArray();
    int size = Integer.highestOneBit(Math.max(1, this.tokens.length)) * 2 * PLACES_A_TOKEN;
    this.places = new int[size];
  }

  /**
   * A vocabulary of distinct tokens.
   *
   * @throws IllegalArgumentException naming those that occur twice
   */
  public static Vocabulary of(Collection<?> tokens) {
    Vocabulary vocabulary = new Vocabulary(tokens);
    List<Object> repeated = new ArrayList<>();
    for (int i = 0; i < vocabulary.tokens.length; i++) {
      Object token = vocabulary.tokens[i];
      int place = vocabulary.place(token);
      if (vocabulary.places[place] != 0) {
        repeated.add(token);
      } else {
        vocabulary.places[place] = i + 1;
      }
    }
    if (!repeated.isEmpty()) {
      throw new IllegalArgumentException(
          "The passed vocabulary has at least one repeated term. Please uniquify your dataset. The"
              + " repeated terms are: "
              + repeated.subList(0, Math.min(repeated.size(), 10))
              + (repeated.size() > 10 ? " and " + (repeated.size() - 10) + " more" : ""));
    }
    return vocabulary;
  }

  /** Where the token is, or would be. */
  private int place(Object token) {
    int mask = places.length - 1;
    int hash = token.hashCode() * 0x9E3779B9;
    int place = (hash ^ hash >>> 16) & mask;
    while (places[place] != 0 && !tokens[places[place] - 1].equals(token)) {
      place = (place + 1) & mask;
    }
    return place;
  }

  /** Number of tokens. */
  public int size() {
    return tokens.length;
  }

  /** The number of a token; -1 if it is not one of these. */
  public int indexOf(Object token) {
    return places[place(token)] - 1;
  }

  /** The token of a number. */
  public Object token(int index) {
    return tokens[index];
  }

  /** All tokens in order. */
  public List<Object> tokens() {
    return List.of(tokens);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Vocabulary that && Arrays.equals(tokens, that.tokens);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(tokens);
  }

  @Override
  public String toString() {
    return "Vocabulary[" + tokens.length + " tokens]";
  }
}
