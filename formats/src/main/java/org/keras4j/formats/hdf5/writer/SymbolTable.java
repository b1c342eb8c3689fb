package org.keras4j.formats.hdf5.writer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The names of a group's children: a heap of names, leaves of up to eight children in the order of
 * their names, and a B-tree over the leaves.
 */
final class SymbolTable {
  /** Half the children of a leaf, and half those of a tree's node: the superblock states both. */
  static final int LEAF_K = 4;

  static final int TREE_K = 16;

  private static final int LEAF = 2 * LEAF_K;
  private static final int FAN = 2 * TREE_K;
  private static final int ENTRY_BYTES = 40;
  private static final int LEAF_BYTES = 8 + LEAF * ENTRY_BYTES;
  private static final int TREE_BYTES = 24 + (FAN + 1) * 8 + FAN * 8;
  private static final int HEAP_HEAD_BYTES = 32;
  private static final long NO_FREE_BLOCK = 1;

  private final List<Child> children = new ArrayList<>();
  private final byte[] names;
  private final long heapAddress;
  private final List<Block> leaves = new ArrayList<>();
  private final List<List<Block>> levels = new ArrayList<>();

  private record Child(int nameOffset, NewObject object) {}

  /** A leaf or node: where it is, what it holds, and the last name below it. */
  private record Block(long address, int from, int to, long lastName) {}

  SymbolTable(Map<byte[], NewObject> named, Layout layout) {
    ByteArrayOutputStream heap = new ByteArrayOutputStream();
    heap.writeBytes(new byte[8]); // the empty name, with which every tree begins
    named.forEach(
        (name, object) -> {
          children.add(new Child(heap.size(), object));
          heap.writeBytes(name);
          heap.writeBytes(new byte[LittleEndian.padded(name.length + 1) - name.length]);
        });
    names = heap.toByteArray();
    heapAddress = layout.place(HEAP_HEAD_BYTES + (long) names.length);
    placeLeaves(layout);
    placeTree(layout);
  }

  private void placeLeaves(Layout layout) {
    for (int from = 0; from < children.size(); from += LEAF) {
      int to = Math.min(children.size(), from + LEAF);
      long address = layout.place(LEAF_BYTES);
      leaves.add(new Block(address, from, to, children.get(to - 1).nameOffset()));
    }
  }

  /** Levels from the leaves up, until one node holds all; an empty group has an empty node. */
  private void placeTree(Layout layout) {
    List<Block> below = leaves;
    do {
      List<Block> level = new ArrayList<>();
      for (int from = 0; from < Math.max(1, below.size()); from += FAN) {
        int to = Math.min(below.size(), from + FAN);
        long last = below.isEmpty() ? 0 : below.get(to - 1).lastName();
        level.add(new Block(layout.place(TREE_BYTES), from, to, last));
      }
      levels.add(level);
      below = level;
    } while (below.size() > 1);
  }

  /** Where tree and heap are, as a group's header and its entry in the group above tell. */
  byte[] addresses() {
    long root = levels.get(levels.size() - 1).get(0).address();
    return LittleEndian.buffer(16).putLong(root).putLong(heapAddress).array();
  }

  void write(BlockOutput out) throws IOException {
    ByteBuffer heap = LittleEndian.buffer(HEAP_HEAD_BYTES + names.length);
    heap.put(LittleEndian.ascii("HEAP"))
        .putInt(0)
        .putLong(names.length)
        .putLong(NO_FREE_BLOCK)
        .putLong(heapAddress + HEAP_HEAD_BYTES)
        .put(names);
    out.block(heapAddress, heap.array());
    for (Block leaf : leaves) {
      out.block(leaf.address(), leafBytes(leaf));
    }
    List<Block> below = leaves;
    for (int level = 0; level < levels.size(); level++) {
      for (int i = 0; i < levels.get(level).size(); i++) {
        out.block(levels.get(level).get(i).address(), nodeBytes(level, i, below));
      }
      below = levels.get(level);
    }
  }

  private byte[] leafBytes(Block leaf) {
    ByteBuffer block = LittleEndian.buffer(LEAF_BYTES);
    block
        .put(LittleEndian.ascii("SNOD"))
        .put((byte) 1)
        .put((byte) 0)
        .putShort((short) (leaf.to() - leaf.from()));
    for (Child child : children.subList(leaf.from(), leaf.to())) {
      block.putLong(child.nameOffset()).put(entry(child.object()));
    }
    return block.array();
  }

  /** An object's entry without its name: address, and for groups the addresses of their table. */
  static byte[] entry(NewObject object) {
    ByteBuffer entry = LittleEndian.buffer(ENTRY_BYTES - Long.BYTES);
    entry.putLong(object.address());
    if (object instanceof NewGroup group) {
      entry.putInt(1).putInt(0).put(group.table().addresses());
    }
    return entry.array();
  }

  private byte[] nodeBytes(int level, int index, List<Block> below) {
    List<Block> siblings = levels.get(level);
    Block node = siblings.get(index);
    ByteBuffer block = LittleEndian.buffer(TREE_BYTES);
    block
        .put(LittleEndian.ascii("TREE"))
        .put((byte) 0)
        .put((byte) level)
        .putShort((short) (node.to() - node.from()))
        .putLong(addressOf(siblings, index - 1))
        .putLong(addressOf(siblings, index + 1))
        .putLong(node.from() == 0 ? 0 : below.get(node.from() - 1).lastName());
    for (Block child : below.subList(node.from(), node.to())) {
      block.putLong(child.address()).putLong(child.lastName());
    }
    return block.array();
  }

  private static long addressOf(List<Block> blocks, int index) {
    return index < 0 || index >= blocks.size()
        ? LittleEndian.UNDEFINED
        : blocks.get(index).address();
  }
}
