package org.keras4j.formats.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.keras4j.formats.FormatException;

/** The names of one group, sorted by their bytes as h5py lists them, and where they lead. */
final class LinkTable {
  private static final int HARD = 0;
  private static final int SOFT = 1;

  private final Hdf5Input input;
  private final Map<String, Link> links = new TreeMap<>(LinkTable::compareBytes);

  private LinkTable(Hdf5Input input) {
    this.input = input;
  }

  /** Reads whichever way of listing members a group's header uses. */
  static Map<String, Link> read(Hdf5Input input, ObjectHeader header) {
    LinkTable table = new LinkTable(input);
    for (HeaderMessage message : header.messages()) {
      switch (message.type()) {
        case HeaderMessage.SYMBOL_TABLE -> SymbolTable.read(input, message.body(input), table);
        case HeaderMessage.LINK -> table.readLink(message.body(input));
        case HeaderMessage.LINK_INFO -> table.requireCompact(message.body(input));
        default -> {}
      }
    }
    return table.links;
  }

  private static int compareBytes(String a, String b) {
    return Arrays.compareUnsigned(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  void add(String name, Link link, long offset) {
    if (name.isEmpty() || name.equals(".") || name.indexOf('/') >= 0) {
      throw input.corrupt(offset, "a group has a member called " + FormatException.quote(name));
    }
    input.chargeEntry();
    if (links.putIfAbsent(name, link) != null) {
      throw input.corrupt(offset, "a group has two members called " + FormatException.quote(name));
    }
  }

  private void readLink(Cursor cursor) {
    long at = cursor.offset();
    int version = cursor.u8();
    if (version != 1) {
      throw input.unsupported(at, "link message version " + version);
    }
    int flags = cursor.u8();
    int type = (flags & 8) != 0 ? cursor.u8() : HARD;
    if ((flags & 4) != 0) {
      cursor.skip(8);
    }
    if ((flags & 16) != 0) {
      cursor.skip(1);
    }
    long length = cursor.number(1 << (flags & 3));
    String name = cursor.take(length, "a link's name").utf8((int) length);
    Link link =
        type == HARD ? Link.hard(cursor.i64()) : type == SOFT ? Link.soft() : Link.external();
    add(name, link, at);
  }

  /** Groups with very many members keep them in a fractal heap, which is not read here. */
  private void requireCompact(Cursor cursor) {
    long at = cursor.offset();
    int flags = cursor.skip(1).u8();
    if ((flags & 1) != 0) {
      cursor.skip(8);
    }
    if (cursor.i64() != Hdf5Input.UNDEFINED) {
      throw input.unsupported(at, "a group with dense link storage");
    }
  }
}
