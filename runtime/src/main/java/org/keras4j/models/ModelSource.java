package org.keras4j.models;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

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

  /**
   * A source of the caller's own, such as an object store or an encrypted file: random access to
   * bytes, and the files beside them. Nothing is read but what is needed, in pieces from a few
   * bytes to a gigabyte; a slow source should keep the blocks it has read.
   */
  non-sealed interface RandomAccess extends ModelSource {
    /** Length in bytes. */
    long size() throws IOException;

    /**
     * The bytes of a range, which lies inside the source; they must not change afterwards.
     *
     * @return a buffer whose remaining bytes are the range
     */
    ByteBuffer read(long position, int length) throws IOException;

    /**
     * A file beside this one: the shards of a {@code .weights.json} are asked for by their plain
     * names. Empty when there is none.
     */
    default Optional<ModelSource> sibling(String name) throws IOException {
      return Optional.empty();
    }
  }

  /** A file, or a folder: an unzipped {@code .keras}. */
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
