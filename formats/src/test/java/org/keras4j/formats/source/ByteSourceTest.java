package org.keras4j.formats.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

class ByteSourceTest {
  @TempDir Path folder;

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  @Test
  void allSourcesGiveTheSameBytes() throws IOException {
    byte[] bytes = random(5 << 20); // too large to be read at once
    Path file = folder.resolve("f");
    Files.write(file, bytes);
    ByteBuffer padded = ByteBuffer.allocate(bytes.length + 2).put(1, bytes).position(1);
    padded.limit(bytes.length + 1);
    byte[] around = new byte[bytes.length + 10];
    System.arraycopy(bytes, 0, around, 4, bytes.length);
    List<ByteSource> sources =
        List.of(
            ByteSource.of(file),
            ByteSource.of("array", bytes),
            ByteSource.of("buffer", padded),
            ByteSource.of("stream", new ByteArrayInputStream(bytes), ReadLimits.defaults()),
            ByteSource.of("around", around).view("view", 4, bytes.length));
    for (ByteSource source : sources) {
      assertEquals(bytes.length, source.size(), source.name());
      byte[] part = new byte[100];
      source.slice(12_345, 100).get(part);
      assertArrayEquals(Arrays.copyOfRange(bytes, 12_345, 12_445), part, source.name());
      assertTrue(source.slice(0, 4).isReadOnly(), source.name());
      assertEquals(
          ByteBuffer.wrap(bytes).order(ByteSource.order()).getLong(7),
          source.slice(7, 8).getLong(),
          source.name());
      try (InputStream in = source.stream()) {
        assertEquals(bytes[0] & 0xff, in.read());
        assertEquals(9, in.skip(9));
        assertArrayEquals(Arrays.copyOfRange(bytes, 10, bytes.length), in.readAllBytes());
        assertEquals(-1, in.read());
      }
    }
  }

  @Test
  void refusesRangesOutside() {
    ByteSource source = ByteSource.of("f", new byte[10]);
    ByteSource view = source.view("v", 2, 5);
    long[][] ranges = {
      {-1, 1}, {0, 11}, {10, 1}, {Long.MAX_VALUE, 1}, {Long.MIN_VALUE, 5}, {3, -1}
    };
    for (long[] range : ranges) {
      for (ByteSource s : List.of(source, view)) {
        FormatException e =
            assertThrows(FormatException.class, () -> s.slice(range[0], (int) range[1]));
        assertEquals(Kind.CORRUPT, e.kind());
        assertThrows(FormatException.class, () -> s.view("w", range[0], range[1]));
      }
    }
    assertThrows(FormatException.class, () -> view.slice(0, 6));
    assertThrows(FormatException.class, () -> source.view("w", 1, Long.MAX_VALUE));
  }

  @Test
  void limitsStreams() {
    ReadLimits limits = ReadLimits.of(LoadPolicy.strict().with(Limit.STREAM_BYTES, 1 << 20));
    InputStream endless =
        new InputStream() {
          @Override
          public int read() {
            return 0;
          }
        };
    FormatException e =
        assertThrows(FormatException.class, () -> ByteSource.of("endless", endless, limits));
    assertEquals(Kind.LIMIT_EXCEEDED, e.kind());
    byte[] exact = new byte[1 << 20];
    assertEquals(exact.length, ByteSource.of("s", new ByteArrayInputStream(exact), limits).size());
  }

  @Test
  void refusesMissingFilesAndFolders() {
    FormatException missing =
        assertThrows(FormatException.class, () -> ByteSource.of(folder.resolve("none.keras")));
    assertEquals(Kind.IO, missing.kind());
    assertTrue(missing.getMessage().contains("File not found: filepath="), missing.getMessage());
    assertEquals(Kind.IO, assertThrows(FormatException.class, () -> ByteSource.of(folder)).kind());
  }

  /** The file is sparse: it takes a few blocks on disk. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void readsFilesBeyondTwoGigabytes() throws IOException {
    Path file = folder.resolve("large");
    long size = (5L << 30) + 123;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.WRITE,
            StandardOpenOption.SPARSE)) {
      for (long at = 8; at < size; at += (1L << 30) - 8) {
        channel.write(ByteBuffer.allocate(8).order(ByteSource.order()).putLong(0, at), at);
      }
      channel.write(ByteBuffer.wrap(new byte[] {42}), size - 1);
    }
    ByteSource source = ByteSource.of(file);
    assertEquals(size, source.size());
    for (long at = 8; at < size; at += (1L << 30) - 8) {
      assertEquals(at, source.slice(at, 8).getLong(), "across a border at " + at);
      int room = (int) Math.min(1 << 20, size - at + 3);
      assertEquals(at, source.slice(at - 3, room).getLong(3));
    }
    assertEquals(42, source.slice(size - 1, 1).get());
    try (Scratch scratch = new Scratch()) {
      assertEquals(42, source.slice(size - 100, 100, scratch).get(99));
    }
    assertThrows(FormatException.class, () -> source.slice(size, 1));
    assertThrows(IllegalArgumentException.class, () -> source.slice(0, (1 << 30) + 1));
    source.close();
  }

  @Test
  void saysSoWhenAFileIsCutShortMeanwhile() throws IOException {
    Path file = Files.write(folder.resolve("cut"), random(5 << 20));
    try (ByteSource source = ByteSource.of(file)) {
      source.slice(0, 100);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.truncate(1 << 20);
      }
      FormatException e = assertThrows(FormatException.class, () -> source.slice(4 << 20, 1 << 20));
      assertEquals(Kind.IO, e.kind());
      assertTrue(e.getMessage().contains("was cut short"), e.getMessage());
    }
  }

  @Test
  void endsAtTheDeadlineAndOnInterrupts() throws InterruptedException {
    ByteSource bytes = ByteSource.of("bytes", random(100));
    LoadPolicy policy = LoadPolicy.strict().within(java.time.Duration.ofMillis(1));
    ByteSource guarded = Deadline.start("bytes", policy).guard(bytes);
    Thread.sleep(5);
    FormatException late = assertThrows(FormatException.class, () -> guarded.slice(0, 1));
    assertEquals(Kind.LIMIT_EXCEEDED, late.kind());
    ByteSource patient = Deadline.start("bytes", LoadPolicy.strict()).guard(bytes);
    Thread.currentThread().interrupt();
    FormatException stopped = assertThrows(FormatException.class, () -> patient.slice(0, 1));
    assertEquals(Kind.INTERRUPTED, stopped.kind());
    assertTrue(Thread.interrupted(), "the thread stays interrupted");
  }
}
