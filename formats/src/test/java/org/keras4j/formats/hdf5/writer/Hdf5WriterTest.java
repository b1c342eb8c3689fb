package org.keras4j.formats.hdf5.writer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Group;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.formats.hdf5.Hdf5Type;
import org.keras4j.formats.hdf5.Hdf5Walk;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** What the writer makes, read by our own reader and by jHDF. */
class Hdf5WriterTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-3.15.1_custom.weights.h5",
        "keras-3.15.1_dt_bfloat16.keras",
        "keras-3.15.1_dt_bfloat16.weights.h5",
        "keras-3.15.1_dt_float16.h5",
        "keras-3.15.1_noweights.weights.h5",
        "keras-3.15.1_q_int8.weights.h5",
        "keras-3.15.1_unicode.h5",
        "tf.keras-2.10.0_legopt_Adam.h5",
        "tf.keras-2.10.0_preproc.h5",
        "tf.keras-2.15.0_opt_Adam.keras"
      })
  void copiesOfKerasFilesHoldTheSame(String name) {
    try (Hdf5File original = Hdf5Walk.open(name)) {
      byte[] copied = Hdf5Copies.bytes(Hdf5Copies.of(original.root()));
      try (Hdf5File copy = open(copied)) {
        assertEquals(describe(original.root()), describe(copy.root()));
      }
    }
  }

  /** Everything in a file; strings without the way in which they are stored. */
  private static TreeMap<String, String> describe(Hdf5Group root) {
    TreeMap<String, String> found = new TreeMap<>();
    Hdf5Walk.nodes(
        root,
        node -> {
          found.put(node.path(), describe(node));
          for (Hdf5Attribute a : node.attributes().values()) {
            String shape = Arrays.toString(a.shape());
            found.put(node.path() + "@" + a.name(), shape + a.strings());
          }
        });
    return found;
  }

  private static String describe(Hdf5Node node) {
    if (node instanceof Hdf5Dataset dataset) {
      byte[] bytes = new byte[Math.toIntExact(dataset.storageSize())];
      dataset.readBytesInto(bytes);
      return dataset.type() + Arrays.toString(dataset.shape()) + Arrays.toString(bytes);
    }
    return "group " + ((Hdf5Group) node).names();
  }

  @ParameterizedTest
  @EnumSource(value = DType.class, mode = EnumSource.Mode.EXCLUDE, names = "STRING")
  void keepsEveryDtype(DType dtype) {
    NDArray.Builder values = NDArray.builder(dtype, Shape.of(2, 3));
    for (int i = 0; i < 6; i++) {
      values.set(i, (long) (i % 2 == 0 ? i : 1));
    }
    NDArray array = values.build();
    Hdf5Writer file = new Hdf5Writer();
    file.root().dataset("array", array);
    file.root().dataset("scalar", NDArray.zeros(dtype, Shape.of()));
    file.root().dataset("empty", NDArray.zeros(dtype, Shape.of(0, 3)));
    byte[] bytes = Hdf5Copies.bytes(file);
    assertEquals(bytes.length, file.size());
    try (Hdf5File read = open(bytes)) {
      assertEquals(array, read.root().dataset("array").orElseThrow().toNDArray());
      assertEquals(Shape.of(), read.root().dataset("scalar").orElseThrow().toNDArray().shape());
      assertEquals(Shape.of(0, 3), read.root().dataset("empty").orElseThrow().toNDArray().shape());
    }
  }

  @Test
  void jhdfReadsTheNumbersAndTheTexts() {
    Hdf5Writer file = new Hdf5Writer();
    file.root().attribute("model_config", "{\"a\": \"x\"}".repeat(20_000), false);
    file.root().attribute("names", List.of("dense", "a longer name"));
    file.root().attribute("none", List.of());
    file.root().group("empty").attribute("name", "", true);
    file.root().dataset("a/b/kernel", NDArray.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3));
    file.root().dataset("iteration", NDArray.scalar(7f));
    try (HdfFile read = HdfFile.fromBytes(Hdf5Copies.bytes(file))) {
      assertEquals("{\"a\": \"x\"}".repeat(20_000), read.getAttribute("model_config").getData());
      assertArrayEquals(
          new String[] {"dense", "a longer name"}, (String[]) read.getAttribute("names").getData());
      assertArrayEquals(new int[] {0}, read.getAttribute("none").getDimensions());
      assertTrue(((Group) read.getChild("empty")).getChildren().isEmpty());
      Dataset kernel = read.getDatasetByPath("/a/b/kernel");
      assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6}}, (float[][]) kernel.getData());
      assertEquals(7f, read.getDatasetByPath("/iteration").getData());
    }
  }

  /**
   * Trees of one, two and three levels, full and just beyond, and one in which names sort badly.
   */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 8, 9, 256, 257, 8192, 8200})
  void groupsOfAnySize(int count) {
    Hdf5Writer file = new Hdf5Writer();
    List<Integer> order = new java.util.ArrayList<>(IntStream.range(0, count).boxed().toList());
    Collections.shuffle(order, new java.util.Random(1));
    order.forEach(i -> file.root().dataset("g/" + i, NDArray.scalar(i)));
    file.root().group("g");
    byte[] bytes = Hdf5Copies.bytes(file);
    try (Hdf5File read = open(bytes)) {
      Hdf5Group group = read.root().group("g").orElseThrow();
      assertEquals(count, group.names().size());
      for (int i = 0; i < count; i += Math.max(1, count / 50)) {
        assertEquals(
            NDArray.scalar(i), group.dataset(Integer.toString(i)).orElseThrow().toNDArray());
      }
    }
    try (HdfFile read = HdfFile.fromBytes(bytes)) {
      assertEquals(count, ((Group) read.getChild("g")).getChildren().size());
      for (Node node : ((Group) read.getChild("g")).getChildren().values()) {
        assertInstanceOf(Dataset.class, node);
      }
    }
  }

  @Test
  void keepsWhichCharacterSetIsDeclared() {
    Hdf5Writer file = new Hdf5Writer();
    file.root().attribute("text", "dénse_日本", true);
    file.root().attribute("texts", List.of("dénse_日本", "x"));
    try (Hdf5File read = open(Hdf5Copies.bytes(file))) {
      Hdf5Attribute text = read.root().attribute("text").orElseThrow();
      assertInstanceOf(Hdf5Type.VariableString.class, text.type());
      assertEquals("dénse_日本", text.string());
      assertEquals(
          new Hdf5Type.FixedString(13, Hdf5Type.Padding.NULL_PADDED),
          read.root().attribute("texts").orElseThrow().type());
      assertEquals(List.of("dénse_日本", "x"), read.root().stringList("texts"));
    }
  }

  @Test
  void writesTheSameTwice() {
    Hdf5Writer file = new Hdf5Writer();
    file.root().dataset("x", NDArray.of(new float[] {1, 2}, 2));
    assertArrayEquals(Hdf5Copies.bytes(file), Hdf5Copies.bytes(file));
  }

  @Test
  void refusesWhatCannotBe() {
    NewGroup root = new Hdf5Writer().root();
    NDArray one = NDArray.scalar(1f);
    root.dataset("x", one);
    assertThrows(IllegalArgumentException.class, () -> root.dataset("x", one));
    assertThrows(IllegalArgumentException.class, () -> root.dataset("x/y", one));
    assertThrows(IllegalArgumentException.class, () -> root.dataset("a/", one));
    List<String> long_ = Collections.nCopies(1000, "x".repeat(80));
    assertThrows(IllegalArgumentException.class, () -> root.attribute("names", long_));
    root.attribute("a", "b", true);
    assertThrows(IllegalArgumentException.class, () -> root.attribute("a", "c", true));
  }

  @Test
  void refusesDataOfAnotherLength() {
    Hdf5Writer file = new Hdf5Writer();
    NDArray two = NDArray.zeros(DType.FLOAT32, Shape.of(2));
    file.root()
        .dataset(
            "x",
            org.keras4j.formats.source.ArrayEncoder.formatOf(two.dtype()),
            new long[] {2},
            out -> out.write(new byte[7]));
    IOException e =
        assertThrows(
            IOException.class, () -> file.writeTo(java.io.OutputStream.nullOutputStream()));
    assertTrue(e.getMessage().contains("8 bytes"), e.getMessage());
  }

  private static Hdf5File open(byte[] bytes) {
    return Hdf5File.open(ByteSource.of("test.h5", bytes), LoadPolicy.strict());
  }
}
