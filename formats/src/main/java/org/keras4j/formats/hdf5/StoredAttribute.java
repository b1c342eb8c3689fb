package org.keras4j.formats.hdf5;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ElementFormat;
import org.keras4j.models.Limit;

/** An attribute as found in an object header. Its value is decoded when asked for. */
final class StoredAttribute implements Hdf5Attribute {
  private final Hdf5Input input;
  private final String name;
  private final Hdf5Type type;
  private final Dataspace space;
  private final ByteBuffer value;
  private final long offset;

  private StoredAttribute(
      Hdf5Input input, String name, Hdf5Type type, Dataspace space, ByteBuffer value, long offset) {
    this.input = input;
    this.name = name;
    this.type = type;
    this.space = space;
    this.value = value;
    this.offset = offset;
  }

  /** All attributes of a header. */
  static Map<String, Hdf5Attribute> readAll(Hdf5Input input, ObjectHeader header) {
    Map<String, Hdf5Attribute> attributes = new LinkedHashMap<>();
    for (HeaderMessage message : header.messages()) {
      if (message.type() == HeaderMessage.ATTRIBUTE) {
        StoredAttribute attribute = read(input, message.body(input));
        if (attributes.put(attribute.name, attribute) != null) {
          throw input.corrupt(
              attribute.offset,
              "an object has two attributes called " + FormatException.quote(attribute.name));
        }
      } else if (message.type() == HeaderMessage.ATTRIBUTE_INFO) {
        requireCompact(input, message.body(input));
      }
    }
    return attributes;
  }

  private static StoredAttribute read(Hdf5Input input, Cursor cursor) {
    long at = cursor.offset();
    int version = cursor.u8();
    int flags = cursor.u8();
    if (version < 1 || version > 3) {
      throw input.corrupt(at, "an attribute has version " + version + ", where 1 to 3 exist");
    }
    if (version > 1 && (flags & 3) != 0) {
      throw input.unsupported(at, "an attribute with a shared type");
    }
    int nameBytes = cursor.u16();
    int typeBytes = cursor.u16();
    int spaceBytes = cursor.u16();
    if (version == 3) {
      cursor.skip(1); // character set of the name: always decoded as UTF-8
    }
    int unit = version == 1 ? 8 : 1;
    String name = part(cursor, nameBytes, unit).zeroTerminated();
    Hdf5Type type = Datatype.read(input, part(cursor, typeBytes, unit));
    Dataspace space = Dataspace.read(input, part(cursor, spaceBytes, unit));
    long size = space.bytes(input, type.size(), at);
    input.limits().check(Limit.STRING_BYTES, size, input.name(), "the size of an attribute");
    long valueAt = cursor.offset();
    ByteBuffer value = cursor.take(size, "the value of an attribute").rest();
    return new StoredAttribute(input, name, type, space, value, valueAt);
  }

  /** The next part; in version 1, parts are padded to a multiple of 8 bytes. */
  private static Cursor part(Cursor cursor, int size, int unit) {
    Cursor part = cursor.take(size, "an attribute");
    cursor.skip((unit - size % unit) % unit);
    return part;
  }

  private static void requireCompact(Hdf5Input input, Cursor cursor) {
    long at = cursor.offset();
    int flags = cursor.skip(1).u8();
    if ((flags & 1) != 0) {
      cursor.skip(2);
    }
    if (cursor.i64() != Hdf5Input.UNDEFINED) {
      throw input.unsupported(at, "an object with dense attribute storage");
    }
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Hdf5Type type() {
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
  public List<String> strings() {
    if (space.elementCount() == 0) {
      return List.of();
    }
    if (!type.isString()) {
      throw mismatch("strings");
    }
    return StringDecoder.decode(input, type, space.elementCount(), value, offset);
  }

  @Override
  public String string() {
    List<String> all = strings();
    if (all.size() != 1) {
      throw mismatch("one string");
    }
    return all.get(0);
  }

  @Override
  public double[] doubles() {
    ElementFormat format = type.numbers().orElseThrow(() -> mismatch("numbers"));
    double[] values = new double[(int) space.elementCount()];
    format.read(value, values, 0, values.length);
    return values;
  }

  @Override
  public long[] longs() {
    ElementFormat format =
        type.numbers()
            .filter(ElementFormat::isIntegral)
            .orElseThrow(() -> mismatch("whole numbers"));
    long[] values = new long[(int) space.elementCount()];
    format.read(value, values, 0, values.length);
    return values;
  }

  private Hdf5Exception mismatch(String expected) {
    return new Hdf5Exception(
        FormatException.Kind.MISMATCH,
        input.name(),
        offset,
        "attribute "
            + FormatException.quote(name)
            + " holds "
            + space.elementCount()
            + " of type "
            + type
            + ", where "
            + expected
            + " was expected");
  }
}
