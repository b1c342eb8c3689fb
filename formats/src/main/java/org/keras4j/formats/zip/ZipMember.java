package org.keras4j.formats.zip;

/**
 * One member of an archive, as the central directory describes it.
 *
 * @param name path with forward slashes; a directory's ends with one
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param storedSize bytes in the archive
 * @param size bytes of the content
 * @param headerOffset place of the local header
 * @param flags general purpose bits
 */
public record ZipMember(
    String name, int method, int crc, long storedSize, long size, long headerOffset, int flags) {
  static final int STORED = 0;
  static final int DEFLATED = 8;

  /** Whether the content is kept as it is, so that it can be used in place. */
  public boolean isStored() {
    return method == STORED;
  }

  /** Whether this is a folder entry. */
  public boolean isDirectory() {
    return name.endsWith("/");
  }
}
