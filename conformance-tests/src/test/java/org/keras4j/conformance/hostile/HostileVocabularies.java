package org.keras4j.conformance.hostile;

import static org.keras4j.conformance.hostile.HostileCase.read;
import static org.keras4j.conformance.hostile.HostileCase.refused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.keras4j.conformance.Fixture;

/** Archives whose vocabularies, among the assets, are none or too much. */
final class HostileVocabularies {
  private static final String WORDS = "assets/layers/text_vectorization/vocabulary.txt";
  private static final String COUNTED = "assets/layers/text_vectorization_2/vocabulary.txt";
  private static final String NUMBERS = "assets/layers/integer_lookup/vocabulary.txt";

  private HostileVocabularies() {}

  static List<HostileCase> all() {
    return List.of(
        read("vocabulary_good.keras", () -> with(WORDS, "\n[UNK]\na\nb")),
        read("vocabulary_windows.keras", () -> with(WORDS, "\r\n[UNK]\r\na\r\nb")),
        read("vocabulary_empty_lines_behind.keras", () -> with(WORDS, "\n[UNK]\na\n\n\n")),
        refused("vocabulary_missing.keras", () -> with(WORDS, null), "no item named", WORDS),
        refused(
            "vocabulary_300mb.keras",
            () -> Zips.deflated(members(WORDS, new byte[300 << 20])),
            "VOCABULARY_BYTES"),
        refused(
            "vocabulary_of_2_million_tokens.keras",
            () -> Zips.deflated(members(WORDS, bytes(numbers(2_000_000)))),
            "VOCABULARY_TOKENS"),
        refused(
            "vocabulary_of_8_million_empty_tokens.keras",
            () -> Zips.deflated(members(WORDS, bytes("\n".repeat(8 << 20)))),
            "VOCABULARY_TOKENS"),
        refused("vocabulary_repeats.keras", () -> with(WORDS, "\n[UNK]\na\na"), "repeated term"),
        refused(
            "vocabulary_too_large.keras", () -> with(WORDS, "\n[UNK]\n" + numbers(6)), "maximum"),
        refused(
            "vocabulary_not_utf8.keras",
            () -> Zips.stored(members(WORDS, new byte[] {'\n', 'a', '\n', (byte) 0xff})),
            "Invalid UTF-8"),
        refused("vocabulary_of_other_size.keras", () -> with(COUNTED, "[UNK]\na"), "vocab size"),
        refused(
            "vocabulary_no_numbers.keras",
            () -> with(NUMBERS, "0\n-1\n3\nthree\u001b[31m"),
            "integers has the line"));
  }

  private static byte[] with(String member, String text) {
    return Zips.stored(members(member, text == null ? null : bytes(text)));
  }

  private static Map<String, byte[]> members(String member, byte[] content) {
    Map<String, byte[]> members = Zips.members(Fixture.resource("models/text_learned.keras"));
    if (members.remove(member) == null) {
      throw new IllegalStateException("There is no " + member + " in " + members.keySet());
    }
    if (content != null) {
      members.put(member, content);
    }
    return members;
  }

  private static String numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).collect(Collectors.joining("\n"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
