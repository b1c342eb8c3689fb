package org.keras4j.formats.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keras4j.formats.source.ReadLimits;

/** Expected texts are what Python's {@code json.dumps} printed. */
class JsonWriterTest {
  private static String write(Object value) {
    return new String(JsonWriter.write(value), StandardCharsets.US_ASCII);
  }

  @Test
  void numbersAreThoseOfPython() {
    assertEquals(
        "[1, 2.5, 1e-07, 0.001, 1e+16, 123456789012345.0, 1e+22, -0.0, NaN, Infinity, -Infinity]",
        write(
            List.of(
                1,
                2.5,
                1e-7,
                0.001,
                1e16,
                123456789012345.0,
                1e22,
                -0.0,
                Double.NaN,
                Double.POSITIVE_INFINITY,
                Double.NEGATIVE_INFINITY)));
    assertEquals(
        "[1.7976931348623157e+308, 0.0001, 1e-05, 100.0, 0.30000000000000004, 0.009999999776482582]",
        write(List.of(Double.MAX_VALUE, 0.0001, 0.00001, 100.0, 0.1 + 0.2, (double) 0.01f)));
  }

  @Test
  void textIsAscii() {
    assertEquals(
        "\"\\u00e9\\n\\\"\\\\/\\t\\u0001\\u007f\\ud83d\\ude00\"",
        write("é\n\"\\/\t\u0001\u007f😀"));
  }

  @Test
  void nestedValues() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("b", true);
    map.put("n", null);
    map.put("e", List.of());
    map.put("x", Map.of("y", Arrays.asList(null, Map.of())));
    assertEquals("{\"b\": true, \"n\": null, \"e\": [], \"x\": {\"y\": [null, {}]}}", write(map));
  }

  @Test
  void indented() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("a", List.of(1, Map.of("b", List.of())));
    map.put("c", Map.of());
    assertEquals(
        String.join(
            "\n",
            "{",
            "    \"a\": [",
            "        1,",
            "        {",
            "            \"b\": []",
            "        }",
            "    ],",
            "    \"c\": {}",
            "}"),
        new String(JsonWriter.write(map, 4), StandardCharsets.US_ASCII));
  }

  @Test
  void isReadAgain() {
    List<Object> value = List.of(Double.MIN_VALUE, Double.NaN, "\0\ud800", 1L << 60);
    assertEquals(value, JsonReader.read(JsonWriter.write(value), "x", ReadLimits.defaults()));
  }

  @Test
  void refusesOtherObjects() {
    assertThrows(IllegalArgumentException.class, () -> write(new Object()));
  }
}
