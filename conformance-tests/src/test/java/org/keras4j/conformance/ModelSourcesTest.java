package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.npy.Npz;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadOptions;
import org.keras4j.models.LoadPolicy;
import org.keras4j.models.Model;
import org.keras4j.models.ModelSource;
import org.keras4j.tensor.NDArray;

/**
 * A model from everywhere it can come from: folder, shards, stream, and a source of the caller's.
 */
class ModelSourcesTest {
  private static final String UNZIPPED = "dialects/keras-3.15.1/asdir/";
  private static final String FOLDER = "dialects/sharded/";
  private static final List<String> SHARDS =
      List.of("sharded.weights.json", "sharded_00000.weights.h5", "sharded_00001.weights.h5");

  @Test
  void folder(@TempDir Path folder) throws IOException {
    for (String file : List.of("config.json", "metadata.json", "model.weights.h5")) {
      Files.write(folder.resolve(file), Fixture.resource(UNZIPPED + file));
    }
    Model model = Model.load(folder);
    Model weightsOnly = Model.load(Fixture.resource(UNZIPPED + "config.json"));
    weightsOnly.loadWeights(
        Fixture.resource(UNZIPPED + "model.weights.h5"), LoadOptions.standard());
    assertEquals(weights(weightsOnly), weights(model));
  }

  @Test
  void shards(@TempDir Path folder) throws IOException {
    for (String file : SHARDS) {
      Files.write(folder.resolve(file), Fixture.resource(FOLDER + file));
    }
    Model model = emptied();
    model.loadWeights(folder.resolve(SHARDS.get(0)));
    checkOutputs(model);
  }

  @Test
  void shardsOfOwnSource() {
    Model model = emptied();
    model.loadWeights(new Memory(SHARDS.get(0)), LoadOptions.standard());
    checkOutputs(model);
  }

  @Test
  void stream() {
    byte[] bytes = Fixture.resource(FOLDER + "sharded.keras");
    checkOutputs(Model.load(new ByteArrayInputStream(bytes)));
  }

  @Test
  void ownSource() {
    checkOutputs(Model.load(new Memory("sharded.keras"), LoadOptions.standard()));
  }

  @Test
  void shardsNeedTheirFolder() {
    FormatException e =
        assertThrows(
            FormatException.class,
            () ->
                emptied()
                    .loadWeights(Fixture.resource(FOLDER + SHARDS.get(0)), LoadOptions.standard()));
    assertTrue(e.getMessage().contains("needs the file 'sharded_00000.weights.h5'"), e.toString());
  }

  @Test
  void shardsElsewhereAreRefused(@TempDir Path folder) throws IOException {
    Path map = folder.resolve("x.weights.json");
    for (String elsewhere : List.of("../x.h5", "/etc/passwd", "..", "a\\\\b.h5", "")) {
      Files.writeString(map, "{\"weight_map\": {\"/vars\": \"" + elsewhere + "\"}}");
      FormatException e = assertThrows(FormatException.class, () -> emptied().loadWeights(map));
      assertEquals(FormatException.Kind.UNSAFE, e.kind(), e.toString());
    }
  }

  @Test
  void failingSource() {
    ModelSource.RandomAccess broken =
        new Memory("sharded.keras") {
          @Override
          public ByteBuffer read(long position, int length) throws IOException {
            throw new IOException("the network is down");
          }
        };
    FormatException e =
        assertThrows(FormatException.class, () -> Model.load(broken, LoadOptions.standard()));
    assertEquals(FormatException.Kind.IO, e.kind());
    assertTrue(e.getMessage().contains("the network is down"), e.toString());
  }

  private static Model emptied() {
    Model model = Model.load(Fixture.resource(FOLDER + "sharded.keras"));
    model.weights().forEach(w -> w.assign(NDArray.zeros(w.dtype(), w.shape())));
    return model;
  }

  private static List<NDArray> weights(Model model) {
    return model.weights().stream().map(weight -> weight.value()).toList();
  }

  private static void checkOutputs(Model model) {
    byte[] npz = Fixture.resource(FOLDER + "sharded.npz");
    var arrays = Npz.read(ByteSource.of("sharded.npz", npz), LoadPolicy.strict());
    NDArray expected = arrays.get("out_0");
    Compare.assertClose(
        "outputs", expected, model.predict(arrays.get("in_0")), Tolerance.ofModel(expected));
  }

  /** A caller's source over the fixtures. */
  private static class Memory implements ModelSource.RandomAccess {
    private final String file;
    private final byte[] bytes;

    Memory(String file) {
      this.file = file;
      this.bytes = Fixture.resource(FOLDER + file);
    }

    @Override
    public String name() {
      return file;
    }

    @Override
    public long size() {
      return bytes.length;
    }

    @Override
    public ByteBuffer read(long position, int length) throws IOException {
      return ByteBuffer.wrap(bytes, (int) position, length);
    }

    @Override
    public Optional<ModelSource> sibling(String name) {
      return SHARDS.contains(name) ? Optional.of(new Memory(name)) : Optional.empty();
    }
  }
}
