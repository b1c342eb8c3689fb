package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.Model;
import org.keras4j.models.ModelDescription;
import org.keras4j.tensor.KerasException;

/** What is said of a model file agrees with what loading it finds. */
class DescriptionTest {
  @TempDir private Path folder;

  /** A file that can be loaded needs nothing; one that names what is not known says so. */
  @Test
  void unknownObjectsAreThoseThatLoadingMisses() throws IOException {
    Map<String, List<String>> wrong = new TreeMap<>();
    for (String file : files().toList()) {
      Path path = Files.write(folder.resolve("model"), Fixture.resource(file));
      List<String> unknown = ModelDescription.of(path, LoadOptions.standard()).unknownObjects();
      if (!unknown.isEmpty() && loads(path)) {
        wrong.put(file, unknown);
      }
    }
    assertEquals(Map.of(), wrong);
  }

  private static boolean loads(Path path) {
    try {
      Model.load(path);
      return true;
    } catch (KerasException e) {
      return false;
    }
  }

  private static Stream<String> files() {
    Stream<String> models =
        Stream.of(".keras", ".h5")
            .flatMap(
                ending ->
                    FixtureIndex.names("models", ending).stream()
                        .filter(name -> !name.endsWith(".weights"))
                        .map(name -> "models/" + name + ending));
    Stream<String> old =
        Stream.of("tf.keras-2.10.0", "tf.keras-2.13.1", "keras-3.0.5", "keras-3.14.1")
            .flatMap(
                writer ->
                    FixtureIndex.names("dialects/" + writer, ".keras").stream()
                        .map(name -> "dialects/" + writer + "/" + name + ".keras"));
    return Stream.concat(models, old);
  }

  @Test
  void namesAllCustomObjectsAtOnce() throws IOException {
    Path path = folder.resolve("custom.h5");
    Files.write(path, Fixture.resource("dialects/keras-3.3.3/custom.h5"));
    ModelDescription description = ModelDescription.of(path, LoadOptions.standard());
    assertEquals("3.3.3", description.kerasVersion());
    assertEquals(List.of("Custom>my_act", "my_pkg>Blocky"), description.unknownObjects());
    assertEquals(Map.of("InputLayer", 1, "my_pkg>Blocky", 1, "Dense", 1), description.layers());
  }
}
