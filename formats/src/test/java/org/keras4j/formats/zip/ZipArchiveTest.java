package org.keras4j.formats.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.Hostile;
import org.keras4j.formats.TestFiles;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

class ZipArchiveTest {
  private static final byte[] CONTENT = "{\"class_name\": \"Sequential\"}".repeat(40).getBytes();

  private static byte[] zip(boolean stored, String... names) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (String name : names) {
        ZipEntry entry = new ZipEntry(name);
        if (stored) {
          CRC32 crc = new CRC32();
          crc.update(CONTENT);
          entry.setMethod(ZipEntry.STORED);
          entry.setSize(CONTENT.length);
          entry.setCrc(crc.getValue());
        }
        zip.putNextEntry(entry);
        zip.write(CONTENT);
        zip.closeEntry();
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static ZipArchive open(byte[] bytes) {
    return ZipArchive.open(ByteSource.of("model.keras", bytes), LoadPolicy.strict());
  }

  private static void readAll(byte[] bytes) {
    ZipArchive archive = open(bytes);
    archive.members().keySet().forEach(archive::member);
  }

  private static FormatException refusal(byte[] bytes) {
    new Hostile(ZipArchiveTest::readAll).read(bytes, "the changed archive");
    return assertThrows(FormatException.class, () -> readAll(bytes));
  }

  /** Offset of the n-th place where four bytes stand. */
  private static int indexOf(byte[] bytes, String signature, int occurrence) {
    String all = new String(bytes, StandardCharsets.ISO_8859_1);
    int at = -1;
    for (int i = 0; i <= occurrence; i++) {
      at = all.indexOf(signature, at + 1);
      assertTrue(at >= 0, "no signature");
    }
    return at;
  }

  private static final String LOCAL = "PK\3\4";
  private static final String CENTRAL = "PK\1\2";
  private static final String END = "PK\5\6";

  private static byte[] changed(
      byte[] bytes, String at, int occurrence, Consumer<ByteBuffer> edit) {
    int from = indexOf(bytes, at, occurrence);
    edit.accept(
        ByteBuffer.wrap(bytes, from, bytes.length - from).slice().order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void readsMembers(boolean stored) throws IOException {
    ZipArchive archive = open(zip(stored, "metadata.json", "config.json", "assets/x/voc.txt"));
    assertEquals(
        List.of("metadata.json", "config.json", "assets/x/voc.txt"),
        List.copyOf(archive.members().keySet()));
    assertArrayEquals(CONTENT, archive.bytes("config.json", Limit.JSON_BYTES));
    assertArrayEquals(CONTENT, archive.member("assets/x/voc.txt").stream().readAllBytes());
    assertEquals("model.keras!config.json", archive.member("config.json").name());
    FormatException e = assertThrows(FormatException.class, () -> archive.member("nothing"));
    assertTrue(e.getMessage().contains("There is no item named 'nothing' in the archive"));
  }

  @Test
  void readsWhatKerasWrites() {
    ZipArchive archive = open(TestFiles.bytes("hdf5/keras-3.15.1_dt_bfloat16.keras"));
    assertTrue(archive.members().get("model.weights.h5").isStored());
    assertTrue(archive.member("model.weights.h5").size() > 1000);
  }

  @Test
  void readsZip64() {
    byte[] plain = zip(true, "config.json");
    int central = indexOf(plain, CENTRAL, 0);
    int end = indexOf(plain, END, 0);
    ByteBuffer out = ByteBuffer.allocate(plain.length + 200).order(ByteOrder.LITTLE_ENDIAN);
    out.put(plain, 0, end);
    // Sizes and offset of the member move to its extra field.
    out.putInt(central + 20, -1).putInt(central + 24, -1).putInt(central + 42, -1);
    out.putShort(central + 30, (short) 28);
    out.putShort((short) 1).putShort((short) 24);
    out.putLong(CONTENT.length).putLong(CONTENT.length).putLong(0);
    int end64 = out.position();
    out.putInt(0x06064b50).putLong(44).putShort((short) 45).putShort((short) 45);
    out.putInt(0).putInt(0).putLong(1).putLong(1).putLong(end64 - central).putLong(central);
    out.putInt(0x07064b50).putInt(0).putLong(end64).putInt(1);
    out.putInt(0x06054b50).putInt(0).putInt(-1).putInt(-1).putInt(-1).putShort((short) 0);
    byte[] bytes = new byte[out.position()];
    out.get(0, bytes);
    assertArrayEquals(CONTENT, open(bytes).bytes("config.json", Limit.JSON_BYTES));
    new Hostile(ZipArchiveTest::readAll).mutate(bytes, 2_000, 7);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesChangedBytes(boolean stored) {
    byte[] bytes = zip(stored, "config.json");
    bytes[30 + "config.json".length() + 5] ^= 4;
    assertEquals(Kind.CORRUPT, refusal(bytes).kind());
  }

  @Test
  void namesTheChecksumThatFails() {
    byte[] bytes = zip(true, "config.json");
    bytes[30 + "config.json".length()] ^= 1;
    FormatException e = refusal(bytes);
    assertTrue(e.getMessage().contains("model.keras!config.json: Bad CRC-32"), e.getMessage());
  }

  @Test
  void refusesDuplicateNames() {
    byte[] bytes = zip(true, "config.json", "conFig.json");
    changed(bytes, LOCAL, 1, b -> b.put(30 + 3, (byte) 'f'));
    changed(bytes, CENTRAL, 1, b -> b.put(46 + 3, (byte) 'f'));
    assertTrue(refusal(bytes).getMessage().contains("two members called 'config.json'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "assets/../../x",
        "/etc/passwd",
        "a\\b",
        "C:x",
        "./x",
        "a\u0000b",
        "a/..",
        ".."
      })
  void refusesNamesThatEscape(String name) {
    FormatException e = refusal(zip(true, name));
    assertEquals(Kind.UNSAFE, e.kind());
    assertTrue(e.getMessage().contains("escapes the asset directory"), e.getMessage());
  }

  @Test
  void refusesMembersThatShareBytes() {
    byte[] bytes = zip(true, "a.json", "b.json");
    changed(bytes, CENTRAL, 1, b -> b.putInt(42, 0));
    assertTrue(refusal(bytes).getMessage().contains("overlaps"));
  }

  @Test
  void refusesLiesAboutSizes() {
    for (int size : new int[] {0, 1, CONTENT.length - 1, CONTENT.length + 1, 1_000_000_000, -2}) {
      byte[] deflated = changed(zip(false, "config.json"), CENTRAL, 0, b -> b.putInt(24, size));
      FormatException e = refusal(deflated);
      assertTrue(e.kind() == Kind.CORRUPT || e.kind() == Kind.UNSAFE, e.getMessage());
      byte[] stored = changed(zip(true, "config.json"), CENTRAL, 0, b -> b.putInt(24, size));
      assertEquals(Kind.CORRUPT, refusal(stored).kind());
    }
  }

  @Test
  void refusesBombsBeforeInflating() {
    byte[] bytes = changed(zip(false, "x"), CENTRAL, 0, b -> b.putInt(24, 1 << 30));
    FormatException e = refusal(bytes);
    assertTrue(
        e.getMessage().contains("refusing to load a potential decompression bomb"), e.getMessage());
    LoadPolicy small = LoadPolicy.strict().with(Limit.INFLATED_BYTES, 1_000);
    ZipArchive archive = ZipArchive.open(ByteSource.of("z", zip(false, "x")), small);
    FormatException limit = assertThrows(FormatException.class, () -> archive.member("x"));
    assertEquals(Kind.LIMIT_EXCEEDED, limit.kind());
  }

  @Test
  void refusesEncryptionAndOtherMethods() {
    byte[] encrypted = changed(zip(true, "x"), CENTRAL, 0, b -> b.putShort(8, (short) 1));
    assertEquals(Kind.UNSUPPORTED, refusal(encrypted).kind());
    byte[] lzma = changed(zip(true, "x"), CENTRAL, 0, b -> b.putShort(10, (short) 14));
    assertEquals(Kind.UNSUPPORTED, refusal(lzma).kind());
  }

  @Test
  void refusesLocalHeadersThatDisagree() {
    byte[] name = changed(zip(true, "x"), LOCAL, 0, b -> b.put(30, (byte) 'y'));
    assertTrue(refusal(name).getMessage().contains("described differently"));
    byte[] method = changed(zip(true, "x"), LOCAL, 0, b -> b.putShort(8, (short) 8));
    assertTrue(refusal(method).getMessage().contains("described differently"));
  }

  @Test
  void refusesTooManyMembers() {
    byte[] bytes = changed(zip(true, "x"), END, 0, b -> b.putShort(10, (short) 20_000));
    assertEquals(Kind.LIMIT_EXCEEDED, refusal(bytes).kind());
  }

  @Test
  void holdsTheLimitOfSmallMembers() {
    LoadPolicy small = LoadPolicy.strict().with(Limit.JSON_BYTES, 100);
    ZipArchive archive = ZipArchive.open(ByteSource.of("z", zip(true, "x")), small);
    FormatException e =
        assertThrows(FormatException.class, () -> archive.bytes("x", Limit.JSON_BYTES));
    assertEquals(Kind.LIMIT_EXCEEDED, e.kind());
  }

  @Test
  void survivesTruncationAndMutation() {
    for (boolean stored : new boolean[] {true, false}) {
      byte[] bytes = zip(stored, "metadata.json", "config.json");
      Hostile hostile = new Hostile(ZipArchiveTest::readAll);
      hostile.truncate(bytes, 1);
      assertEquals(0, hostile.accepted());
      hostile.mutate(bytes, 10_000, 99);
      assertTrue(hostile.refused() > 5_000, () -> hostile.refused() + " refused");
    }
  }

  @Test
  void tellsZipFromOtherBytes() {
    assertTrue(ZipArchive.isZip(ByteSource.of("z", zip(true, "x"))));
    assertFalse(ZipArchive.isZip(ByteSource.of("z", new byte[] {'P', 'K'})));
    assertFalse(ZipArchive.isZip(ByteSource.of("z", new byte[100])));
  }
}
