package org.keras4j.formats.hdf5;

import java.util.ArrayDeque;
import java.util.Deque;
import org.keras4j.models.Limit;

/** Lists a group of the old kind: a B-tree of symbol nodes, with the names in a local heap. */
final class SymbolTable {
  private static final int SOFT_LINK = 2;
  private static final int ENTRY_BYTES = 40;

  private final Hdf5Input input;
  private final Cursor names;
  private final LinkTable links;

  private SymbolTable(Hdf5Input input, Cursor names, LinkTable links) {
    this.input = input;
    this.names = names;
    this.links = links;
  }

  /** Adds what the symbol table message refers to. */
  static void read(Hdf5Input input, Cursor message, LinkTable links) {
    long tree = message.i64();
    long heap = message.i64();
    Cursor head = input.block(heap, 32, "a local heap").signature("HEAP");
    long size = head.skip(4).i64();
    long address = head.skip(8).i64();
    Cursor names = input.block(address, size, "the names of a group");
    new SymbolTable(input, names, links).walk(tree);
  }

  /** A node of the B-tree, and the level it must have. */
  private record Node(long address, int level) {}

  private void walk(long root) {
    Deque<Node> pending = new ArrayDeque<>();
    int level = input.block(root, 24, "a B-tree").signature("TREE").skip(1).u8();
    input.limits().check(Limit.BTREE_DEPTH, level, input.name(), "the depth of a B-tree");
    pending.push(new Node(root, level));
    while (!pending.isEmpty()) {
      Node node = pending.pop();
      input.claim(node.address, "a B-tree node");
      Cursor head = input.block(node.address, 24, "a B-tree node").signature("TREE");
      int type = head.u8();
      int found = head.u8();
      int children = head.u16();
      if (type != 0 || found != node.level) {
        throw input.corrupt(
            head.offset(), "a B-tree of groups has a node of type " + type + ", level " + found);
      }
      Cursor entries = input.block(node.address + 24, 16L * children + 8, "a B-tree node");
      long[] addresses = new long[children];
      for (int i = 0; i < children; i++) {
        addresses[i] = entries.skip(8).i64();
      }
      if (node.level == 0) {
        for (long address : addresses) {
          readSymbols(address);
        }
      } else {
        for (int i = children - 1; i >= 0; i--) { // a stack: the first child has to lie on top
          pending.push(new Node(addresses[i], node.level - 1));
        }
      }
    }
  }

  private void readSymbols(long address) {
    input.claim(address, "a symbol node");
    Cursor head = input.block(address, 8, "a symbol node").signature("SNOD");
    int count = head.skip(2).u16();
    Cursor entries = input.block(address + 8, (long) ENTRY_BYTES * count, "a symbol node");
    for (int i = 0; i < count; i++) {
      Cursor entry = entries.take(ENTRY_BYTES, "a symbol");
      long nameAt = entry.i64();
      long header = entry.i64();
      long cacheType = entry.u32();
      String name = names.fromStart().skip(nameAt).zeroTerminated();
      links.add(name, cacheType == SOFT_LINK ? Link.soft() : Link.hard(header), entry.offset());
    }
  }
}
