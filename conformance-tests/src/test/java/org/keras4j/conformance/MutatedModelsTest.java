package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.keras4j.models.Model;
import org.keras4j.tensor.KerasException;

/** Whatever bytes a file holds, loading gives a model or a {@link KerasException}, soon. */
class MutatedModelsTest {
  private static final int MUTATIONS = Integer.getInteger("keras4j.mutations", 500);
  private static final long MAX_NANOS = 5_000_000_000L;
  private static final String[] SPLICES = {
    "null",
    "-1",
    "0",
    "1e308",
    "99999999999",
    "2147483647",
    "{}",
    "[]",
    "\"\"",
    "true",
    "NaN",
    "\"relu\"",
    "[null,-5]",
    "{\"class_name\":\"Dense\",\"config\":{}}",
    "[[[",
    "}",
    ",",
    ":",
    "\\u0000"
  };

  /** How many of these are values by themselves. */
  private static final int VALUES = 14;

  private static final Pattern TOKEN =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?\\d+(?:\\.\\d+)?|null|true|false");

  private int refused;

  @Test
  void bytesOfArchive() {
    byte[] file = Fixture.resource("models/two_inputs_two_outputs.keras");
    flipped(file, 0, file.length, 1);
  }

  @Test
  void bytesOfLegacyFile() {
    byte[] file = Fixture.resource("dialects/tf.keras-2.13.1/func_multi.h5");
    flipped(file, 0, file.length, 2);
  }

  @Test
  void configOfArchive() throws IOException {
    Map<String, byte[]> members = members(Fixture.resource("models/nested_structures.keras"));
    byte[] config = members.get("config.json");
    Random random = new Random(3);
    for (int i = 0; i < MUTATIONS; i++) {
      members.put(
          "config.json", i % 4 == 0 ? spliced(config, random) : withOtherValue(config, random));
      load(zip(members), "mutation " + i + " of seed 3");
    }
    assertTrue(refused > 0);
  }

  @Test
  void configOfLegacyFile() {
    byte[] file = Fixture.resource("dialects/tf.keras-2.13.1/func_multi.h5");
    int start = new String(file, StandardCharsets.ISO_8859_1).indexOf("{\"class_name\"");
    assertTrue(start > 0);
    Random random = new Random(4);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = file.clone();
      byte[] splice = SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8);
      System.arraycopy(splice, 0, changed, start + random.nextInt(6000), splice.length);
      load(changed, "mutation " + i + " of seed 4");
    }
    assertTrue(refused > 0);
  }

  private void flipped(byte[] file, int from, int to, int seed) {
    Random random = new Random(seed);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] changed = file.clone();
      for (int n = 1 + random.nextInt(8); n > 0; n--) {
        changed[from + random.nextInt(to - from)] = (byte) random.nextInt(256);
      }
      load(changed, "mutation " + i + " of seed " + seed);
    }
    assertTrue(refused > 0);
  }

  /** The text with some of it replaced by what means something else. */
  private static byte[] spliced(byte[] text, Random random) {
    byte[] splice = SPLICES[random.nextInt(SPLICES.length)].getBytes(StandardCharsets.UTF_8);
    int at = random.nextInt(text.length);
    int removed = Math.min(random.nextInt(12), text.length - at);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(text, 0, at);
    out.writeBytes(splice);
    out.write(text, at + removed, text.length - at - removed);
    return out.toByteArray();
  }

  /** The same JSON with another value or key in one place: most of these are still valid JSON. */
  private static byte[] withOtherValue(byte[] text, Random random) {
    String json = new String(text, StandardCharsets.UTF_8);
    List<MatchResult> tokens = TOKEN.matcher(json).results().toList();
    MatchResult token = tokens.get(random.nextInt(tokens.size()));
    String value =
        random.nextInt(3) == 0
            ? tokens.get(random.nextInt(tokens.size())).group()
            : SPLICES[random.nextInt(VALUES)];
    return (json.substring(0, token.start()) + value + json.substring(token.end()))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void load(byte[] file, String what) {
    long start = System.nanoTime();
    try {
      Model.load(file);
    } catch (KerasException e) {
      refused++;
    } catch (RuntimeException | Error e) {
      throw new AssertionError(what + " gave " + e, e);
    }
    long nanos = System.nanoTime() - start;
    assertTrue(nanos < MAX_NANOS, () -> what + " took " + nanos / 1_000_000 + " ms");
  }

  private static Map<String, byte[]> members(byte[] archive) throws IOException {
    Map<String, byte[]> members = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        members.put(entry.getName(), zip.readAllBytes());
      }
    }
    return members;
  }

  private static byte[] zip(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        zip.putNextEntry(new ZipEntry(member.getKey()));
        zip.write(member.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }
}
