package org.keras4j.layers;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.keras4j.config.ConfigException;

/**
 * A regular expression that paths of layers are compared with, as a whole. Patterns come from
 * files, so they are not given to an engine that backtracks: each part of a pattern maps the set of
 * places where it may begin to the set where it may end, and the steps are counted.
 *
 * <p>Has what paths are described with: characters, {@code .}, {@code \d \w \s} and their
 * opposites, classes such as {@code [a-z_]}, groups, {@code |}, {@code *}, {@code +}, {@code ?}.
 */
final class PathPattern {
  private static final int MAX_DEPTH = 100;

  private final String pattern;
  private final Part whole;
  private int at;
  private int depth;

  /**
   * Reads a pattern.
   *
   * @throws ConfigException when it is malformed, or has what is not supported
   */
  PathPattern(String pattern) {
    this.pattern = pattern;
    this.whole = choice();
    if (at < pattern.length()) {
      throw refused("unbalanced parenthesis");
    }
  }

  /** Whether all of a path is described by this pattern. */
  boolean matches(String path, Budget budget) {
    BitSet start = new BitSet();
    start.set(0);
    return whole.ends(new Run(path, budget), start).get(path.length());
  }

  /** The steps that all patterns of a map may take for one path. */
  static final class Budget {
    private static final int STEPS = 200_000;
    private int left = STEPS;
  }

  /** A part of a pattern: from where it may begin to where it may end. */
  private interface Part {
    BitSet ends(Run run, BitSet starts);
  }

  /** One comparison, with its steps counted. */
  private final class Run {
    final String path;
    private final Budget budget;

    Run(String path, Budget budget) {
      this.path = path;
      this.budget = budget;
    }

    void count(BitSet starts) {
      budget.left -= 1 + starts.cardinality();
      if (budget.left < 0) {
        throw refused(
            "or others in the map with it have, more than "
                + Budget.STEPS
                + " steps to take on a path of length "
                + path.length());
      }
    }
  }

  private Part choice() {
    if (++depth > MAX_DEPTH) {
      throw refused("groups more than " + MAX_DEPTH + " deep");
    }
    List<Part> choices = new ArrayList<>(List.of(sequence()));
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      choices.add(sequence());
    }
    depth--;
    return (run, starts) -> {
      BitSet ends = new BitSet();
      choices.forEach(choice -> ends.or(choice.ends(run, starts)));
      return ends;
    };
  }

  private Part sequence() {
    List<Part> parts = new ArrayList<>();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      parts.add(repeated(single()));
    }
    return (run, starts) -> {
      BitSet places = starts;
      for (Part part : parts) {
        if (places.isEmpty()) {
          return places;
        }
        places = part.ends(run, places);
      }
      return places;
    };
  }

  private Part repeated(Part part) {
    if (at == pattern.length() || "*+?{".indexOf(pattern.charAt(at)) < 0) {
      return part;
    }
    char count = pattern.charAt(at++);
    if (count == '{') {
      throw refused("a counted repetition");
    }
    if (at < pattern.length() && pattern.charAt(at) == '?') {
      at++; // the shortest match first: where all of the path has to match, the same
    }
    if (at < pattern.length() && "*+?{".indexOf(pattern.charAt(at)) >= 0) {
      throw refused("a repetition of a repetition");
    }
    return (run, starts) -> {
      BitSet ends = new BitSet();
      if (count != '+') {
        ends.or(starts);
      }
      BitSet fresh = part.ends(run, starts);
      while (count != '?') {
        BitSet next = (BitSet) fresh.clone();
        next.andNot(ends);
        ends.or(fresh);
        if (next.isEmpty()) {
          return ends;
        }
        fresh = part.ends(run, next);
      }
      ends.or(fresh);
      return ends;
    };
  }

  private Part single() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> character(characterClass());
      case '.' -> character(x -> x != '\n');
      case '\\' -> character(escaped());
      case '^' -> place(false);
      case '$' -> place(true);
      case '*', '+', '?', '{' -> throw refused("nothing to repeat at " + (at - 1));
      default -> character(x -> x == c);
    };
  }

  private Part group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?", at)) {
      throw refused("a group that begins with '(?'");
    }
    Part inner = choice();
    if (at == pattern.length()) {
      throw refused("missing ')'");
    }
    at++;
    return inner;
  }

  private static Part character(IntPredicate accepted) {
    return (run, starts) -> {
      run.count(starts);
      BitSet ends = new BitSet();
      starts.stream()
          .filter(i -> i < run.path.length() && accepted.test(run.path.charAt(i)))
          .forEach(i -> ends.set(i + 1));
      return ends;
    };
  }

  private static Part place(boolean end) {
    return (run, starts) -> {
      run.count(starts);
      BitSet kept = new BitSet();
      int place = end ? run.path.length() : 0;
      kept.set(place, starts.get(place));
      return kept;
    };
  }

  private IntPredicate escaped() {
    if (at == pattern.length()) {
      throw refused("a backslash at the end");
    }
    char c = pattern.charAt(at++);
    IntPredicate named =
        switch (Character.toLowerCase(c)) {
          case 'd' -> Character::isDigit;
          case 'w' -> x -> Character.isLetterOrDigit(x) || x == '_';
          case 's' -> Character::isWhitespace;
          default -> null;
        };
    if (named != null) {
      return Character.isUpperCase(c) ? named.negate() : named;
    }
    if (Character.isLetterOrDigit(c)) {
      throw refused("'\\" + c + "'");
    }
    return x -> x == c;
  }

  private IntPredicate characterClass() {
    boolean negated = pattern.startsWith("^", at);
    int first = negated ? ++at : at;
    IntPredicate accepted = x -> false;
    while (at < pattern.length() && (pattern.charAt(at) != ']' || at == first)) {
      accepted = accepted.or(classMember());
    }
    if (at == pattern.length()) {
      throw refused("missing ']'");
    }
    at++;
    return negated ? accepted.negate() : accepted;
  }

  private IntPredicate classMember() {
    char low = pattern.charAt(at++);
    if (low == '\\') {
      return escaped();
    }
    boolean range =
        at + 1 < pattern.length() && pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
    if (!range) {
      return x -> x == low;
    }
    char high = pattern.charAt(at + 1);
    at += 2;
    if (high == '\\' || high < low) {
      throw refused("bad character range " + low + "-" + high);
    }
    return x -> low <= x && x <= high;
  }

  private ConfigException refused(String what) {
    return new ConfigException(
        "The pattern '"
            + pattern
            + "' of a DTypePolicyMap has "
            + what
            + ". Expected the path of a layer, or a regular expression of characters, classes,"
            + " groups, '|', '*', '+' and '?'");
  }
}
