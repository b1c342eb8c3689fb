package org.keras4j.formats.hdf5.writer;

import java.io.IOException;
import java.io.OutputStream;
import org.keras4j.formats.source.ArrayEncoder;
import org.keras4j.formats.source.ArrayOutput;
import org.keras4j.tensor.NDArray;

/** Writes blocks in the order of their addresses, with zeros between them. */
final class BlockOutput extends OutputStream implements ArrayOutput {
  private final OutputStream out;
  private long position;

  BlockOutput(OutputStream out) {
    this.out = out;
  }

  void block(long address, byte[] bytes) throws IOException {
    advance(address);
    write(bytes, 0, bytes.length);
  }

  /** Fills with zeros up to {@code address}. */
  void advance(long address) throws IOException {
    if (address < position) {
      throw new IllegalStateException("blocks overlap at " + address + ", written: " + position);
    }
    write(new byte[Math.toIntExact(address - position)]);
  }

  long position() {
    return position;
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    position++;
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    out.write(bytes, offset, length);
    position += length;
  }

  @Override
  public void write(NDArray array) throws IOException {
    ArrayEncoder.write(array, out);
    position += (long) array.size() * array.dtype().bytes();
  }
}
