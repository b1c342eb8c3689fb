package org.keras4j.conformance.hostile;

import static org.keras4j.conformance.hostile.HostileCase.read;
import static org.keras4j.conformance.hostile.HostileCase.refused;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code .npz} files, of one array each, that lie about it. */
final class HostileArrays {
  private HostileArrays() {}

  static List<HostileCase> all() {
    return List.of(
        read("control_good.npz", () -> npz(header("<f4", "(2, 3)"), 24)),
        read("control_empty_dimension.npz", () -> npz(header("<f4", "(0, 1000)"), 0)),
        refused("pickled_objects.npz", () -> npz(header("|O", "(1,)"), 8), "Object arrays"),
        refused(
            "structured.npz", () -> npz(header("x", "(1,)").replace("'x'", "[('a','<f4')]"), 4)),
        refused("shape_larger_than_data.npz", () -> npz(header("<f4", "(1000000000,)"), 24)),
        refused("shape_2e60.npz", () -> npz(header("<f4", "(1152921504606846976,)"), 24)),
        refused("shape_overflow.npz", () -> npz(header("<f8", "(4294967296, 4294967296)"), 0)),
        refused("shape_negative.npz", () -> npz(header("<f4", "(-1,)"), 24)),
        refused("shape_of_19_digits.npz", () -> npz(header("<f4", "(9999999999999999999,)"), 24)),
        refused("rank_100.npz", () -> npz(header("<f4", "(" + "1, ".repeat(100) + ")"), 4), "RANK"),
        refused("elements_of_no_bytes.npz", () -> npz(header("<U0", "(999999999999,)"), 0)),
        refused("elements_of_1gb.npz", () -> npz(header("<U268435456", "(1,)"), 4)),
        refused("character_beyond_unicode.npz", () -> npz(header("<U1", "(1,)"), 4, (byte) -1)),
        refused("header_without_end.npz", () -> npz("{'descr': '<f4', 'fortran_order'", 0)),
        refused("header_of_python.npz", () -> npz("__import__('os').system('id')", 0)),
        refused("header_of_brackets.npz", () -> npz("{".repeat(9_000), 0)),
        refused("header_stated_4gib.npz", HostileArrays::largeHeader),
        refused("version_9.npz", () -> versioned((byte) 9)),
        refused("no_magic.npz", () -> Zips.stored(Map.of("in_0.npy", new byte[64]))));
  }

  private static String header(String type, String shape) {
    return "{'descr': '" + type + "', 'fortran_order': False, 'shape': " + shape + ", }";
  }

  private static byte[] npz(String header, int dataBytes, byte... data) {
    return Zips.stored(Map.of("in_0.npy", npy(header, dataBytes, data)));
  }

  private static byte[] npy(String header, int dataBytes, byte... data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer b = ByteBuffer.allocate(10 + text.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
    b.put((byte) 0x93).put("NUMPY".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    b.putShort((short) text.length).put(text);
    for (int i = 0; i < dataBytes; i++) {
      b.put(data.length == 0 ? 0 : data[i % data.length]);
    }
    return b.array();
  }

  private static byte[] largeHeader() {
    byte[] file = npy(header("<f4", "(1,)"), 4);
    file[6] = 2;
    ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(8, -1);
    return Zips.stored(Map.of("in_0.npy", file));
  }

  private static byte[] versioned(byte version) {
    byte[] file = npy(header("<f4", "(1,)"), 4);
    file[6] = version;
    return Zips.stored(Map.of("in_0.npy", file));
  }
}
