package org.keras4j.layers.reshaping;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.ReadContext;
import org.keras4j.ops.DataFormat;

/** Amounts before and after each spatial axis, as cropping and padding layers take them. */
final class Edges {
  private Edges() {}

  /**
   * An argument of {@code rank} pairs. One number stands for all, one number an axis for both its
   * ends; for one axis, two numbers are its ends.
   */
  static Arg<List<List<Integer>>> arg(String key, int rank, int defaultAmount) {
    String expected =
        rank == 1
            ? "an integer or a tuple of 2 integers, each >= 0"
            : "an integer, a tuple of " + rank + " integers or of pairs of integers, each >= 0";
    return Arg.optional(
            key,
            Codecs.of(
                expected,
                (Object json, ReadContext context) -> read(json, rank, context),
                pairs -> rank == 1 ? pairs.get(0) : pairs),
            Collections.nCopies(rank, List.of(defaultAmount, defaultAmount)))
        .that(pairs -> pairs.stream().flatMap(List::stream).allMatch(n -> n >= 0), expected);
  }

  private static List<List<Integer>> read(Object json, int rank, ReadContext context) {
    if (json instanceof Number) {
      int all = Codecs.INT.read(json, context);
      return Collections.nCopies(rank, List.of(all, all));
    }
    if (!(json instanceof List<?> list)) {
      return null;
    }
    if (rank == 1) {
      List<Integer> ends = Codecs.INTS.read(list, context);
      return ends.size() == 2 ? List.of(ends) : ends.size() == 1 ? pair(ends) : null;
    }
    List<List<Integer>> pairs = new ArrayList<>();
    for (Object item : list) {
      List<Integer> ends = Codecs.INTS.read(item, context);
      if (ends.size() > 2) {
        return null;
      }
      pairs.add(ends.size() == 2 ? ends : List.of(ends.get(0), ends.get(0)));
    }
    return pairs.size() == rank ? List.copyOf(pairs) : null;
  }

  private static List<List<Integer>> pair(List<Integer> one) {
    return List.of(List.of(one.get(0), one.get(0)));
  }

  /** The amounts at one end of every axis of a tensor, batch and channels included. */
  static List<Integer> ofAllAxes(List<List<Integer>> pairs, int end, DataFormat format) {
    List<Integer> amounts = new ArrayList<>();
    amounts.add(0);
    if (format == DataFormat.CHANNELS_FIRST) {
      amounts.add(0);
    }
    pairs.forEach(pair -> amounts.add(pair.get(end)));
    if (format == DataFormat.CHANNELS_LAST) {
      amounts.add(0);
    }
    return amounts;
  }
}
