package org.keras4j.formats.hdf5.writer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.keras4j.formats.source.ElementFormat;

/** An attribute: its type, its dimensions, and either its bytes or strings of the global heap. */
final class NewAttribute {
  private static final int HEAD_BYTES = 8;
  private static final int MAX_BYTES = 65_528;

  private final String name;
  private final byte[] type;
  private final byte[] space;
  private final byte[] value;
  private final byte[] heapText;

  private NewAttribute(String name, byte[] type, byte[] space, byte[] value, byte[] heapText) {
    this.name = name;
    this.type = type;
    this.space = space;
    this.value = value;
    this.heapText = heapText;
    if (bytes() > MAX_BYTES) {
      throw new IllegalArgumentException(
          "attribute '" + name + "' needs " + bytes() + " bytes, and can have " + MAX_BYTES);
    }
  }

  /** One string of any length. */
  static NewAttribute text(String name, String text, boolean utf8) {
    return new NewAttribute(
        name, TypeMessage.variableString(utf8), SpaceMessage.of(), null, LittleEndian.utf8(text));
  }

  /** Strings of one length, the longest's. */
  static NewAttribute texts(String name, List<String> texts) {
    List<byte[]> encoded = texts.stream().map(LittleEndian::utf8).toList();
    int size = Math.max(1, encoded.stream().mapToInt(text -> text.length).max().orElse(1));
    ByteBuffer value = LittleEndian.buffer(Math.multiplyExact(size, encoded.size()));
    for (int i = 0; i < encoded.size(); i++) {
      value.position(i * size).put(encoded.get(i));
    }
    return new NewAttribute(
        name, TypeMessage.fixedString(size), SpaceMessage.of(encoded.size()), value.array(), null);
  }

  /** What NumPy makes of an empty list: no numbers of type float64. */
  static NewAttribute empty(String name) {
    byte[] type =
        TypeMessage.numbers(
            new ElementFormat(ElementFormat.Kind.FLOAT, 8, ByteOrder.LITTLE_ENDIAN));
    return new NewAttribute(name, type, SpaceMessage.of(0), new byte[0], null);
  }

  /** The text that the global heap must hold; null for none. */
  byte[] heapText() {
    return heapText;
  }

  /** Bytes of the message's body. */
  int bytes() {
    return HEAD_BYTES
        + LittleEndian.padded(nameBytes().length)
        + LittleEndian.padded(type.length)
        + LittleEndian.padded(space.length)
        + LittleEndian.padded(value == null ? TypeMessage.REFERENCE_BYTES : value.length);
  }

  /** The message's body. */
  byte[] message(GlobalHeap heap) {
    ByteBuffer message = LittleEndian.buffer(bytes());
    message
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) nameBytes().length)
        .putShort((short) type.length)
        .putShort((short) space.length);
    LittleEndian.putPadded(message, nameBytes());
    LittleEndian.putPadded(message, type);
    LittleEndian.putPadded(message, space);
    LittleEndian.putPadded(message, value == null ? heap.reference(heapText) : value);
    return message.array();
  }

  private byte[] nameBytes() {
    return LittleEndian.utf8(name + '\0');
  }
}
