package org.keras4j.models;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Objects;

/** Where a model goes. Nothing is opened until a format writes it. */
public sealed interface ModelTarget {
  /** What messages call it. */
  String name();

  static ModelTarget of(Path path) {
    return new File(path);
  }

  /** A stream; the caller closes it. */
  static ModelTarget of(OutputStream stream) {
    return new Stream(stream);
  }

  /** A file, or the folder or first file of a format that needs several. */
  record File(Path path) implements ModelTarget {
    public File {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String name() {
      return path.toString();
    }
  }

  /** A stream that takes a whole file. */
  record Stream(OutputStream stream) implements ModelTarget {
    public Stream {
      Objects.requireNonNull(stream, "stream");
    }

    @Override
    public String name() {
      return "<stream>";
    }
  }
}
