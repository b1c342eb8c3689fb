package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.json.JsonReader;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.formats.zip.ZipArchive;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.SaveOptions;

/** Models of Keras, loaded and saved again, are the files that Keras wrote. */
class SavedModelsTest {
  /** Layers of the text models whose output Keras declares as float32, and computes as int64. */
  private static final Set<String> COUNTS = Set.of("kinds", "padded", "whole");

  /** Low-rank additions are merged when they are read. */
  private static final Set<String> MERGED = Set.of("lora_rank", "lora_alpha");

  @TestFactory
  Stream<DynamicTest> configs() {
    return each(
        name ->
            assertEquals(
                comparable(config(Fixture.resource("models/" + name + ".keras"))),
                comparable(config(load(name).toBytes(SaveOptions.standard())))));
  }

  @TestFactory
  Stream<DynamicTest> weights() {
    return each(
        name -> {
          byte[] ours = load(name).weightsToBytes(SaveOptions.standard());
          byte[] keras = Fixture.resource("models/" + name + ".weights.h5");
          assertEquals(describe(keras), describe(ours));
        });
  }

  /** What is saved and loaded is saved as the same bytes. */
  @TestFactory
  Stream<DynamicTest> again() {
    return each(
        name -> {
          byte[] once = load(name).weightsToBytes(SaveOptions.standard());
          Model loaded = Model.load(load(name).toBytes(SaveOptions.standard()));
          assertEquals(
              Arrays.hashCode(once),
              Arrays.hashCode(loaded.weightsToBytes(SaveOptions.standard())));
        });
  }

  private static Stream<DynamicTest> each(java.util.function.Consumer<String> check) {
    return FixtureIndex.names("models", ".keras").stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> check.accept(name)));
  }

  private static Model load(String name) {
    return Model.load(Fixture.resource("models/" + name + ".keras"));
  }

  private static Object config(byte[] archive) {
    ByteSource source = ByteSource.of("model.keras", archive);
    byte[] json =
        ZipArchive.open(source, LoadPolicy.strict()).bytes("config.json", Limit.JSON_BYTES);
    return JsonReader.read(json, "config.json", ReadLimits.defaults());
  }

  /** A config without marks of shared objects, and with all numbers as Python compares them. */
  private static Object comparable(Object json) {
    if (json instanceof Map<?, ?> map) {
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((key, value) -> copy.put(key, comparable(value)));
      copy.remove("shared_object_id");
      if (map.get("keras_history") instanceof List<?> history && COUNTS.contains(history.get(0))) {
        copy.remove("dtype");
      }
      copy.keySet().removeAll(MERGED);
      return copy;
    }
    if (json instanceof List<?> list) {
      List<Object> copy = new ArrayList<>();
      list.forEach(item -> copy.add(comparable(item)));
      return copy;
    }
    return json instanceof Number number ? (Object) number.doubleValue() : json;
  }

  /** Every group, attribute and dataset. */
  static Map<String, String> describe(byte[] bytes) {
    Map<String, String> found = new TreeMap<>();
    try (Hdf5File file = Hdf5File.open(ByteSource.of("weights.h5", bytes), LoadPolicy.strict())) {
      describe(file.root(), found);
    }
    // Parts of attention without weights, which are no layers here: Keras' groups are empty.
    found.keySet().removeIf(path -> path.matches(".*/(_dropout_layer|_softmax)(/.*)?"));
    // Inner lookups are named by the order in which Python made them; nothing reads the name.
    found.keySet().removeIf(path -> path.endsWith("/_lookup_layer/vars@name"));
    return found;
  }

  private static void describe(Hdf5Group group, Map<String, String> found) {
    describe(group.path(), group.attributes(), found);
    for (String name : group.names()) {
      String path = group.path() + "/" + name;
      if (group.group(name).isPresent()) {
        found.put(path, "group");
        describe(group.group(name).get(), found);
      } else if (group.dataset(name).isPresent()) {
        Hdf5Dataset dataset = group.dataset(name).get();
        byte[] data = new byte[Math.toIntExact(dataset.storageSize())];
        dataset.readBytesInto(data);
        String shape = Arrays.toString(dataset.shape());
        found.put(path, dataset.type() + shape + Arrays.hashCode(data));
        describe(path, dataset.attributes(), found);
      }
    }
  }

  private static void describe(
      String path, Map<String, Hdf5Attribute> attributes, Map<String, String> found) {
    attributes.forEach(
        (name, attribute) ->
            found.put(
                path + "@" + name,
                attribute.type() + Arrays.toString(attribute.shape()) + attribute.strings()));
  }
}
