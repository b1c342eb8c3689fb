package org.keras4j.formats.source;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import org.keras4j.tensor.NDArray;

/**
 * A buffered stream to a file. Arrays go to the system from one piece of memory outside the heap,
 * which is small enough to stay in a core's cache, and large enough for the calls not to count.
 */
final class ChannelOutput extends OutputStream implements ArrayOutput {
  private static final int PIECE_BYTES = 512 << 10;

  private final WritableByteChannel channel;
  private final ByteBuffer buffer =
      ByteBuffer.allocateDirect(PIECE_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  /** Writes to a channel, which is left open. */
  ChannelOutput(WritableByteChannel channel) {
    this.channel = channel;
  }

  @Override
  public void write(int b) throws IOException {
    if (!buffer.hasRemaining()) {
      flush();
    }
    buffer.put((byte) b);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int done = 0; done < length; ) {
      if (!buffer.hasRemaining()) {
        flush();
      }
      int n = Math.min(length - done, buffer.remaining());
      buffer.put(bytes, offset + done, n);
      done += n;
    }
  }

  @Override
  public void write(NDArray array) throws IOException {
    flush();
    ArrayEncoder.encode(array, buffer, this::drain);
    buffer.clear();
  }

  @Override
  public void flush() throws IOException {
    drain(buffer.flip());
    buffer.clear();
  }

  private void drain(ByteBuffer piece) throws IOException {
    while (piece.hasRemaining()) {
      channel.write(piece);
    }
  }
}
