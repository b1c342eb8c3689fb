package org.keras4j.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.layers.core.Dense;
import org.keras4j.models.Input;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;

class DTypePolicyMapTest {
  private static final DTypePolicy FLOAT16 = DTypePolicy.of("float16");
  private static final DTypePolicy BFLOAT16 = DTypePolicy.of("bfloat16");

  /** The example in the documentation of Keras' class. */
  @Test
  void paths() {
    DTypePolicy map =
        DTypePolicy.map(
            DTypePolicy.FLOAT32,
            Map.of("encoder/layer_0/dense", BFLOAT16, "encoder/.*", FLOAT16, "decoder", BFLOAT16));
    assertEquals(BFLOAT16, map.at("encoder/layer_0/dense"));
    assertEquals(FLOAT16, map.at("encoder/attention/query"));
    assertEquals(DTypePolicy.FLOAT32, map.at("decoder/attention"));
    assertEquals(DTypePolicy.FLOAT32, map.at(null));
    assertEquals("map_float32", map.name());
  }

  @Test
  void ambiguousPathsAreErrors() {
    Dense dense =
        Dense.units(2)
            .set(Layer.DTYPE, DTypePolicy.map(FLOAT16, Map.of("den.*", FLOAT16, ".*se", BFLOAT16)))
            .build();
    String message =
        assertThrows(KerasException.class, () -> Sequential.of(Input.shape(3), dense)).getMessage();
    assertTrue(message.contains("In layer 'dense'"), message);
    assertTrue(message.contains("Path 'dense' matches multiple dtype policy"), message);
  }

  @Test
  void layersHaveThePolicyOfTheirPath() {
    DTypePolicy map = DTypePolicy.map(FLOAT16, Map.of("dense", BFLOAT16));
    Dense first = Dense.units(2).set(Layer.DTYPE, map).build();
    Dense second = Dense.units(2).set(Layer.DTYPE, map).build();
    Sequential.of(Input.shape(3), first, second);
    assertEquals(DType.BFLOAT16, first.variableDType());
    assertEquals(DType.BFLOAT16, first.weights().get(0).dtype());
    assertEquals(DType.FLOAT16, second.variableDType());
    assertEquals(DTypePolicy.CODEC.write(map), first.configMap().get("dtype"));
  }

  @Test
  void mapsInMapsAreErrors() {
    DTypePolicy map = DTypePolicy.map(FLOAT16, Map.of());
    assertThrows(ConfigException.class, () -> DTypePolicy.map(map, Map.of()));
    assertThrows(ConfigException.class, () -> DTypePolicy.map(FLOAT16, Map.of("a", map)));
  }

  /** As Keras writes maps whose default is the global policy, which here is float32. */
  @Test
  void openNamesStayOpen() {
    Object open =
        Codecs.map(
            "module",
            "keras.dtype_policies",
            "class_name",
            "DTypePolicyMap",
            "config",
            Codecs.map(
                "default_policy",
                null,
                "policy_map",
                Codecs.map(
                    "a",
                    Codecs.map(
                        "module",
                        "keras",
                        "class_name",
                        "DTypePolicy",
                        "config",
                        Codecs.map("name", null),
                        "registered_name",
                        null))),
            "registered_name",
            null);
    DTypePolicy read = DTypePolicy.CODEC.read(open, ReadContext.standard());
    assertEquals(DTypePolicy.FLOAT32, read.at("a"));
    assertEquals(open, DTypePolicy.CODEC.write(read));
  }

  @ParameterizedTest
  @CsvSource({
    "a/b, a/b, true",
    "a/b, a/bc, false",
    "a, a/b, false",
    "a/.*, a/, true",
    "(key|value), value, true",
    "x(?:key|value|), x, true",
    "block_[0-3]+/d, block_20/d, true",
    "block_[^0-3]/d, block_2/d, false",
    "[]a-]+, a-], true",
    "block_\\d+?, block_4, true",
    "\\w+\\.\\S, a_1.x, true",
    "\\w+\\.\\S, a_1-x, false",
    "(a*)*b, aaab, true",
    "(a|ab)(c|bcd)d?, abcd, true",
    "^a$, a, true",
    "b^a, ba, false",
    "(ab)+, ababa, false",
    "(a?b+)+c, abbabc, true"
  })
  void patternsAreOfAWholePath(String pattern, String path, boolean matches) {
    assertEquals(matches, new PathPattern(pattern).matches(path, new PathPart.Budget()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(a", "a)", "[a", "*", "a**", "a{2}", "a\\", "\\b", "(a)\\1", "(?=a)", "(?i)a", "[z-a]"
      })
  void otherPatternsAreErrors(String pattern) {
    String message =
        assertThrows(ConfigException.class, () -> new PathPattern(pattern)).getMessage();
    assertTrue(message.contains("'" + pattern + "'"), message);
  }

  @Test
  void patternsTakeLittleTime() {
    String path = "a".repeat(300);
    assertFalse(new PathPattern("(a*)*b").matches(path, new PathPart.Budget()));
    String nested = "(".repeat(60) + "a*b*" + ")*".repeat(60) + "c";
    try {
      assertFalse(new PathPattern(nested).matches(path, new PathPart.Budget()));
    } catch (ConfigException e) {
      assertTrue(e.getMessage().contains("steps"), e.getMessage());
    }
    assertThrows(ConfigException.class, () -> new PathPattern("(".repeat(200_000)));
  }
}
