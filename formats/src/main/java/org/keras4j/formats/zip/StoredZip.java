package org.keras4j.formats.zip;

import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an archive whose members are stored as they are, as NumPy and Keras write theirs: so that
 * they can be mapped into memory. A stored member states its size and checksum before its bytes;
 * its content is therefore written twice, once to nowhere.
 */
public final class StoredZip {
  /** The date that NumPy gives every member, so that equal contents give equal archives. */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  /** What a member holds: the same bytes each time. */
  @FunctionalInterface
  public interface Content {
    /** Writes everything to {@code out}, which is not to be closed. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes to a stream, which is left open. */
  public StoredZip(OutputStream out) {
    zip = new ZipOutputStream(out);
    zip.setMethod(ZipOutputStream.STORED);
  }

  /** Adds a member. */
  public void member(String name, Content content) throws IOException {
    CountingOutput count = new CountingOutput();
    CRC32 crc = new CRC32();
    content.writeTo(new CheckedOutputStream(count, crc));
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(DATE);
    entry.setSize(count.bytes);
    entry.setCompressedSize(count.bytes);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    content.writeTo(zip);
    zip.closeEntry();
  }

  /** Ends the archive. */
  public void finish() throws IOException {
    zip.finish();
  }

  private static final class CountingOutput extends OutputStream {
    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] b, int offset, int length) {
      bytes += length;
    }
  }
}
