package org.keras4j.layers.preprocessing;

import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;

/**
 * The argument {@code ngrams}: runs of which lengths are tokens.
 *
 * @param lengths in the order in which they come
 * @param upTo the one number that stands for all lengths up to it; null where they are listed
 */
record Ngrams(List<Integer> lengths, Integer upTo) {
  static final Codec<Ngrams> CODEC =
      Codecs.of("an integer or a tuple of integers, each > 0", Ngrams::read, Ngrams::write);

  Ngrams {
    lengths = List.copyOf(lengths);
  }

  static Ngrams upTo(int length) {
    return new Ngrams(IntStream.rangeClosed(1, length).boxed().toList(), length);
  }

  private static Ngrams read(Object json) {
    boolean positive =
        (json instanceof List<?> list ? list : List.of(json))
            .stream().allMatch(n -> n instanceof Number number && number.intValue() > 0);
    if (!positive) {
      return null;
    }
    return json instanceof Number number
        ? upTo(number.intValue())
        : new Ngrams(((List<?>) json).stream().map(n -> ((Number) n).intValue()).toList(), null);
  }

  private Object write() {
    return upTo == null ? (Object) lengths : upTo;
  }
}
