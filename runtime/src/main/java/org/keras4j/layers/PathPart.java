package org.keras4j.layers;

import java.util.BitSet;
import java.util.List;
import java.util.function.IntPredicate;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Text;

/**
 * A part of a {@link PathPattern}: from the places where it may begin to those where it may end.
 */
interface PathPart {
  BitSet ends(Run run, BitSet starts);

  /** The steps that all patterns of a map may take for one path. */
  final class Budget {
    private static final int STEPS = 200_000;
    private int left = STEPS;
  }

  /** One comparison, with its steps counted. */
  record Run(String pattern, String path, Budget budget) {
    private void count(BitSet starts) {
      budget.left -= 1 + starts.cardinality();
      if (budget.left < 0) {
        throw new ConfigException(
            "The pattern "
                + Text.of(pattern)
                + " of a DTypePolicyMap, or others with it, took more than "
                + Budget.STEPS
                + " steps on a path of length "
                + path.length()
                + ". Expected paths of layers, or short regular expressions");
      }
    }
  }

  /** Any one of the parts. */
  static PathPart choice(List<PathPart> parts) {
    return (run, starts) -> {
      run.count(starts);
      BitSet ends = new BitSet();
      parts.forEach(part -> ends.or(part.ends(run, starts)));
      return ends;
    };
  }

  /** One part after the other. */
  static PathPart sequence(List<PathPart> parts) {
    return (run, starts) -> {
      run.count(starts);
      BitSet places = starts;
      for (PathPart part : parts) {
        if (places.isEmpty()) {
          break;
        }
        places = part.ends(run, places);
      }
      return places;
    };
  }

  /** A part that may be missing. */
  static PathPart optional(PathPart part) {
    return (run, starts) -> {
      run.count(starts);
      BitSet ends = (BitSet) starts.clone();
      ends.or(part.ends(run, starts));
      return ends;
    };
  }

  /** A part once or several times. */
  static PathPart repeated(PathPart part) {
    return (run, starts) -> {
      BitSet ends = new BitSet();
      BitSet fresh = starts;
      while (!fresh.isEmpty()) {
        run.count(fresh);
        BitSet next = (BitSet) part.ends(run, fresh).clone();
        next.andNot(ends);
        ends.or(next);
        fresh = next;
      }
      return ends;
    };
  }

  /** One character. */
  static PathPart character(IntPredicate accepted) {
    return (run, starts) -> {
      run.count(starts);
      BitSet ends = new BitSet();
      starts.stream()
          .filter(i -> i < run.path().length() && accepted.test(run.path().charAt(i)))
          .forEach(i -> ends.set(i + 1));
      return ends;
    };
  }

  /** Nothing, at the beginning or the end of the path. */
  static PathPart place(boolean end) {
    return (run, starts) -> {
      run.count(starts);
      BitSet kept = new BitSet();
      int place = end ? run.path().length() : 0;
      kept.set(place, starts.get(place));
      return kept;
    };
  }
}
