package org.keras4j.formats.hdf5.jhdf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.Hostile;
import org.keras4j.formats.TestFiles;
import org.keras4j.formats.hdf5.Hdf5Attribute;
import org.keras4j.formats.hdf5.Hdf5Dataset;
import org.keras4j.formats.hdf5.Hdf5File;
import org.keras4j.formats.hdf5.Hdf5Node;
import org.keras4j.formats.hdf5.Hdf5Walk;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.LoadPolicy;
import org.keras4j.tensor.NDArray;

class TrustedHdf5Test {
  private static Hdf5File open(String name) {
    return TrustedHdf5.open(source(name), LoadPolicy.trusted());
  }

  private static ByteSource source(String name) {
    return ByteSource.of(name, TestFiles.bytes("hdf5/" + name));
  }

  @Test
  void readsChunkedAndCompressedData() {
    try (Hdf5File file = open("unsupported_chunked.h5")) {
      NDArray expected = file.root().dataset("contiguous").orElseThrow().toNDArray();
      assertEquals(4999f, expected.floats()[4999]);
      assertEquals(expected, file.root().dataset("gzip").orElseThrow().toNDArray());
      assertEquals(expected, file.root().dataset("plain").orElseThrow().toNDArray());
    }
  }

  @Test
  void needsTheCallersTrust() {
    try (Hdf5File file = TrustedHdf5.open(source("unsupported_chunked.h5"), LoadPolicy.strict())) {
      Hdf5Dataset gzip = file.root().dataset("gzip").orElseThrow();
      assertEquals(Kind.UNSUPPORTED, assertThrows(FormatException.class, gzip::toNDArray).kind());
    }
  }

  /** jHDF as the referee of our own reader, in files without bfloat16. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "keras-3.15.1_custom.weights.h5",
        "keras-3.15.1_dt_float16.h5",
        "keras-3.15.1_q_int8.weights.h5",
        "keras-3.15.1_noweights.weights.h5",
        "made_chunked_attributes.h5",
        "made_latest.h5",
        "made_userblock.h5",
        "tf.keras-2.10.0_legopt_Adam.h5",
        "tf.keras-2.10.0_preproc.h5",
      })
  void agreesWithOurOwnReader(String name) {
    List<String> own = new ArrayList<>();
    List<String> other = new ArrayList<>();
    try (Hdf5File file = Hdf5File.open(source(name), LoadPolicy.strict())) {
      Hdf5Walk.nodes(file.root(), node -> describe(own, node));
    }
    try (Hdf5File file = JhdfFile.open(source(name), LoadPolicy.trusted())) {
      Hdf5Walk.nodes(file.root(), node -> describe(other, node));
    }
    assertTrue(own.size() > 1);
    own.sort(null);
    other.sort(null);
    assertEquals(String.join("\n", own), String.join("\n", other));
  }

  private static void describe(List<String> out, Hdf5Node node) {
    for (Hdf5Attribute a : node.attributes().values()) {
      Object value =
          a.elementCount() == 0 ? "" : a.type().isString() ? a.strings() : a.doubles()[0];
      out.add(node.path() + "@" + a.name() + " " + value);
    }
    if (node instanceof Hdf5Dataset dataset) {
      NDArray array = dataset.toNDArray();
      out.add(node.path() + " " + array.spec() + " " + array.hashCode());
    } else {
      out.add(node.path());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "refused_softlink.h5",
        "refused_externallink.h5",
        "refused_external_storage.h5",
        "refused_virtual.h5",
        "refused_hardlink_cycle.h5"
      })
  void refusesLinksEvenWhenTrusted(String name) {
    FormatException trusted =
        assertThrows(FormatException.class, () -> Hdf5Walk.readAll(open(name).root()));
    assertEquals(Kind.UNSAFE, trusted.kind());
    // Were jHDF to get the file, it would not follow them either.
    assertThrows(
        FormatException.class,
        () -> Hdf5Walk.readAll(JhdfFile.open(source(name), LoadPolicy.trusted()).root()));
  }

  @Test
  void damageGivesTypedErrors() {
    byte[] bytes = TestFiles.bytes("hdf5/unsupported_chunked.h5");
    Hostile hostile =
        new Hostile(
            b -> {
              ByteSource source = ByteSource.of("damaged.h5", b);
              Hdf5Walk.readAll(JhdfFile.open(source, LoadPolicy.trusted()).root());
            });
    hostile.truncate(bytes, 997);
    assertTrue(hostile.refused() > 50);
  }

  @Test
  void usesOurOwnReaderWhereItCan() {
    Hdf5File file = open("keras-3.15.1_dt_bfloat16.weights.h5");
    assertInstanceOf(Hdf5File.class, file);
    assertTrue(!(file instanceof JhdfFile));
    assertArrayEquals(new long[] {}, file.root().dataset("optimizer/vars/0").orElseThrow().shape());
  }
}
