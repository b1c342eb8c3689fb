package org.keras4j.formats.keras.writer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.AtomicFile;
import org.keras4j.models.ModelTarget;
import org.keras4j.models.SaveOptions;

/** Writes to wherever the caller wants a model. */
final class Targets {
  private Targets() {}

  /** Writes one file: a path's, replacing an older one only when all is written, or a stream's. */
  static void write(ModelTarget target, SaveOptions options, AtomicFile.Content content) {
    if (target instanceof ModelTarget.File file) {
      requireWritable(file.path(), options);
      AtomicFile.write(file.path(), content, options.durable());
      return;
    }
    OutputStream stream = ((ModelTarget.Stream) target).stream();
    try {
      content.writeTo(stream);
      stream.flush();
    } catch (IOException e) {
      throw new FormatException(
          FormatException.Kind.IO, target.name(), -1, "cannot be written: " + e, e);
    }
  }

  /** The path of a format that needs several files. */
  static Path path(ModelTarget target, SaveOptions options, String format) {
    if (target instanceof ModelTarget.File file) {
      requireWritable(file.path(), options);
      return file.path();
    }
    throw new FormatException(
        FormatException.Kind.UNSUPPORTED,
        target.name(),
        -1,
        format + " consists of several files and cannot go to a stream; give a path");
  }

  private static void requireWritable(Path path, SaveOptions options) {
    if (!options.overwrite() && Files.exists(path)) {
      throw new FormatException(
          FormatException.Kind.IO,
          path.toString(),
          -1,
          "exists already, and `overwrite` is false. Choose another name, or overwrite it");
    }
  }
}
