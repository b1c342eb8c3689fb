package org.keras4j.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.keras4j.formats.TestFiles;
import org.keras4j.formats.source.ElementFormat;

/** Every group, attribute and dataset of the test files, against what h5py found in them. */
class Hdf5ManifestTest {
  static Stream<String> files() {
    return TestFiles.lines("hdf5/manifest.tsv").stream()
        .map(line -> line.split("\t")[0])
        .filter(name -> !name.startsWith("unsupported"))
        .distinct();
  }

  @ParameterizedTest
  @MethodSource("files")
  void matchesH5py(String file) {
    String expected =
        TestFiles.lines("hdf5/manifest.tsv").stream()
            .filter(line -> line.startsWith(file + "\t"))
            .sorted()
            .collect(Collectors.joining("\n"));
    List<String> found = new ArrayList<>();
    try (Hdf5File hdf5 = Hdf5Walk.open(file)) {
      Hdf5Walk.nodes(hdf5.root(), node -> describe(found, file, node));
    }
    assertEquals(expected, found.stream().sorted().collect(Collectors.joining("\n")));
  }

  static void describe(List<String> out, String file, Hdf5Node node) {
    for (Hdf5Attribute a : node.attributes().values()) {
      out.add(file + "\tattribute\t" + node.path() + "@" + a.name() + "\t" + value(a));
    }
    if (node instanceof Hdf5Dataset d) {
      String shape =
          Arrays.stream(d.shape()).mapToObj(Long::toString).collect(Collectors.joining(","));
      String type = d.type().isString() ? "string" : d.elements().dtype();
      out.add(
          String.join(
              "\t", file, "dataset", d.path(), type, "(" + shape + ")", sha(littleEndian(d))));
    } else {
      out.add(
          file + "\tgroup\t" + node.path() + "\t" + String.join(",", ((Hdf5Group) node).names()));
    }
  }

  private static String value(Hdf5Attribute a) {
    if (a.elementCount() == 0) {
      return "empty";
    }
    if (a.type().isString()) {
      return "text\t" + sha(String.join("\0", a.strings()).getBytes(StandardCharsets.UTF_8));
    }
    ByteBuffer doubles = ByteBuffer.allocate((int) a.elementCount() * 8);
    doubles.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(a.doubles());
    return "number\t" + sha(doubles.array());
  }

  private static byte[] littleEndian(Hdf5Dataset d) {
    if (d.type().isString()) {
      return String.join("\0", d.strings()).getBytes(StandardCharsets.UTF_8);
    }
    ElementFormat format = d.elements();
    byte[] bytes = new byte[(int) d.storageSize()];
    d.readBytesInto(bytes);
    if (format.order() == ByteOrder.BIG_ENDIAN) {
      for (int i = 0; i < bytes.length; i += format.size()) {
        for (int j = 0; j < format.size() / 2; j++) {
          byte kept = bytes[i + j];
          bytes[i + j] = bytes[i + format.size() - 1 - j];
          bytes[i + format.size() - 1 - j] = kept;
        }
      }
    }
    return bytes;
  }

  private static String sha(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
