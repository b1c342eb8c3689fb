package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.config.TypeRegistry;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.layers.Layer;
import org.keras4j.layers.core.InputLayer;

/** The arguments of every layer that the registry knows, against the signatures of real Keras. */
class LayerSignaturesTest {
  private static final String REQUIRED = "<required>";

  private final Map<String, Object> signatures = signatures();

  private static Map<String, Object> signatures() {
    byte[] text = Fixture.resource("signatures.json");
    Object all = JsonReader.read(text, "signatures.json", ReadLimits.defaults());
    return ReadContext.configMap("layers", ReadContext.configMap("all", all).get("layers"));
  }

  /** All that Keras' {@code get_config()} holds is declared; more may be read than is written. */
  @TestFactory
  Stream<DynamicTest> configKeys() {
    return types()
        .filter(type -> signature(type).get("config_keys") != null)
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.className(), () -> assertEquals(List.of(), missingKeys(type))));
  }

  /** A default that Keras' signature has is the default here. */
  @TestFactory
  Stream<DynamicTest> defaults() {
    return types()
        .filter(type -> type != InputLayer.TYPE) // Keras asks for one of two arguments there
        .map(
            type ->
                DynamicTest.dynamicTest(
                    type.className(), () -> assertEquals(Map.of(), wrongDefaults(type))));
  }

  private Stream<ObjectType<?>> types() {
    return TypeRegistry.standard().types().stream()
        .filter(type -> type.kind() == Layer.class && signatures.containsKey(type.className()));
  }

  private Map<String, Object> signature(ObjectType<?> type) {
    return ReadContext.configMap("signature", signatures.get(type.className()));
  }

  private List<?> missingKeys(ObjectType<?> type) {
    List<String> declared = type.args().stream().flatMap(arg -> arg.keys().stream()).toList();
    List<?> keras = (List<?>) signature(type).get("config_keys");
    return keras.stream().filter(key -> !declared.contains(key)).toList();
  }

  /** Arguments whose default differs, with Keras' and ours. */
  private Map<String, Object> wrongDefaults(ObjectType<?> type) {
    Map<String, Object> wrong = new TreeMap<>();
    for (Object item : (List<?>) signature(type).get("args")) {
      Map<String, Object> keras = ReadContext.configMap("arg", item);
      for (Arg<?> arg : type.args()) {
        if (arg.keys().contains(keras.get("name"))) {
          Object expected = keras.get("default");
          Object ours = arg.isRequired() ? REQUIRED : write(arg, Map.of());
          // None often stands for another value, which Keras fills in.
          boolean same =
              expected == null
                  ? !arg.isRequired()
                  : expected.equals(REQUIRED)
                      ? arg.isRequired()
                      : ours.equals(write(arg, Map.of((String) keras.get("name"), expected)));
          if (!same) {
            wrong.put((String) keras.get("name"), Codecs.map("keras", expected, "ours", ours));
          }
        }
      }
    }
    return wrong;
  }

  /** What stands in a config that was read from {@code config}. */
  private static <T> Object write(Arg<T> arg, Map<String, ?> config) {
    Map<String, Object> written = new TreeMap<>();
    arg.write(arg.read(config, ReadContext.standard()), written);
    return written;
  }
}
