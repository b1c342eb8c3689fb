package org.keras4j.layers;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;

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
  private final PathPart whole;
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
  boolean matches(String path, PathPart.Budget budget) {
    BitSet start = new BitSet();
    start.set(0);
    return whole.ends(new PathPart.Run(pattern, path, budget), start).get(path.length());
  }

  private PathPart choice() {
    if (++depth > MAX_DEPTH) {
      throw refused("groups more than " + MAX_DEPTH + " deep");
    }
    List<PathPart> choices = new ArrayList<>(List.of(sequence()));
    while (at < pattern.length() && pattern.charAt(at) == '|') {
      at++;
      choices.add(sequence());
    }
    depth--;
    return PathPart.choice(choices);
  }

  private PathPart sequence() {
    List<PathPart> parts = new ArrayList<>();
    while (at < pattern.length() && "|)".indexOf(pattern.charAt(at)) < 0) {
      parts.add(repeated(single()));
    }
    return PathPart.sequence(parts);
  }

  private PathPart repeated(PathPart part) {
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
    PathPart several = count == '?' ? part : PathPart.repeated(part);
    return count == '+' ? several : PathPart.optional(several);
  }

  private PathPart single() {
    char c = pattern.charAt(at++);
    return switch (c) {
      case '(' -> group();
      case '[' -> PathPart.character(characterClass());
      case '.' -> PathPart.character(x -> x != '\n');
      case '\\' -> PathPart.character(escaped());
      case '^' -> PathPart.place(false);
      case '$' -> PathPart.place(true);
      case '*', '+', '?', '{' -> throw refused("nothing to repeat at " + (at - 1));
      default -> PathPart.character(x -> x == c);
    };
  }

  private PathPart group() {
    if (pattern.startsWith("?:", at)) {
      at += 2;
    } else if (pattern.startsWith("?", at)) {
      throw refused("a group that begins with '(?'");
    }
    PathPart inner = choice();
    if (at == pattern.length()) {
      throw refused("missing ')'");
    }
    at++;
    return inner;
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
        "The pattern "
            + Text.of(pattern)
            + " of a DTypePolicyMap has "
            + what
            + ". Expected the path of a layer, or a regular expression of characters, classes,"
            + " groups, '|', '*', '+' and '?'");
  }
}
