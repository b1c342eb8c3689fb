package org.keras4j.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.keras4j.conformance.hostile.HostileConfigs.ConfigCase;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;

/**
 * Every class of hostile file, in every format that can carry it: each is refused with a typed
 * exception within two seconds and the memory allowed, and the odd honest ones are read. {@code
 * -Dkeras4j.corpus=FOLDER} writes the files there, for other readers.
 */
@Timeout(60)
class HostileCorpusTest {
  private static final long MOST_ALLOCATED = 512L << 20;

  private static final String DENSE =
      HostileConfigs.sequential(HostileConfigs.layer("Dense", "\"units\":3,\"name\":\"dense\""));

  /** Weights files that lie: walked, loaded into a model, and inside an archive. */
  @TestFactory
  Stream<DynamicTest> weights() {
    byte[] config = DENSE.getBytes(StandardCharsets.UTF_8);
    Model target =
        Model.load(HostileArchives.packed(config, HostileHdf5.all().get(0).bytes().get()));
    Consumer<byte[]> load = bytes -> target.loadWeights(bytes, LoadOptions.standard());
    Consumer<byte[]> archive = bytes -> Model.load(HostileArchives.packed(config, bytes));
    return HostileHdf5.all().stream()
        .flatMap(
            hostile ->
                Stream.of(
                    test(hostile, "walked", Hdf5Reading::all),
                    test(hostile.saying(), "loaded", load), // which may meet something else first
                    test(hostile.saying(), "in an archive", archive)));
  }

  @TestFactory
  Stream<DynamicTest> archives() {
    return Stream.of(HostileArchives.all(), HostileVocabularies.all())
        .flatMap(List::stream)
        .map(hostile -> test(hostile, "loaded", Model::load));
  }

  /** The same config is treated the same in every format. */
  @TestFactory
  Stream<DynamicTest> configs() {
    return HostileConfigs.all().stream()
        .flatMap(config -> Stream.of(inArchive(config), inLegacyFile(config)))
        .map(hostile -> test(hostile, "loaded", Model::load));
  }

  /** Without weights, a config is read or refused, but ends as well. */
  @TestFactory
  Stream<DynamicTest> configsAlone() {
    return HostileConfigs.all().stream()
        .map(config -> DynamicTest.dynamicTest(config.name() + ".json", () -> alone(config)));
  }

  private static void alone(ConfigCase config) {
    byte[] bytes = config.json().get();
    Trial trial = Trial.of(() -> Model.load(bytes), MOST_ALLOCATED);
    if (trial.fault() != null) {
      throw new AssertionError(config.name() + " " + trial.fault(), trial.cause());
    }
    if (config.accepted() && trial.isRefused()) {
      throw new AssertionError(config.name() + " is honest, but was refused", trial.refusal());
    }
  }

  private static HostileCase inArchive(ConfigCase config) {
    return new HostileCase(
        config.name() + ".keras",
        () -> HostileArchives.packed(config.json().get(), new Hdf5Forge().emptyFile()),
        config.accepted(),
        config.says());
  }

  private static HostileCase inLegacyFile(ConfigCase config) {
    return new HostileCase(
        config.name() + ".h5",
        () -> LegacyFile.of(config.json().get()),
        config.accepted(),
        List.of()); // limits have other names here
  }

  @TestFactory
  Stream<DynamicTest> arrays() {
    return HostileArrays.all().stream()
        .map(
            hostile ->
                test(
                    hostile,
                    "read",
                    bytes -> Npz.read(ByteSource.of("x.npz", bytes), LoadPolicy.strict())));
  }

  private static DynamicTest test(HostileCase hostile, String how, Consumer<byte[]> reader) {
    return DynamicTest.dynamicTest(hostile.name() + " " + how, () -> check(hostile, reader));
  }

  private static void check(HostileCase hostile, Consumer<byte[]> reader) {
    byte[] bytes = hostile.bytes().get();
    keep(hostile.name(), bytes);
    Trial trial = Trial.of(() -> reader.accept(bytes), MOST_ALLOCATED);
    if (trial.fault() != null) {
      throw new AssertionError(hostile + " " + trial.fault(), trial.cause());
    }
    if (hostile.accepted()) {
      if (trial.refusal() != null) {
        throw new AssertionError(hostile + " is honest, but was refused", trial.refusal());
      }
      return;
    }
    assertNotNull(trial.refusal(), () -> hostile + " was read");
    for (String part : hostile.says()) {
      String message = trial.refusal().getMessage();
      assertTrue(message.contains(part), () -> "'" + part + "' is not in: " + message);
    }
  }

  private static void keep(String name, byte[] bytes) {
    String folder = System.getProperty("keras4j.corpus");
    if (folder != null) {
      try {
        Files.write(Files.createDirectories(Path.of(folder)).resolve(name), bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Test
  void namesAreUnique() {
    Map<String, Long> names = new TreeMap<>();
    Stream.of(
            HostileHdf5.all(),
            HostileArchives.all(),
            HostileVocabularies.all(),
            HostileArrays.all())
        .flatMap(List::stream)
        .forEach(hostile -> names.merge(hostile.name(), 1L, Long::sum));
    names.values().removeIf(n -> n == 1);
    assertEquals(Map.of(), names);
  }
}
