package org.keras4j.formats.zip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;

/** The header before a member's bytes: read only to find them, and required to agree. */
final class LocalHeader {
  /** Size without name and extra field. */
  static final int BYTES = 30;

  private static final int SIGNATURE = 0x04034b50;

  private LocalHeader() {}

  /**
   * Offset of the member's first byte.
   *
   * @param limit the first byte that belongs to something else
   */
  static long dataOffset(ByteSource source, ZipMember member, long limit) {
    long at = member.headerOffset();
    ByteBuffer head = source.slice(at, BYTES);
    int nameBytes = head.getShort(26) & 0xffff;
    int extraBytes = head.getShort(28) & 0xffff;
    long data = at + BYTES + nameBytes + extraBytes;
    byte[] name = new byte[nameBytes];
    if (head.getInt(0) == SIGNATURE) {
      source.slice(at + BYTES, nameBytes).get(name);
    }
    boolean agrees =
        head.getInt(0) == SIGNATURE
            && (head.getShort(8) & 0xffff) == member.method()
            && new String(name, StandardCharsets.UTF_8).equals(member.name())
            && member.storedSize() <= limit - data;
    if (!agrees) {
      throw new ZipFormatException(
          Kind.CORRUPT,
          source.name(),
          at,
          "member "
              + FormatException.quote(member.name())
              + " is described differently where its bytes are and in the central directory."
              + " Get a fresh copy of the file");
    }
    return data;
  }
}
