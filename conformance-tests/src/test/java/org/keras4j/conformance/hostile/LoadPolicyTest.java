package org.keras4j.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.conformance.Fixture;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Sha256;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.tensor.KerasException;

/** The caller's policy holds for whole models, and nothing but the named file is touched. */
class LoadPolicyTest {
  private static final byte[] MODEL = Fixture.resource("models/small_mlp.keras");

  @TempDir private Path folder;

  private static Kind refusal(LoadPolicy policy) {
    LoadOptions options = LoadOptions.standard().policy(policy);
    return assertThrows(FormatException.class, () -> Model.load(MODEL, options)).kind();
  }

  @Test
  void acceptsOnlyTheFileOfTheChecksum() {
    String sha256 = Sha256.of(ByteSource.of("model", MODEL));
    LoadPolicy policy = LoadPolicy.strict().sha256(sha256.toUpperCase());
    Model.load(MODEL, LoadOptions.standard().policy(policy));
    assertEquals(Kind.UNSAFE, refusal(LoadPolicy.strict().sha256("0".repeat(64))));
    assertThrows(IllegalArgumentException.class, () -> LoadPolicy.strict().sha256("123"));
  }

  @Test
  void endsAtTheDeadline() {
    assertEquals(Kind.LIMIT_EXCEEDED, refusal(LoadPolicy.strict().within(Duration.ofNanos(1))));
    assertThrows(IllegalArgumentException.class, () -> LoadPolicy.strict().within(Duration.ZERO));
  }

  @Test
  void endsWhenInterrupted() {
    Thread.currentThread().interrupt();
    assertEquals(Kind.INTERRUPTED, refusal(LoadPolicy.strict()));
    assertTrue(Thread.interrupted());
  }

  @Test
  void holdsEveryLimitThatAModelMeets() {
    for (Limit limit :
        Set.of(
            Limit.ARCHIVE_ENTRIES,
            Limit.JSON_BYTES,
            Limit.JSON_DEPTH,
            Limit.JSON_TOKENS,
            Limit.CONFIG_OBJECTS,
            Limit.OBJECTS,
            Limit.GROUP_DEPTH,
            Limit.METADATA_BYTES,
            Limit.NAME_BYTES,
            Limit.RANK)) {
      assertEquals(Kind.LIMIT_EXCEEDED, refusal(LoadPolicy.strict().with(limit, 1)), limit + "");
    }
  }

  /** What lies in a folder may lead anywhere. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void followsNoLinksInFolders() throws IOException {
    Path model = Files.createDirectory(folder.resolve("model"));
    for (Map.Entry<String, byte[]> member : Zips.members(MODEL).entrySet()) {
      Files.write(model.resolve(member.getKey()), member.getValue());
    }
    Model.load(model);
    Path elsewhere = Files.move(model.resolve("config.json"), folder.resolve("elsewhere.json"));
    Files.createSymbolicLink(model.resolve("config.json"), elsewhere);
    FormatException e = assertThrows(FormatException.class, () -> Model.load(model));
    assertEquals(Kind.UNSAFE, e.kind());
    Model.load(model, LoadOptions.standard().trusted(true));
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void closesItsFiles() throws IOException {
    byte[] large = new byte[3 << 20]; // not read at once, but kept open
    System.arraycopy(MODEL, 0, large, 0, MODEL.length);
    Path bad = Files.write(folder.resolve("bad.keras"), large);
    Path good = Files.write(folder.resolve("good.keras"), MODEL);
    Model.load(good);
    assertThrows(KerasException.class, () -> Model.load(bad));
    long before = openFiles();
    for (int i = 0; i < 20; i++) {
      Model.load(good);
      assertThrows(KerasException.class, () -> Model.load(bad));
    }
    assertTrue(openFiles() <= before + 2, openFiles() + " files are open, " + before + " before");
  }

  private static long openFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.count();
    }
  }

  /** As the JVM's own recorder sees it. */
  @Test
  void readsTheNamedFileOnly() throws IOException {
    Set<String> read = new TreeSet<>();
    for (HostileCase hostile : HostileHdf5.all()) {
      if (hostile.name().startsWith("link") || hostile.name().startsWith("storage")) {
        Path file = Files.write(folder.resolve(hostile.name()), hostile.bytes().get());
        read.addAll(filesReadWhile(() -> Hdf5Reading.all(file), file));
      }
    }
    assertEquals(Set.of(), read);
  }

  private Set<String> filesReadWhile(Runnable reading, Path expected) throws IOException {
    Path events = folder.resolve("events.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO);
      recording.enable("jdk.SocketRead").withThreshold(Duration.ZERO);
      recording.start();
      assertThrows(KerasException.class, reading::run);
      recording.stop();
      recording.dump(events);
    }
    Set<String> others = new TreeSet<>();
    boolean sawExpected = false;
    for (RecordedEvent event : RecordingFile.readAllEvents(events)) {
      String path = event.hasField("path") ? event.getString("path") : event.toString();
      sawExpected |= expected.toString().equals(path);
      if (path != null && !path.equals(expected.toString()) && !isOfTheJvm(path)) {
        others.add(path);
      }
    }
    assertTrue(sawExpected, "the recorder saw nothing");
    return others;
  }

  private static boolean isOfTheJvm(String path) {
    return path.endsWith(".jar") || path.endsWith(".class") || path.endsWith("/modules");
  }
}
