package org.keras4j.formats.hdf5.writer;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The strings of any length, in collections of at least a page. */
final class GlobalHeap {
  private static final int COLLECTION_BYTES = 4096;
  private static final int HEAD_BYTES = 16;
  private static final int MAX_OBJECTS = 65_535;

  private final List<Collection> collections = new ArrayList<>();
  private final Map<byte[], Place> places = new IdentityHashMap<>();

  private record Place(Collection collection, int index) {}

  private static final class Collection {
    private final List<byte[]> texts = new ArrayList<>();
    private long used = HEAD_BYTES;
    private long address;

    private boolean takes(long bytes) {
      return texts.isEmpty() || used + bytes <= COLLECTION_BYTES && texts.size() < MAX_OBJECTS;
    }

    private int size() {
      return Math.toIntExact(Math.max(COLLECTION_BYTES, used));
    }
  }

  /** Takes a text; the same array is found again by {@link #reference}. */
  void add(byte[] text) {
    if (text.length == 0) {
      return;
    }
    long bytes = HEAD_BYTES + LittleEndian.padded((long) text.length);
    Collection last = collections.isEmpty() ? null : collections.get(collections.size() - 1);
    if (last == null || !last.takes(bytes)) {
      last = new Collection();
      collections.add(last);
    }
    last.texts.add(text);
    last.used += bytes;
    places.put(text, new Place(last, last.texts.size()));
  }

  void place(Layout layout) {
    for (Collection collection : collections) {
      collection.address = layout.place(collection.size());
    }
  }

  /** What stands for a text in an attribute: length, address and number. */
  byte[] reference(byte[] text) {
    ByteBuffer reference = LittleEndian.buffer(TypeMessage.REFERENCE_BYTES);
    Place place = places.get(text);
    if (place != null) {
      reference.putInt(text.length).putLong(place.collection.address).putInt(place.index);
    }
    return reference.array();
  }

  void write(BlockOutput out) throws IOException {
    for (Collection collection : collections) {
      out.block(collection.address, bytes(collection));
    }
  }

  private static byte[] bytes(Collection collection) {
    ByteBuffer block = LittleEndian.buffer(collection.size());
    block.put(LittleEndian.ascii("GCOL")).putInt(1).putLong(collection.size());
    for (int i = 0; i < collection.texts.size(); i++) {
      byte[] text = collection.texts.get(i);
      block.putShort((short) (i + 1)).putShort((short) 0).putInt(0).putLong(text.length);
      LittleEndian.putPadded(block, text);
    }
    if (block.remaining() >= HEAD_BYTES) {
      block.putLong(0).putLong(block.remaining() + Long.BYTES); // object 0: the free space
    }
    return block.array();
  }
}
