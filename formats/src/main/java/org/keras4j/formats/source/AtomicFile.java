package org.keras4j.formats.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.keras4j.formats.FormatException;

/**
 * Saves a file so that, whatever happens meanwhile, either the older or the newer one is there in
 * full: a temporary file beside it, forced to disk, then renamed. What a process that was killed
 * left behind is cleaned away by the next one that saves under the same name.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes the content. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to {@code out}, which the caller closes. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Saves {@code content} at {@code path}.
   *
   * @throws FormatException of kind {@code IO} when that fails; an older file is then as it was
   */
  public static void write(Path path, Content content) {
    write(path, content, true);
  }

  /**
   * As the shorter form.
   *
   * @param durable whether to wait until everything is on the disk; if not, the rename is as atomic
   *     for other processes, but what a power failure leaves is for the file system to say
   */
  public static void write(Path path, Content content, boolean durable) {
    try {
      // A link stays a link: what it leads to is replaced.
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      TemporaryFiles.clean(target);
      try (TemporaryFiles.Temporary temporary = TemporaryFiles.create(target)) {
        FileChannel channel = temporary.channel();
        OutputStream out = new ChannelOutput(channel);
        content.writeTo(out);
        out.flush();
        if (durable) {
          channel.force(true);
        }
        replace(temporary.path(), target);
      }
      if (durable) {
        forceDirectory(target.getParent());
      }
    } catch (IOException e) {
      throw new FormatException(
          FormatException.Kind.IO, path.toString(), -1, "cannot be written: " + e, e);
    }
  }

  private static void replace(Path temporary, Path target) throws IOException {
    try {
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes renames in a directory durable, where the system lets a directory be opened. */
  static void forceDirectory(Path directory) {
    try (FileChannel channel = FileChannel.open(directory)) {
      channel.force(true);
    } catch (IOException e) {
      System.getLogger(AtomicFile.class.getName())
          .log(System.Logger.Level.DEBUG, "The directory cannot be forced to disk", e);
    }
  }
}
