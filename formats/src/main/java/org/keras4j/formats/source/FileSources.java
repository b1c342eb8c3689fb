package org.keras4j.formats.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.keras4j.formats.FormatException;
import org.keras4j.models.Limit;

/** Opens files and streams as sources. */
final class FileSources {
  /** Up to this size one read is cheaper than several. */
  private static final int READ_AT_ONCE = 1 << 20;

  private static final int FIRST_BUFFER = 64 << 10;

  private FileSources() {}

  static ByteSource open(Path path) {
    String name = path.toString();
    if (Files.isDirectory(path)) {
      throw new FormatException(
          FormatException.Kind.IO, name, -1, "is a directory, where a file was expected");
    }
    // A pipe or device has no size and may never end: only regular files are opened.
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new FormatException(
          FormatException.Kind.IO, name, -1, "is not a regular file; copy it to one first");
    }
    try {
      return open(name, FileChannel.open(path, StandardOpenOption.READ));
    } catch (NoSuchFileException e) {
      throw new FormatException(
          FormatException.Kind.IO,
          name,
          -1,
          "File not found: filepath=" + name + ". Check the path and the working directory",
          e);
    } catch (IOException e) {
      throw new FormatException(FormatException.Kind.IO, name, -1, "cannot be read: " + e, e);
    }
  }

  /** Takes the channel over. */
  private static ByteSource open(String name, FileChannel channel) throws IOException {
    boolean keep = false;
    try {
      FileSource file = new FileSource(name, channel, channel.size());
      keep = file.size() > READ_AT_ONCE;
      return keep ? file : new BufferSource(name, file.slice(0, (int) file.size()));
    } finally {
      if (!keep) {
        channel.close();
      }
    }
  }

  static ByteSource readFully(String name, InputStream stream, ReadLimits limits) {
    long max = Math.min(limits.get(Limit.STREAM_BYTES), Limit.STREAM_BYTES.defaultValue());
    byte[] bytes = new byte[FIRST_BUFFER];
    int size = 0;
    try {
      while (true) {
        int n = stream.read(bytes, size, bytes.length - size);
        if (n < 0) {
          break;
        }
        size += n;
        if (size > max) {
          limits.check(Limit.STREAM_BYTES, size, name, "the stream's length so far");
          throw new FormatException(
              FormatException.Kind.LIMIT_EXCEEDED,
              name,
              -1,
              "a stream of more than 2 GiB cannot be held in memory; open the file by its path");
        }
        if (size == bytes.length) {
          bytes = Arrays.copyOf(bytes, (int) Math.min(max + 1, 2L * bytes.length));
        }
      }
    } catch (IOException e) {
      throw new FormatException(FormatException.Kind.IO, name, size, "cannot be read: " + e, e);
    }
    return new BufferSource(name, ByteBuffer.wrap(bytes, 0, size));
  }
}
