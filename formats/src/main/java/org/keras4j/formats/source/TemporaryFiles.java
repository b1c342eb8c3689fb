package org.keras4j.formats.source;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Temporary files beside the ones that they will replace. Each is locked while its process lives,
 * so that a file without a lock was left behind by a process that is gone.
 */
final class TemporaryFiles {
  private static final String SUFFIX = ".tmp";

  private TemporaryFiles() {}

  /**
   * An open and, where the file system has locks, locked file.
   *
   * @param channel to write to
   */
  record Temporary(Path path, FileChannel channel) implements AutoCloseable {
    /** Closes the file, and deletes it unless it has been renamed. */
    @Override
    public void close() throws IOException {
      try (channel) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** A new file for what is to become {@code target}. */
  static Temporary create(Path target) throws IOException {
    while (true) {
      Path path = target.resolveSibling(prefix(target) + UUID.randomUUID() + SUFFIX);
      // Created as any new file is, so that others may read what they could read before.
      FileChannel channel =
          FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      lock(channel);
      if (Files.exists(path)) {
        return new Temporary(path, channel);
      }
      channel.close(); // another process took it for a stray one before it was locked
    }
  }

  /** Deletes what processes that are gone have left beside {@code target}. */
  static void clean(Path target) {
    String prefix = prefix(target);
    DirectoryStream.Filter<Path> ours =
        file -> {
          String name = file.getFileName().toString();
          return name.startsWith(prefix) && name.endsWith(SUFFIX);
        };
    try (DirectoryStream<Path> files = Files.newDirectoryStream(target.getParent(), ours)) {
      files.forEach(TemporaryFiles::deleteUnlessInUse);
    } catch (IOException e) {
      log("Stray temporary files beside " + target + " cannot be listed", e);
    }
  }

  private static void deleteUnlessInUse(Path file) {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (OverlappingFileLockException e) {
      // a thread of this process is writing it
    } catch (IOException e) {
      log("A temporary file is left: " + file, e);
    }
  }

  /** Without locks nothing is ever taken for stray. */
  private static void lock(FileChannel channel) {
    try {
      channel.lock();
    } catch (IOException e) {
      log("The file system has no locks", e);
    }
  }

  private static String prefix(Path target) {
    return "." + target.getFileName() + ".";
  }

  private static void log(String message, Exception e) {
    System.getLogger(TemporaryFiles.class.getName()).log(System.Logger.Level.DEBUG, message, e);
  }
}
