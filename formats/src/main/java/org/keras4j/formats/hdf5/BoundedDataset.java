package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Scratch;
import org.keras4j.models.Limit;

/** A dataset read by this library's own reader. */
final class BoundedDataset implements Hdf5Dataset {
  private final Hdf5Input input;
  private final ObjectHeader header;
  private final String path;
  private final Dataspace space;
  private Hdf5Type type;
  private DataLayout layout;
  private Map<String, Hdf5Attribute> attributes;

  BoundedDataset(Hdf5Input input, ObjectHeader header, String path) {
    this.input = input;
    this.header = header;
    this.path = path;
    this.space = Dataspace.read(input, message(HeaderMessage.DATASPACE, "dataspace"));
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public String source() {
    return input.name();
  }

  @Override
  public synchronized Hdf5Type type() {
    if (type == null) {
      type = Datatype.read(input, message(HeaderMessage.DATATYPE, "datatype"));
    }
    return type;
  }

  @Override
  public long[] shape() {
    return space.shape().clone();
  }

  @Override
  public long elementCount() {
    return space.elementCount();
  }

  @Override
  public long storageSize() {
    layout();
    return declaredSize();
  }

  @Override
  public Map<String, Hdf5Attribute> attributes() {
    if (attributes == null) {
      attributes = Collections.unmodifiableMap(StoredAttribute.readAll(input, header));
    }
    return attributes;
  }

  @Override
  public ByteBuffer bytes(long offset, int length) {
    return bytes(offset, length, null);
  }

  @Override
  public ByteBuffer bytes(long offset, int length, Scratch scratch) {
    long size = declaredSize();
    if (offset < 0 || length < 0 || length > ByteSource.MAX_SLICE || offset > size - length) {
      throw new IndexOutOfBoundsException(
          "bytes " + offset + " to " + (offset + length) + " of " + size);
    }
    return layout().bytes(input, offset, length, scratch);
  }

  @Override
  public List<String> strings() {
    if (elementCount() == 0) {
      return List.of();
    }
    if (!type().isString()) {
      throw new Hdf5Exception(
          Kind.MISMATCH,
          source(),
          -1,
          "dataset "
              + FormatException.quote(path)
              + " holds "
              + type()
              + ", where strings were expected");
    }
    long size = storageSize();
    input.limits().check(Limit.STRING_BYTES, size, source(), "the size of a string dataset");
    return StringDecoder.decode(input, type(), elementCount(), bytes(0, (int) size), -1);
  }

  private long declaredSize() {
    return space.bytes(input, type().size(), -1);
  }

  /** Where the bytes are, proven to be there and to be as many as declared. */
  private synchronized DataLayout layout() {
    if (layout == null) {
      long size = declaredSize();
      if (header.has(HeaderMessage.EXTERNAL_FILES)) {
        throw input.refused(
            -1, "Not allowed: H5 file with external Dataset: " + FormatException.quote(path));
      }
      if (header.has(HeaderMessage.FILTERS)) {
        throw input.unsupported(-1, "the compressed dataset " + FormatException.quote(path));
      }
      DataLayout found = DataLayout.read(input, message(HeaderMessage.LAYOUT, "layout"), path);
      if (size > 0) {
        found.requireStored(input, size, path);
        input.countDataset(header.address(), size, path);
      }
      layout = found;
    }
    return layout;
  }

  private Cursor message(int messageType, String what) {
    return header
        .first(messageType)
        .orElseThrow(
            () -> input.corrupt(-1, "dataset " + FormatException.quote(path) + " has no " + what))
        .body(input);
  }
}
