package org.keras4j.models;

import java.io.InputStream;
import java.nio.file.Path;
import java.util.Objects;

/** Where a model comes from. Nothing is opened until a format reads it. */
public sealed interface ModelSource {
  /** What messages call it. */
  String name();

  static ModelSource of(Path path) {
    return new File(path);
  }

  static ModelSource of(byte[] bytes) {
    return new Bytes(bytes);
  }

  /** A stream, read once to its end; the caller closes it. */
  static ModelSource of(InputStream stream) {
    return new Stream(stream);
  }

  /** A file or a folder. */
  record File(Path path) implements ModelSource {
    public File {
      Objects.requireNonNull(path, "path");
    }

    @Override
    public String name() {
      return path.toString();
    }
  }

  /** A whole file in memory; not to be changed while the model is read. */
  record Bytes(byte[] bytes) implements ModelSource {
    public Bytes {
      Objects.requireNonNull(bytes, "bytes");
    }

    @Override
    public String name() {
      return "<" + bytes.length + " bytes>";
    }
  }

  /** A whole file as a stream. */
  record Stream(InputStream stream) implements ModelSource {
    public Stream {
      Objects.requireNonNull(stream, "stream");
    }

    @Override
    public String name() {
      return "<stream>";
    }
  }
}
