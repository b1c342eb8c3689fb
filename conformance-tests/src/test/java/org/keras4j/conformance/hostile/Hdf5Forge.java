package org.keras4j.conformance.hostile;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Puts HDF5 structures together one by one, in the layout that Keras' files have, without asking
 * whether they make sense: each method appends a block and gives its address.
 */
final class Hdf5Forge {
  static final int DATASPACE = 1;
  static final int DATATYPE = 3;
  static final int LINK = 6;
  static final int EXTERNAL_FILES = 7;
  static final int LAYOUT = 8;
  static final int FILTERS = 11;
  static final int ATTRIBUTE = 12;
  static final int CONTINUATION = 16;
  static final int SYMBOL_TABLE = 17;
  static final long UNDEFINED = -1;

  private static final int SUPERBLOCK_BYTES = 96;

  private ByteBuffer file = bytes(1 << 16);

  Hdf5Forge() {
    file.position(SUPERBLOCK_BYTES);
  }

  /** A little-endian buffer. */
  static ByteBuffer bytes(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A message of an object header. */
  record Message(int type, byte[] body) {
    static Message of(int type, ByteBuffer body) {
      return new Message(type, Arrays.copyOf(body.array(), body.position()));
    }
  }

  /** Where the next block will be. */
  long here() {
    return file.position();
  }

  /** The bytes written so far, to be changed. */
  ByteBuffer written() {
    return file;
  }

  long append(byte[] block) {
    if (file.remaining() < block.length + 8) {
      ByteBuffer larger = bytes(Math.max(2 * file.capacity(), file.position() + block.length + 64));
      larger.put(file.flip());
      file = larger;
    }
    long address = file.position();
    file.put(block);
    file.position((file.position() + 7) / 8 * 8);
    return address;
  }

  private long append(ByteBuffer block) {
    return append(Arrays.copyOf(block.array(), block.position()));
  }

  /** The finished file. */
  byte[] file(long root) {
    return file(root, file.position());
  }

  /** A sound file with nothing in it. */
  byte[] emptyFile() {
    return file(group(Map.of()));
  }

  private byte[] file(long root, long statedEnd) {
    byte[] all = Arrays.copyOf(file.array(), file.position());
    ByteBuffer head = ByteBuffer.wrap(all).order(ByteOrder.LITTLE_ENDIAN);
    head.putLong(0x0a1a0a0d46444889L).putInt(0).put((byte) 0).put((byte) 8).put((byte) 8);
    head.put((byte) 0).putShort((short) 4).putShort((short) 16).putInt(0);
    head.putLong(0).putLong(UNDEFINED).putLong(statedEnd).putLong(UNDEFINED);
    head.putLong(0).putLong(root);
    return all;
  }

  // ---- objects

  /** A header of version 1. */
  long header(Message... messages) {
    int size = Arrays.stream(messages).mapToInt(m -> 8 + (m.body.length + 7) / 8 * 8).sum();
    ByteBuffer b = bytes(16 + size);
    b.put((byte) 1)
        .put((byte) 0)
        .putShort((short) messages.length)
        .putInt(1)
        .putInt(size)
        .putInt(0);
    for (Message message : messages) {
      int padded = (message.body.length + 7) / 8 * 8;
      b.putShort((short) message.type).putShort((short) padded).putInt(0);
      b.put(message.body).position(b.position() + padded - message.body.length);
    }
    return append(b);
  }

  /** A header of version 2, for messages that version 1 may have too. */
  long newHeader(Message... messages) {
    int size = Arrays.stream(messages).mapToInt(m -> 4 + m.body.length).sum();
    ByteBuffer b = bytes(10 + size + 4);
    b.put("OHDR".getBytes(StandardCharsets.US_ASCII)).put((byte) 2).put((byte) 2).putInt(size);
    for (Message message : messages) {
      b.put((byte) message.type).putShort((short) message.body.length).put((byte) 0);
      b.put(message.body);
    }
    return append(b.putInt(0));
  }

  /**
   * A group of the old kind. The symbols are 120 bytes and 40 for each member before its header.
   */
  long group(Map<String, Long> members) {
    long heap = names(members);
    return header(symbolTable(leaf(members), heap));
  }

  private long names(Map<String, Long> members) {
    StringBuilder text = new StringBuilder("\0\0\0\0\0\0\0\0");
    new TreeMap<>(members).keySet().forEach(name -> text.append(name).append('\0'));
    long data = append(text.toString().getBytes(StandardCharsets.UTF_8));
    return heap(here() - data, data);
  }

  long heap(long size, long data) {
    ByteBuffer b = bytes(32).put("HEAP".getBytes(StandardCharsets.US_ASCII));
    return append(b.putInt(0).putLong(size).putLong(1).putLong(data));
  }

  private long leaf(Map<String, Long> members) {
    ByteBuffer symbols = bytes(8 + 40 * members.size());
    symbols.put("SNOD".getBytes(StandardCharsets.US_ASCII)).put((byte) 1).put((byte) 0);
    symbols.putShort((short) members.size());
    int name = 8;
    for (Map.Entry<String, Long> member : new TreeMap<>(members).entrySet()) {
      boolean isSoft = member.getValue() == UNDEFINED;
      symbols.putLong(name).putLong(member.getValue()).putInt(isSoft ? 2 : 0).putInt(0);
      symbols.putLong(0).putLong(0);
      name += member.getKey().getBytes(StandardCharsets.UTF_8).length + 1;
    }
    return tree(0, 0, append(symbols));
  }

  /** A node of a B-tree. */
  long tree(int type, int level, long... children) {
    ByteBuffer b = bytes(32 + 16 * children.length);
    b.put("TREE".getBytes(StandardCharsets.US_ASCII)).put((byte) type).put((byte) level);
    b.putShort((short) children.length).putLong(UNDEFINED).putLong(UNDEFINED).putLong(0);
    for (long child : children) {
      b.putLong(child).putLong(8);
    }
    return append(b);
  }

  // ---- messages

  static Message symbolTable(long tree, long heap) {
    return Message.of(SYMBOL_TABLE, bytes(16).putLong(tree).putLong(heap));
  }

  static Message space(long... shape) {
    ByteBuffer b = bytes(8 + 8 * shape.length).put((byte) 1).put((byte) shape.length);
    b.put((byte) 0).put((byte) 0).putInt(0);
    for (long dimension : shape) {
      b.putLong(dimension);
    }
    return Message.of(DATASPACE, b);
  }

  static Message float32() {
    ByteBuffer b = bytes(20).put((byte) 0x11).put((byte) 0x20).put((byte) 31).put((byte) 0);
    b.putInt(4).putShort((short) 0).putShort((short) 32);
    b.put((byte) 23).put((byte) 8).put((byte) 0).put((byte) 23).putInt(127);
    return Message.of(DATATYPE, b);
  }

  /** A type of a class, of elements of {@code size} bytes, with what follows. */
  static Message type(int typeClass, int bits, int size, byte... rest) {
    ByteBuffer b =
        bytes(8 + rest.length).putInt(0x10 | typeClass | bits << 8).putInt(size).put(rest);
    return Message.of(DATATYPE, b);
  }

  static Message contiguous(long address, long size) {
    return Message.of(LAYOUT, bytes(18).put((byte) 3).put((byte) 1).putLong(address).putLong(size));
  }

  static Message compact(int size, byte... data) {
    ByteBuffer b = bytes(4 + data.length).put((byte) 3).put((byte) 0).putShort((short) size);
    return Message.of(LAYOUT, b.put(data));
  }

  static Message chunked(long tree, int... dimensions) {
    ByteBuffer b = bytes(11 + 4 * dimensions.length).put((byte) 3).put((byte) 2);
    b.put((byte) dimensions.length).putLong(tree);
    for (int dimension : dimensions) {
      b.putInt(dimension);
    }
    return Message.of(LAYOUT, b);
  }

  static Message virtual() {
    return Message.of(LAYOUT, bytes(14).put((byte) 4).put((byte) 3).putLong(UNDEFINED).putInt(0));
  }

  static Message filters(int... ids) {
    ByteBuffer b = bytes(8 + 8 * ids.length).put((byte) 1).put((byte) ids.length).position(8);
    for (int id : ids) {
      b.putShort((short) id).putShort((short) 0).putShort((short) 0).putShort((short) 0);
    }
    return Message.of(FILTERS, b);
  }

  static Message externalFiles(long heap) {
    ByteBuffer b = bytes(40).putInt(1).putShort((short) 1).putShort((short) 1).putLong(heap);
    return Message.of(EXTERNAL_FILES, b.putLong(0).putLong(0).putLong(16));
  }

  static Message continuation(long address, long size) {
    return Message.of(CONTINUATION, bytes(16).putLong(address).putLong(size));
  }

  static Message hardLink(String name, long address) {
    return link(name, 0, bytes(8).putLong(address));
  }

  static Message softLink(String name, String target) {
    return link(name, 1, target(target));
  }

  static Message externalLink(String name, String file, String object) {
    return link(name, 64, target("\0" + file + "\0" + object + "\0"));
  }

  private static ByteBuffer target(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    return bytes(2 + utf8.length).putShort((short) utf8.length).put(utf8);
  }

  private static Message link(String name, int type, ByteBuffer where) {
    byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
    ByteBuffer b = bytes(7 + utf8.length + where.position());
    b.put((byte) 1).put((byte) (8 | 2)).put((byte) type).putInt(utf8.length).put(utf8);
    return Message.of(LINK, b.put(where.array(), 0, where.position()));
  }

  /** An attribute of one string, in the header. */
  static Message attribute(String name, byte[] type, byte[] space, byte[] value) {
    byte[] utf8 = (name + "\0").getBytes(StandardCharsets.UTF_8);
    ByteBuffer b =
        bytes(8 + pad(utf8.length) + pad(type.length) + pad(space.length) + value.length);
    b.put((byte) 1).put((byte) 0).putShort((short) utf8.length).putShort((short) type.length);
    b.putShort((short) space.length).put(utf8).position(8 + pad(utf8.length));
    b.put(type).position(8 + pad(utf8.length) + pad(type.length));
    b.put(space).position(8 + pad(utf8.length) + pad(type.length) + pad(space.length));
    return Message.of(ATTRIBUTE, b.put(value));
  }

  private static int pad(int size) {
    return (size + 7) / 8 * 8;
  }
}
