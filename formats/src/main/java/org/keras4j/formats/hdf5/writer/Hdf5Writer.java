package org.keras4j.formats.hdf5.writer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * A new HDF5 file: groups and datasets are described first, then everything is written front to
 * back, as often as wanted.
 *
 * <pre>{@code
 * Hdf5Writer file = new Hdf5Writer();
 * file.root().dataset("layers/dense/vars/0", kernel);
 * file.writeTo(out);
 * }</pre>
 */
public final class Hdf5Writer {
  private static final int SUPERBLOCK_BYTES = 96;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final NewGroup root = new NewGroup();
  private final List<NewObject> objects = new ArrayList<>();
  private final GlobalHeap heap = new GlobalHeap();
  private long size = -1;

  /** The root group; nothing may be added once {@link #size} or {@link #writeTo} was called. */
  public NewGroup root() {
    if (size >= 0) {
      throw new IllegalStateException("the file is laid out already");
    }
    return root;
  }

  /** Bytes of the whole file. */
  public long size() {
    if (size < 0) {
      Layout layout = new Layout(SUPERBLOCK_BYTES);
      place(layout);
      size = layout.end();
    }
    return size;
  }

  private void place(Layout layout) {
    objects.add(root);
    for (int i = 0; i < objects.size(); i++) { // grows meanwhile: level by level
      NewObject object = objects.get(i);
      object.placeHeader(layout, heap);
      if (object instanceof NewGroup group) {
        group.placeTable(layout);
        objects.addAll(group.children().values());
      }
    }
    heap.place(layout);
    for (NewObject object : objects) {
      if (object instanceof NewDataset dataset) {
        dataset.placeData(layout);
      }
    }
  }

  /** Writes the file to a stream, which is left open. */
  public void writeTo(OutputStream stream) throws IOException {
    long end = size();
    BlockOutput out = new BlockOutput(stream);
    out.block(0, superblock(end));
    for (NewObject object : objects) {
      out.block(object.address(), object.header(heap));
      if (object instanceof NewGroup group) {
        group.table().write(out);
      }
    }
    heap.write(out);
    for (NewObject object : objects) {
      if (object instanceof NewDataset dataset) {
        dataset.writeData(out);
      }
    }
    out.advance(end);
  }

  private byte[] superblock(long end) {
    ByteBuffer block = LittleEndian.buffer(SUPERBLOCK_BYTES);
    block
        .put(SIGNATURE)
        .putInt(0) // versions of superblock, free space and root group
        .put((byte) 0) // version of shared messages
        .put((byte) Long.BYTES)
        .put((byte) Long.BYTES)
        .put((byte) 0)
        .putShort((short) SymbolTable.LEAF_K)
        .putShort((short) SymbolTable.TREE_K)
        .putInt(0)
        .putLong(0) // base address
        .putLong(LittleEndian.UNDEFINED) // free space
        .putLong(end)
        .putLong(LittleEndian.UNDEFINED) // driver
        .putLong(0) // the root has no name
        .put(SymbolTable.entry(root));
    return block.array();
  }
}
