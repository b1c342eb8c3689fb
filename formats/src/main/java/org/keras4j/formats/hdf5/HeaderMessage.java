package org.keras4j.formats.hdf5;

/**
 * One message of an object header.
 *
 * @param type what it describes, one of the constants
 * @param flags bit 1: the content is kept elsewhere
 * @param content its bytes
 */
record HeaderMessage(int type, int flags, Cursor content) {
  /** Unused room. */
  static final int NIL = 0x00;

  static final int DATASPACE = 0x01;
  static final int LINK_INFO = 0x02;
  static final int DATATYPE = 0x03;
  static final int LINK = 0x06;
  static final int EXTERNAL_FILES = 0x07;
  static final int LAYOUT = 0x08;
  static final int FILTERS = 0x0b;
  static final int ATTRIBUTE = 0x0c;
  static final int CONTINUATION = 0x10;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;

  private static final int SHARED = 2;

  /** The content from its start; refuses content that is kept elsewhere. */
  Cursor body(Hdf5Input input) {
    if ((flags & SHARED) != 0) {
      throw input.unsupported(content.offset(), "a shared header message");
    }
    return content.fromStart();
  }
}
