package org.keras4j.formats.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.FormatException;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void replacesAnOlderFile() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "a much longer older content");
    AtomicFile.write(file, out -> out.write("new".getBytes()));
    assertEquals("new", Files.readString(file));
    assertEquals(List.of("model"), names());
  }

  @Test
  void replacesAnOlderFileWithoutWaitingForTheDisk() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    AtomicFile.write(file, out -> out.write("newer".getBytes()), false);
    assertEquals("newer", Files.readString(file));
    assertEquals(List.of("model"), names());
  }

  @Test
  void aFailureLeavesTheOlderFileAndNothingElse() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    FormatException e =
        assertThrows(
            FormatException.class,
            () ->
                AtomicFile.write(
                    file,
                    out -> {
                      out.write(new byte[3 << 20]);
                      throw new IOException("No space left on device");
                    }));
    assertEquals(FormatException.Kind.IO, e.kind());
    assertTrue(e.getMessage().contains("No space left on device"), e.getMessage());
    assertThrows(
        IllegalStateException.class,
        () ->
            AtomicFile.write(
                file,
                out -> {
                  throw new IllegalStateException();
                }));
    assertEquals("old", Files.readString(file));
    assertEquals(List.of("model"), names());
  }

  @Test
  void followsALink() throws IOException {
    Path file = Files.writeString(folder.resolve("model"), "old");
    Path link = Files.createSymbolicLink(folder.resolve("link"), file);
    AtomicFile.write(link, out -> out.write("new".getBytes()));
    assertTrue(Files.isSymbolicLink(link));
    assertEquals("new", Files.readString(file));
  }

  @Test
  void cleansWhatDeadProcessesLeft() throws IOException {
    Files.writeString(folder.resolve(".model.0b0a7d0c-0000-0000-0000-000000000000.tmp"), "stray");
    Files.writeString(folder.resolve(".model2.0b0a7d0c-0000-0000-0000-000000000000.tmp"), "other");
    Path file = folder.resolve("model");
    AtomicFile.write(file, out -> out.write(1));
    assertEquals(List.of(".model2.0b0a7d0c-0000-0000-0000-000000000000.tmp", "model"), names());
  }

  @Test
  void leavesAloneWhatIsBeingWritten() throws IOException {
    Path file = folder.resolve("model");
    AtomicFile.write(
        file,
        out -> {
          out.write("outer".getBytes());
          AtomicFile.write(file, inner -> inner.write("inner".getBytes()));
          assertEquals("inner", Files.readString(file));
        });
    assertEquals("outer", Files.readString(file));
    assertEquals(List.of("model"), names());
  }

  /** A file system of one megabyte, where the user may mount one. */
  @Test
  void aFullDiskLeavesTheOlderFile() throws Exception {
    Path mount = Files.createDirectory(folder.resolve("small"));
    boolean mounted =
        System.getProperty("os.name").equals("Linux")
            && run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", mount.toString());
    assumeTrue(mounted, "this user may not mount a tmpfs");
    try {
      Path file = mount.resolve("model");
      AtomicFile.write(file, out -> out.write(new byte[400 << 10]));
      FormatException e =
          assertThrows(
              FormatException.class,
              () -> AtomicFile.write(file, out -> out.write(new byte[800 << 10])));
      assertTrue(e.getMessage().contains("No space left"), e.getMessage());
      assertEquals(400 << 10, Files.size(file));
      try (Stream<Path> files = Files.list(mount)) {
        assertEquals(List.of(file), files.toList());
      }
    } finally {
      run("umount", mount.toString());
    }
  }

  private static boolean run(String... command) throws Exception {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // there is no such command
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
