package org.keras4j.formats.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
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

/** Damaged and malicious files. */
class Hdf5HostileTest {
  private static final String DENSE = "hdf5/keras-3.15.1_q_int8.weights.h5";

  private static void read(byte[] bytes) {
    ByteSource source = ByteSource.of("hostile.h5", bytes);
    Hdf5Walk.readAll(Hdf5File.open(source, LoadPolicy.strict()).root());
  }

  @ParameterizedTest
  @ValueSource(strings = {DENSE, "hdf5/tf.keras-2.10.0_preproc.h5", "hdf5/made_latest.h5"})
  void refusesEveryTruncation(String file) {
    byte[] bytes = TestFiles.bytes(file);
    Hostile hostile = new Hostile(Hdf5HostileTest::read);
    hostile.truncate(bytes, 7);
    assertEquals(0, hostile.accepted());
    read(bytes);
  }

  @ParameterizedTest
  @ValueSource(strings = {DENSE, "hdf5/tf.keras-2.10.0_preproc.h5", "hdf5/made_latest.h5"})
  void survivesMutations(String file) {
    Hostile hostile = new Hostile(Hdf5HostileTest::read);
    hostile.mutate(TestFiles.bytes(file), 7_000, 20_261_122);
    assertTrue(hostile.refused() > 700, () -> hostile.refused() + " refused");
    assertTrue(hostile.accepted() > 350, () -> hostile.accepted() + " accepted");
  }

