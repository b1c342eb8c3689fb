package org.keras4j.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.TestFiles;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

class Hdf5FileTest {
  private static Hdf5Group made() {
    return Hdf5Walk.open("made_dtypes.h5").root();
  }

  private static Hdf5Dataset made(String path) {
    return made().dataset(path).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "little_i1, int8", "little_i2, int16", "little_i4, int32", "little_i8, int64",
    "little_u1, uint8", "little_u2, uint16", "little_u4, uint32", "little_f2, float16",
    "little_f4, float32", "little_f8, float64"
  })
  void readsNumbersAsNDArrays(String name, String dtype) {
    NDArray array = made(name).toNDArray();
    assertEquals(DType.of(dtype), array.dtype());
    assertEquals(Shape.of(2, 3), array.shape());
    assertArrayEquals(new double[] {0, 1, 2, 100, 101, 102}, array.toDoubleArray());
  }

  @ParameterizedTest
  @CsvSource({"big_i2", "big_i4", "big_i8", "big_f2", "big_f4", "big_f8"})
  void readsBigEndianNumbers(String name) {
    assertArrayEquals(new double[] {-3, 0, 7}, made(name).toNDArray().toDoubleArray());
  }

  @Test
  void readsPartsIntoTheCallersArray() {
    float[] target = {9, 9, 9, 9};
    made("little_f4").readInto(2, target, 1, 2);
    assertArrayEquals(new float[] {9, 2, 100, 9}, target);
    long[] whole = new long[6];
    made("little_u8").readInto(whole);
    assertArrayEquals(new long[] {0, 1, 2, 100, 101, 102}, whole);
    int[] narrow = new int[6];
    made("little_i2").readInto(narrow);
    assertArrayEquals(new int[] {0, 1, 2, 100, 101, 102}, narrow);
    double[] doubles = new double[6];
    made("little_f2").readInto(doubles);
    assertArrayEquals(new double[] {0, 1, 2, 100, 101, 102}, doubles);
  }

  @Test
  void refusesWholeNumbersFromFloats() {
    Hdf5Exception e =
        assertThrows(Hdf5Exception.class, () -> made("little_f4").readInto(new int[6]));
    assertEquals(Kind.MISMATCH, e.kind());
    assertThrows(IllegalArgumentException.class, () -> made("little_f4").readInto(new float[5]));
    assertThrows(
        IndexOutOfBoundsException.class, () -> made("little_f4").readInto(5, new float[9], 0, 2));
  }

  @Test
  void readsBooleansScalarsAndText() {
    assertEquals(NDArray.of(new boolean[] {true, false, true}), made("bool").toNDArray());
    assertEquals(NDArray.scalar(2.5f), made("scalar").toNDArray());
    assertEquals(List.of("abc", "dé", ""), made("fixed").strings());
    assertEquals(List.of("a", "日本", ""), made("texts").strings());
    assertEquals(Shape.SCALAR, made("text").toNDArray().shape());
    assertEquals(Shape.of(0, 3), made("empty").toNDArray().shape());
  }

  @Test
  void readsCompactDataAndNestedGroups() {
    assertArrayEquals(new float[] {1, 2, 3, 4}, made("compact").toNDArray().floats());
    assertEquals("/a/b/c", made("a/b/c").path());
    assertEquals("c", made("a/b/c").name());
    assertTrue(made().find("a/nothing/c").isEmpty());
    assertTrue(made().find("a/b/c/d").isEmpty());
    assertTrue(made().group("scalar").isEmpty());
  }

  @Test
  void readsAttributes() {
    Hdf5Group group = made().group("a").orElseThrow();
    assertArrayEquals(new long[] {7}, group.attribute("number").orElseThrow().longs());
    Hdf5Attribute list = group.attribute("list").orElseThrow();
    assertArrayEquals(new double[] {1.5, 2.5}, list.doubles());
    assertEquals(Kind.MISMATCH, assertThrows(Hdf5Exception.class, list::strings).kind());
    assertEquals(Kind.MISMATCH, assertThrows(Hdf5Exception.class, list::longs).kind());
  }

  @Test
  void joinsAttributesThatKerasSplit() {
    Hdf5Group root = Hdf5Walk.open("made_chunked_attributes.h5").root();
    assertFalse(root.attribute("layer_names").isPresent());
    List<String> names = root.stringList("layer_names");
    assertEquals(2000, names.size());
    assertEquals("layer_01999_" + "x".repeat(28), names.get(1999));
    assertEquals(List.of(), root.stringList("no_such_names"));
  }

  @Test
  void readsBfloat16() {
    Hdf5Group root = Hdf5Walk.open("keras-3.15.1_dt_bfloat16.keras").root();
    Hdf5Dataset kernel = root.dataset("layers/dense/vars/0").orElseThrow();
    assertEquals("bfloat16", kernel.attribute("dtype").orElseThrow().string());
    assertEquals(DType.BFLOAT16, kernel.toNDArray().dtype());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "refused_softlink.h5; Not allowed: H5 file with SoftLink",
        "refused_externallink.h5; Not allowed: H5 file with ExternalLink",
        "refused_external_storage.h5; Not allowed: H5 file with external Dataset",
        "refused_virtual.h5; Not allowed: H5 file with virtual Dataset",
        "refused_hardlink_cycle.h5; is the same object as",
        "bomb_unwritten.h5; declares 4398046511104 bytes but only 0 are stored on disk"
      })
  void refusesAsKerasDoes(String file, String message) {
    Hdf5File hdf5 = Hdf5Walk.open(file);
    Hdf5Exception e = assertThrows(Hdf5Exception.class, () -> Hdf5Walk.readAll(hdf5.root()));
    assertEquals(Kind.UNSAFE, e.kind());
    assertTrue(e.getMessage().contains(message), e.getMessage());
    assertTrue(e.getMessage().startsWith(file), e.getMessage());
  }

  @Test
  void unsupportedDataDoesNotHideItsSiblings() {
    Hdf5Group root = Hdf5Walk.open("unsupported_chunked.h5").root();
    assertEquals(5000, root.dataset("contiguous").orElseThrow().toNDArray().size());
    for (String name : List.of("gzip", "plain")) {
      Hdf5Dataset dataset = root.dataset(name).orElseThrow();
      assertArrayEquals(new long[] {100, 50}, dataset.shape());
      Hdf5Exception e = assertThrows(Hdf5Exception.class, dataset::toNDArray);
      assertEquals(Kind.UNSUPPORTED, e.kind());
      assertTrue(e.getMessage().contains("LoadPolicy.trusted()"), e.getMessage());
    }
    Hdf5Group complex = Hdf5Walk.open("unsupported_complex.h5").root();
    Hdf5Dataset z = complex.dataset("z").orElseThrow();
    assertEquals(Kind.UNSUPPORTED, assertThrows(Hdf5Exception.class, z::type).kind());
    assertEquals(2, complex.dataset("x").orElseThrow().elementCount());
  }

  @Test
  void tellsHdf5FromOtherBytes() {
    ByteSource text = ByteSource.of("notes.txt", new byte[2000]);
    assertFalse(Hdf5File.isHdf5(text));
    Hdf5Exception e =
        assertThrows(Hdf5Exception.class, () -> Hdf5File.open(text, LoadPolicy.strict()));
    assertTrue(e.getMessage().contains("file signature not found"), e.getMessage());
    assertTrue(Hdf5File.isHdf5(ByteSource.of("u", TestFiles.bytes("hdf5/made_userblock.h5"))));
  }
}
