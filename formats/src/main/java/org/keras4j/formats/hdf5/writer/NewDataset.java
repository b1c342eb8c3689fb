package org.keras4j.formats.hdf5.writer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.keras4j.formats.source.ElementFormat;

/** An array that is to be written. Its data is asked for when its place in the file is reached. */
public final class NewDataset extends NewObject {
  private static final int SPACE = 0x01;
  private static final int TYPE = 0x03;
  private static final int FILL_VALUE = 0x05;
  private static final int LAYOUT = 0x08;
  private static final int CONSTANT = 1;
  private static final int LAYOUT_BYTES = 24;

  /** Allocated late, filled where set, and nothing is set: as h5py writes it. */
  private static final byte[] NO_FILL_VALUE = {2, 2, 2, 1, 0, 0, 0, 0};

  private final byte[] type;
  private final byte[] space;
  private final long bytes;
  private final Content content;
  private long dataAddress = LittleEndian.UNDEFINED;

  /** Gives the data: little-endian, row-major. Called once for each time the file is written. */
  @FunctionalInterface
  public interface Content {
    /** Writes all elements to {@code out}. */
    void writeTo(OutputStream out) throws IOException;
  }

  NewDataset(ElementFormat format, long[] shape, Content content) {
    this.type = TypeMessage.numbers(format);
    this.space = SpaceMessage.of(shape);
    long size = format.size();
    for (long dimension : shape) {
      size = Math.multiplyExact(size, dimension);
    }
    this.bytes = size;
    this.content = content;
  }

  @Override
  List<Message> messages() {
    byte[] layout =
        LittleEndian.buffer(LAYOUT_BYTES)
            .put((byte) 3) // version
            .put((byte) 1) // contiguous
            .putLong(dataAddress)
            .putLong(bytes)
            .array();
    return List.of(
        new Message(SPACE, 0, space),
        new Message(TYPE, CONSTANT, type),
        new Message(FILL_VALUE, CONSTANT, NO_FILL_VALUE),
        new Message(LAYOUT, 0, layout));
  }

  @Override
  int messageCount() {
    return 4;
  }

  @Override
  int messageBytes() {
    return space.length + LittleEndian.padded(type.length) + NO_FILL_VALUE.length + LAYOUT_BYTES;
  }

  void placeData(Layout layout) {
    if (bytes > 0) {
      dataAddress = layout.place(bytes);
    }
  }

  void writeData(BlockOutput out) throws IOException {
    if (bytes == 0) {
      return;
    }
    out.advance(dataAddress);
    content.writeTo(out);
    long written = out.position() - dataAddress;
    if (written != bytes) {
      throw new IOException("a dataset of " + bytes + " bytes was given " + written);
    }
  }
}
