package org.keras4j.formats.zip;

import java.util.zip.CRC32;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.Scratch;

/** Compares a member's bytes with the checksum that the archive keeps of them. */
final class Checksums {
  private Checksums() {}

  static void require(ByteSource content, ZipMember member) {
    CRC32 crc = new CRC32();
    try (Scratch scratch = new Scratch()) {
      for (long at = 0; at < content.size(); at += Scratch.PIECE_BYTES) {
        int length = (int) Math.min(Scratch.PIECE_BYTES, content.size() - at);
        crc.update(content.slice(at, length, scratch));
      }
    }
    if ((int) crc.getValue() != member.crc()) {
      throw new ZipFormatException(
          Kind.CORRUPT,
          content.name(),
          -1,
          String.format(
              "Bad CRC-32: the archive says %08x, the bytes give %08x. They were changed after"
                  + " the file was saved; get a fresh copy",
              member.crc(), (int) crc.getValue()));
    }
  }
}
