package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectCodec;
import org.keras4j.config.ReadContext;

/** Configs beside Keras' own. */
final class Configs {
  private Configs() {}

  /** Fails unless the object writes what Keras wrote, and what it writes gives the same again. */
  static <T extends Configurable> void assertRoundTrip(Class<T> kind, Object keras, T read) {
    Object written = ObjectCodec.describe(read);
    assertEquals(plain(keras), plain(written), "config");
    T again = ReadContext.standard().object(kind, written);
    assertEquals(plain(written), plain(ObjectCodec.describe(again)), "config after a round trip");
  }

  /** All numbers as doubles, since Python tells 1 from 1.0 where Keras does not. */
  private static Object plain(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<Object, Object> result = new LinkedHashMap<>();
      map.forEach((key, value) -> result.put(key, plain(value)));
      return result;
    }
    if (json instanceof List<?> list) {
      List<Object> result = new ArrayList<>();
      list.forEach(item -> result.add(plain(item)));
      return result;
    }
    return json instanceof Number number ? (Object) number.doubleValue() : json;
  }
}