  /** The file with one change, made through a little-endian view. */
  private static byte[] changed(String file, Consumer<ByteBuffer> change) {
    byte[] bytes = TestFiles.bytes(file);
    change.accept(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN));
    return bytes;
  }

  private static int indexOf(ByteBuffer bytes, String signature, int occurrence) {
    String all = new String(bytes.array(), StandardCharsets.ISO_8859_1);
    int at = -1;
    for (int i = 0; i <= occurrence; i++) {
      at = all.indexOf(signature, at + 1);
      assertTrue(at >= 0, "no " + signature);
    }
    return at;
  }

  private static FormatException refusal(byte[] bytes) {
    new Hostile(Hdf5HostileTest::read).read(bytes, "the changed file"); // time and memory
    return assertThrows(FormatException.class, () -> read(bytes));
  }

  @Test
  void refusesBTreeThatContainsItself() {
    byte[] bytes =
        changed(
            DENSE,
            b -> {
              int tree = indexOf(b, "TREE", 0);
              b.put(tree + 5, (byte) 1);
              b.putLong(tree + 32, tree);
            });
    assertEquals(Kind.CORRUPT, refusal(bytes).kind());
  }

  @Test
  void refusesSymbolNodeListedTwice() {
    byte[] bytes =
        changed(
            DENSE,
            b -> {
              int tree = indexOf(b, "TREE", 0);
              b.putShort(tree + 6, (short) 2);
              b.putLong(tree + 48, b.getLong(tree + 32));
            });
    FormatException e = refusal(bytes);
    assertTrue(e.getMessage().contains("reached a second time"), e.getMessage());
  }

  @Test
  void refusesBTreeDeeperThanTheLimit() {
    FormatException e = refusal(changed(DENSE, b -> b.put(indexOf(b, "TREE", 0) + 5, (byte) 200)));
    assertEquals(Kind.LIMIT_EXCEEDED, e.kind());
    assertTrue(e.getMessage().contains("Limit.BTREE_DEPTH"), e.getMessage());
  }

  @Test
  void refusesGroupThatContainsItself() {
    byte[] bytes =
        changed(
            DENSE,
            b -> {
              int symbols = indexOf(b, "SNOD", 1);
              b.putLong(symbols + 8 + 8, b.getLong(64)); // the first member is the root
            });
    FormatException e = refusal(bytes);
    assertTrue(e.getMessage().contains("is the same object as '/'"), e.getMessage());
  }

  @Test
  void refusesHeaderThatContinuesInItself() {
    byte[] bytes =
        changed(
            DENSE,
            b -> {
              int root = (int) b.getLong(64);
              b.putShort(root + 2, (short) 9);
              b.putShort(root + 16, (short) HeaderMessage.CONTINUATION);
              b.putLong(root + 24, root + 16);
              b.putLong(root + 32, b.getInt(root + 8));
            });
    FormatException e = refusal(bytes);
    assertTrue(e.getMessage().contains("continues in itself"), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(longs = {1L << 31, 1L << 40, 1L << 62, -1, Long.MIN_VALUE})
  void refusesAbsurdSizes(long size) {
    assertEquals(
        Kind.CORRUPT,
        refusal(changed(DENSE, b -> b.putLong(indexOf(b, "HEAP", 0) + 8, size))).kind());
    assertEquals(
        Kind.CORRUPT,
        refusal(changed(DENSE, b -> b.putLong(indexOf(b, "GCOL", 0) + 8, size))).kind());
    assertEquals(
        Kind.CORRUPT, refusal(changed(DENSE, b -> b.putLong(64, size))).kind(), "root address");
  }

  @Test
  void refusesHeaderOfTwoGigabytes() {
    byte[] bytes = changed(DENSE, b -> b.putInt((int) b.getLong(64) + 8, Integer.MAX_VALUE));
    assertEquals(Kind.LIMIT_EXCEEDED, refusal(bytes).kind());
  }

  /** A dataspace of two dimensions, {1, 2, flags 1}, then its dimensions. */
  private static int firstMatrix(ByteBuffer b) {
    String all = new String(b.array(), StandardCharsets.ISO_8859_1);
    int at = all.indexOf("\1\2\1\0\0\0\0\0");
    assertTrue(at > 0);
    return at + 8;
  }

  @Test
  void refusesShapesLargerThanTheData() {
    for (long[] shape : new long[][] {{1L << 31, 1L << 31}, {1L << 40, 1}, {-1, 1}, {1000, 1000}}) {
      byte[] bytes =
          changed(
              DENSE,
              b -> {
                int at = firstMatrix(b);
                b.putLong(at, shape[0]).putLong(at + 8, shape[1]);
              });
      FormatException e = refusal(bytes);
      assertTrue(e.kind() == Kind.UNSAFE || e.kind() == Kind.CORRUPT, e.getMessage());
    }
  }

  @Test
  void refusesDatasetsThatShareTheirBytes() {
    byte[] file = TestFiles.bytes(DENSE);
    ByteSource source = ByteSource.of("shared.h5", file);
    Hdf5Input input = new Hdf5Input(source, LoadPolicy.strict());
    input.countDataset(1, file.length / 2, "/a");
    input.countDataset(1, file.length / 2, "/a");
    Hdf5Exception e =
        assertThrows(Hdf5Exception.class, () -> input.countDataset(2, file.length / 2 + 2, "/b"));
    assertTrue(e.getMessage().contains("shape bomb"), e.getMessage());
  }

  @Test
  void holdsTheCallersLimits() {
    byte[] bytes = TestFiles.bytes(DENSE);
    for (Limit limit :
        new Limit[] {Limit.OBJECTS, Limit.GROUP_DEPTH, Limit.METADATA_BYTES, Limit.NAME_BYTES}) {
      LoadPolicy policy = LoadPolicy.strict().with(limit, 1);
      FormatException e =
          assertThrows(
              FormatException.class,
              () -> Hdf5Walk.readAll(Hdf5File.open(ByteSource.of("f.h5", bytes), policy).root()));
      assertEquals(Kind.LIMIT_EXCEEDED, e.kind());
      assertTrue(e.getMessage().contains("Limit." + limit), e.getMessage());
    }
  }

  @Test
  void escapesNamesInMessages() {
    byte[] bytes =
        changed(
            "hdf5/refused_hardlink_cycle.h5",
            b -> {
              int heap = indexOf(b, "up\0", 0);
              b.put(heap, (byte) '\n');
            });
    FormatException e = refusal(bytes);
    assertTrue(!e.getMessage().contains("\n"), e.getMessage());
    assertTrue(e.getMessage().contains("\\u000a"), e.getMessage());
  }
}
