package org.keras4j.formats.hdf5.writer;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A group or dataset that is to be written, with its attributes. */
public abstract sealed class NewObject permits NewGroup, NewDataset {
  private static final int HEAD_BYTES = 16;
  private static final int MESSAGE_HEAD_BYTES = 8;
  private static final int ATTRIBUTE = 0x0c;

  private final Map<String, NewAttribute> attributes = new LinkedHashMap<>();
  private long address;

  /** One message of an object header. */
  record Message(int type, int flags, byte[] body) {}

  /**
   * Adds an attribute that holds one string of any length.
   *
   * @param utf8 the character set that the file declares; the bytes are UTF-8 either way, as h5py
   *     writes them
   */
  public void attribute(String name, String text, boolean utf8) {
    add(name, NewAttribute.text(name, text, utf8));
  }

  /**
   * Adds an attribute that holds a list of strings, all stored in the longest's length; an empty
   * list as NumPy's empty array, as h5py does.
   *
   * @throws IllegalArgumentException when they take more than 64 KiB
   */
  public void attribute(String name, List<String> texts) {
    add(name, texts.isEmpty() ? NewAttribute.empty(name) : NewAttribute.texts(name, texts));
  }

  private void add(String name, NewAttribute attribute) {
    if (attributes.putIfAbsent(name, attribute) != null) {
      throw new IllegalArgumentException("attribute '" + name + "' exists already");
    }
  }

  /** The messages that make this a group or a dataset. */
  abstract List<Message> messages();

  /** Bytes of the bodies of {@link #messages}. */
  abstract int messageBytes();

  abstract int messageCount();

  final long address() {
    return address;
  }

  final void placeHeader(Layout layout, GlobalHeap heap) {
    address = layout.place(HEAD_BYTES + bodyBytes());
    attributes.values().stream()
        .map(NewAttribute::heapText)
        .filter(java.util.Objects::nonNull)
        .forEach(heap::add);
  }

  private int bodyBytes() {
    int bytes = messageCount() * MESSAGE_HEAD_BYTES + messageBytes();
    for (NewAttribute attribute : attributes.values()) {
      bytes = Math.addExact(bytes, MESSAGE_HEAD_BYTES + attribute.bytes());
    }
    return bytes;
  }

  final byte[] header(GlobalHeap heap) {
    ByteBuffer header = LittleEndian.buffer(HEAD_BYTES + bodyBytes());
    header
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (messageCount() + attributes.size()))
        .putInt(1) // references to this object
        .putInt(bodyBytes())
        .putInt(0);
    messages().forEach(message -> put(header, message));
    attributes.values().forEach(a -> put(header, new Message(ATTRIBUTE, 0, a.message(heap))));
    return header.array();
  }

  private static void put(ByteBuffer header, Message message) {
    header
        .putShort((short) message.type())
        .putShort((short) LittleEndian.padded(message.body().length))
        .putInt(message.flags());
    LittleEndian.putPadded(header, message.body());
  }
}
