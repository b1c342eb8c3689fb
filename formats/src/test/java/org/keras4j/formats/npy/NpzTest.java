package org.keras4j.formats.npy;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.Hostile;
import org.keras4j.formats.TestFiles;
import org.keras4j.formats.source.AtomicFile;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

class NpzTest {
  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"npy/stored.npz", "npy/deflated.npz"})
  void readsWhatNumpyWrites(String file) {
    Map<String, NDArray> arrays = Npz.read(TestFiles.path(file));
    assertEquals(28, arrays.size());
    double[] numbers = {0, 1, 2, 3, 4, 100};
    int seen = 0;
    for (Map.Entry<String, NDArray> entry : arrays.entrySet()) {
      NDArray array = entry.getValue();
      if (entry.getKey().startsWith("c_")) {
        boolean isBool = entry.getKey().equals("c_bool");
        assertEquals(Shape.of(2, 3), array.shape(), entry.getKey());
        double[] expected = isBool ? new double[] {0, 1, 1, 1, 1, 1} : numbers;
        assertArrayEquals(expected, array.toDoubleArray(), entry.getKey());
        seen++;
      }
    }
    assertEquals(19, seen);
    assertEquals(DType.UINT16, arrays.get("c_be_u2").dtype());
    for (String fortran : new String[] {"fortran", "fortran_be"}) {
      double[] inOrder = arrays.get(fortran).toDoubleArray();
      for (int i = 0; i < 24; i++) {
        assertEquals(i, inOrder[i], fortran);
      }
      assertEquals(Shape.of(2, 3, 4), arrays.get(fortran).shape());
    }
    assertEquals(2.5, arrays.get("scalar").doubles()[0]);
    assertEquals(Shape.SCALAR, arrays.get("scalar").shape());
    assertEquals(Shape.of(0, 3), arrays.get("empty").shape());
    assertArrayEquals(new String[] {"a", "héllo", "", "😀"}, arrays.get("text").strings());
    assertArrayEquals(new String[] {"xy", "z"}, arrays.get("text_be").strings());
    assertArrayEquals(new String[] {"abc", "d"}, arrays.get("bytes").strings());
    assertEquals(DType.BFLOAT16, arrays.get("bfloat16").dtype());
    assertArrayEquals(
        new float[] {1, -2, Float.POSITIVE_INFINITY}, arrays.get("bfloat16").toFloatArray());
    assertEquals(Shape.of(2, 2), arrays.get("dense/kernel:0").shape());
  }

  @ParameterizedTest
  @ValueSource(strings = {"npy/v1.npy", "npy/v2.npy", "npy/v3.npy"})
  void readsEveryHeaderVersion(String file) {
    NDArray array = Npy.read(TestFiles.path(file));
    assertEquals(Shape.of(2, 3, 4), array.shape());
    assertEquals(23f, array.floats()[23]);
  }

  @Test
  void writesTheBytesThatNumpyWrites() throws IOException {
    NDArray array = Npy.read(TestFiles.path("npy/v1.npy"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Npy.write(out, array);
    assertArrayEquals(TestFiles.bytes("npy/v1.npy"), out.toByteArray());
  }

  @Test
  void readsBackWhatItWrites() {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    for (DType dtype : DType.values()) {
      if (dtype.isNumeric()) {
        arrays.put(
            dtype.kerasName(),
            NDArray.builder(dtype, Shape.of(2, 2)).set(0, 1).set(1, 0).set(3, 5).build());
      }
    }
    arrays.put("text", NDArray.of(new String[] {"é", "", "😀!"}, 3));
    arrays.put("scalar", NDArray.scalar(3f));
    arrays.put("none", NDArray.zeros(DType.FLOAT32, Shape.of(0, 4)));
    Path file = folder.resolve("arrays.npz");
    Npz.write(file, arrays);
    assertEquals(arrays, Npz.read(file));
    Npz.write(file, Map.of("x", NDArray.scalar(1f)));
    assertEquals(1, Npz.read(file).size());
    assertEquals(1, folder.toFile().list().length, "a temporary file is left");
  }

  @Test
  void keepsTheOldFileWhenWritingFails() throws IOException {
    Path file = folder.resolve("old.npy");
    Files.write(file, new byte[] {1, 2, 3});
    FormatException e =
        assertThrows(
            FormatException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[100]);
                      throw new IOException("disk full");
                    }));
    assertEquals(Kind.IO, e.kind());
    assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(file));
    assertEquals(1, folder.toFile().list().length, "a temporary file is left");
  }

  @Test
  void refusesPickledObjectsAndStructures() {
    NpyException objects =
        assertThrows(NpyException.class, () -> Npy.read(TestFiles.path("npy/object.npy")));
    assertEquals(Kind.UNSAFE, objects.kind());
    assertTrue(objects.getMessage().contains("Object arrays cannot be loaded"));
    NpyException structured =
        assertThrows(NpyException.class, () -> Npy.read(TestFiles.path("npy/structured.npy")));
    assertEquals(Kind.UNSUPPORTED, structured.kind());
  }

  @Test
  void refusesSizesThatTheFileDoesNotHold() {
    byte[] bytes = TestFiles.bytes("npy/v1.npy");
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String shape : new String[] {"(9, 3, 4)", "(2, 3,99)", "(1e3,  )", "(-1,3,4)"}) {
      byte[] changed = text.replace("(2, 3, 4)", shape).getBytes(StandardCharsets.ISO_8859_1);
      ByteSource source = ByteSource.of("changed.npy", changed);
      NpyException e =
          assertThrows(NpyException.class, () -> Npy.read(source, LoadPolicy.strict()), shape);
      assertEquals(Kind.CORRUPT, e.kind());
    }
  }

  @Test
  void survivesTruncationAndMutation() {
    byte[] npy = TestFiles.bytes("npy/v1.npy");
    Hostile one = new Hostile(b -> Npy.read(ByteSource.of("a.npy", b), LoadPolicy.strict()));
    one.truncate(npy, 1);
    assertEquals(0, one.accepted());
    one.mutate(npy, 20_000, 5);
    assertTrue(one.refused() > 5_000, () -> one.refused() + " refused");
    byte[] npz = TestFiles.bytes("npy/deflated.npz");
    Hostile many = new Hostile(b -> Npz.read(ByteSource.of("a.npz", b), LoadPolicy.strict()));
    many.truncate(npz, 7);
    assertEquals(0, many.accepted());
    many.mutate(npz, 5_000, 6);
    assertTrue(many.refused() > 2_000, () -> many.refused() + " refused");
  }
}
