package org.keras4j.formats.hdf5;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.keras4j.models.Limit;

/** The messages that describe one group or dataset, versions 1 and 2. */
final class ObjectHeader {
  private static final int NEW_SIGNATURE = 'O';
  private static final int CHECKSUM = 4;

  private final long address;
  private final List<HeaderMessage> messages;

  private ObjectHeader(long address, List<HeaderMessage> messages) {
    this.address = address;
    this.messages = List.copyOf(messages);
  }

  long address() {
    return address;
  }

  List<HeaderMessage> messages() {
    return messages;
  }

  /** The first message of a type. */
  Optional<HeaderMessage> first(int type) {
    return messages.stream().filter(m -> m.type() == type).findFirst();
  }

  boolean has(int type) {
    return first(type).isPresent();
  }

  static ObjectHeader read(Hdf5Input input, long address) {
    int first = input.block(address, 1, "an object header").u8();
    return new Parser(input).parse(address, first == NEW_SIGNATURE);
  }

  /** A run of messages: the header's own, or a continuation. */
  private record Chunk(long address, long size) {}

  /** State while one header is read: continuations found and not yet read. */
  private static final class Parser {
    private final Hdf5Input input;
    private final List<HeaderMessage> messages = new ArrayList<>();
    private final Deque<Chunk> pending = new ArrayDeque<>();
    private final Set<Long> seen = new HashSet<>();
    private long totalBytes;
    private int count;

    Parser(Hdf5Input input) {
      this.input = input;
    }

    ObjectHeader parse(long address, boolean isNew) {
      if (isNew) {
        parseNew(address);
      } else {
        parseOld(address);
      }
      return new ObjectHeader(address, messages);
    }

    private void parseOld(long address) {
      Cursor head = input.block(address, 16, "an object header");
      int version = head.u8();
      if (version != 1) {
        throw input.corrupt(
            head.offset() - 1, "an object header has version " + version + ", where 1 or 2 exist");
      }
      int declared = head.skip(1).u16();
      long size = head.skip(4).u32();
      pending.add(new Chunk(address + 16, size));
      while (!pending.isEmpty()) {
        Cursor chunk = open(pending.poll());
        while (count < declared && chunk.remaining() >= 8) {
          int type = chunk.u16();
          int length = chunk.u16();
          int flags = chunk.u8();
          add(type, flags, chunk.skip(3).take(length, "a header message"), 0);
        }
      }
    }

    private void parseNew(long address) {
      Cursor head = input.block(address, 6, "an object header").signature("OHDR");
      int version = head.u8();
      if (version != 2) {
        throw input.unsupported(head.offset() - 1, "object header version " + version);
      }
      int flags = head.u8();
      int skipped = ((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0);
      int sizeBytes = 1 << (flags & 3);
      long size =
          input
              .block(address + 6, skipped + sizeBytes, "an object header")
              .skip(skipped)
              .number(sizeBytes);
      boolean tracksOrder = (flags & 4) != 0;
      int headBytes = tracksOrder ? 6 : 4;
      pending.add(new Chunk(address + 6 + skipped + sizeBytes, size));
      boolean firstChunk = true;
      while (!pending.isEmpty()) {
        Cursor chunk = open(pending.poll());
        if (!firstChunk) {
          chunk.signature("OCHK");
        }
        firstChunk = false;
        // What is shorter than a message is a gap; continuations end with a 4-byte checksum.
        while (chunk.remaining() >= headBytes) {
          int type = chunk.u8();
          int length = chunk.u16();
          int messageFlags = chunk.u8();
          chunk.skip(headBytes - 4);
          add(type, messageFlags, chunk.take(length, "a header message"), CHECKSUM);
        }
      }
    }

    private Cursor open(Chunk chunk) {
      if (!seen.add(chunk.address)) {
        throw input.corrupt(-1, "an object header continues in itself");
      }
      totalBytes += Math.max(0, chunk.size);
      input
          .limits()
          .check(Limit.HEADER_BYTES, totalBytes, input.name(), "the size of an object header");
      return input.block(chunk.address, chunk.size, "an object header");
    }

    private void add(int type, int flags, Cursor content, int checksumBytes) {
      count++;
      if (type == HeaderMessage.NIL) {
        return;
      }
      input.chargeEntry();
      messages.add(new HeaderMessage(type, flags, content));
      if (type == HeaderMessage.CONTINUATION) {
        Cursor body = content.fromStart();
        long address = body.i64();
        pending.add(new Chunk(address, body.i64() - checksumBytes));
      }
    }
  }
}
