package org.keras4j.callbacks.tensorboard;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.keras4j.tensor.KerasException;

/**
 * One file of events in a folder that TensorBoard watches. Events are collected and appended to the
 * file by {@link #flush}; the file is open only for that long.
 */
public final class EventFile {
  private static final int ENOUGH_BYTES = 1 << 16;
  private static final double MILLISECONDS = 1e3;

  /** Fields of the message {@code Event}. */
  private static final int WALL_TIME = 1;

  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int SOURCE = 10;

  private final Path path;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

  private EventFile(Path path) {
    this.path = path;
  }

  /**
   * Creates a file in a folder, which is made if it is not there.
   *
   * @throws KerasException when that cannot be done
   */
  public static EventFile create(Path folder) {
    long millis = System.currentTimeMillis();
    try {
      Files.createDirectories(folder);
      EventFile file = new EventFile(unused(folder, (long) (millis / MILLISECONDS)));
      file.write(
          event(millis)
              .text(FILE_VERSION, "brain.Event:2")
              .message(SOURCE, new ProtobufWriter().text(1, "org.keras4j.callbacks.TensorBoard")));
      return file;
    } catch (IOException e) {
      throw new KerasException("Cannot make an event file for TensorBoard in " + folder, e);
    }
  }

  private static Path unused(Path folder, long seconds) throws IOException {
    long process = ProcessHandle.current().pid();
    for (int number = 0; ; number++) {
      String name = "events.out.tfevents." + seconds + ".keras4j." + process + "." + number + ".v2";
      try {
        return Files.createFile(folder.resolve(name));
      } catch (FileAlreadyExistsException e) {
        continue; // of another run in the same second
      }
    }
  }

  private static ProtobufWriter event(long millis) {
    return new ProtobufWriter().number(WALL_TIME, millis / MILLISECONDS);
  }

  /** Adds an event. */
  public void add(SummaryValue value, long step) {
    write(
        event(System.currentTimeMillis())
            .integer(STEP, step)
            .message(SUMMARY, new ProtobufWriter().message(1, value.message())));
  }

  /** A record: length, checksum of it, data, checksum of that. */
  private void write(ProtobufWriter event) {
    byte[] data = event.toByteArray();
    byte[] length = bytes(Long.BYTES).putLong(data.length).array();
    pending.writeBytes(length);
    pending.writeBytes(checksum(length));
    pending.writeBytes(data);
    pending.writeBytes(checksum(data));
    if (pending.size() > ENOUGH_BYTES) {
      flush();
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Masked, so that checksums of data that contains checksums stay apart. */
  private static byte[] checksum(byte[] data) {
    CRC32C crc = new CRC32C();
    crc.update(data);
    int value = (int) crc.getValue();
    return bytes(Integer.BYTES).putInt(Integer.rotateRight(value, 15) + 0xa282ead8).array();
  }

  /** Writes what was added. */
  public void flush() {
    try {
      Files.write(path, pending.toByteArray(), StandardOpenOption.APPEND);
      pending.reset();
    } catch (IOException e) {
      throw new KerasException("Cannot write the event file " + path, e);
    }
  }
}
