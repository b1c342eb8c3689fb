package org.keras4j.callbacks.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Encodes pictures of 8 bits a channel as PNG. */
public final class PngImage {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  /** PNG's colour type by number of channels: grey, grey and alpha, RGB, RGB and alpha. */
  private static final byte[] COLOUR_TYPES = {0, 4, 2, 6};

  private PngImage() {}

  /**
   * A picture.
   *
   * @param pixels of shape (height, width, channels), 1 to 4 channels
   */
  public static byte[] encode(byte[] pixels, int height, int width, int channels) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put((byte) Byte.SIZE).put(COLOUR_TYPES[channels - 1]);
    chunk(out, "IHDR", header.array());
    chunk(out, "IDAT", deflate(lines(pixels, height, width * channels)));
    chunk(out, "IEND", new byte[0]);
    return out.toByteArray();
  }

  /** Each line with a byte before it that says "no filter". */
  private static byte[] lines(byte[] pixels, int height, int lineSize) {
    byte[] lines = new byte[height * (lineSize + 1)];
    for (int y = 0; y < height; y++) {
      System.arraycopy(pixels, y * lineSize, lines, y * (lineSize + 1) + 1, lineSize);
    }
    return lines;
  }

  private static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater();
    deflater.setInput(data);
    deflater.finish();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] part = new byte[8192];
    while (!deflater.finished()) {
      out.write(part, 0, deflater.deflate(part));
    }
    deflater.end();
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(data);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(data.length).array());
    out.writeBytes(name);
    out.writeBytes(data);
    out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
  }
}
