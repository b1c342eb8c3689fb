package org.keras4j.formats.zip;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.Limit;

/** Reads the list of members at the end of an archive, with the zip64 extension. */
final class CentralDirectory {
  private static final int END_SIGNATURE = 0x06054b50;
  private static final int END64_SIGNATURE = 0x06064b50;
  private static final int LOCATOR_SIGNATURE = 0x07064b50;
  private static final int MEMBER_SIGNATURE = 0x02014b50;
  private static final int END_BYTES = 22;
  private static final int LOCATOR_BYTES = 20;
  private static final int END64_BYTES = 56;
  private static final int MEMBER_BYTES = 46;
  private static final int MAX_COMMENT = 65_535;
  private static final int ZIP64_FIELD = 1;
  private static final long IN_ZIP64 = 0xffffffffL;
  private static final int IN_ZIP64_SHORT = 0xffff;

  /** Bits for traditional encryption, strong encryption and a masked directory. */
  private static final int ENCRYPTED = 1 | 1 << 6 | 1 << 13;

  private final ByteSource source;
  private final ReadLimits limits;

  private CentralDirectory(ByteSource source, ReadLimits limits) {
    this.source = source;
    this.limits = limits;
  }

  /** The place of the directory: where it starts and ends, and how many members it lists. */
  private record Place(long start, long end, long count) {}

  /** All members by name, in the directory's order. */
  static Map<String, ZipMember> read(ByteSource source, ReadLimits limits) {
    CentralDirectory directory = new CentralDirectory(source, limits);
    Place place = directory.locate();
    Map<String, ZipMember> members = directory.readMembers(place);
    directory.requireSeparate(members, place.start);
    return members;
  }

  private Place locate() {
    long end = findEnd();
    ByteBuffer record = source.slice(end, END_BYTES);
    int disk = record.getShort(4) & 0xffff;
    long count = record.getShort(10) & 0xffff;
    long size = record.getInt(12) & 0xffffffffL;
    long start = record.getInt(16) & 0xffffffffL;
    long directoryEnd = end;
    if (count == IN_ZIP64_SHORT || size == IN_ZIP64 || start == IN_ZIP64) {
      if (end < LOCATOR_BYTES) {
        throw corrupt(end, "the zip64 locator is missing");
      }
      ByteBuffer locator = source.slice(end - LOCATOR_BYTES, LOCATOR_BYTES);
      if (locator.getInt(0) != LOCATOR_SIGNATURE) {
        throw corrupt(end, "the zip64 locator is missing");
      }
      directoryEnd = locator.getLong(8);
      ByteBuffer end64 = source.slice(directoryEnd, END64_BYTES);
      if (end64.getInt(0) != END64_SIGNATURE) {
        throw corrupt(directoryEnd, "the zip64 end record is missing");
      }
      count = end64.getLong(32);
      size = end64.getLong(40);
      start = end64.getLong(48);
    }
    if (disk != 0 && disk != IN_ZIP64_SHORT) {
      throw unsupported(end, "an archive in several parts");
    }
    ByteSource.checkRange(source, start, size);
    if (start + size != directoryEnd) {
      throw corrupt(
          end,
          "the central directory should end at byte "
              + directoryEnd
              + " but is said to end at "
              + (start + size));
    }
    limits.check(Limit.ARCHIVE_ENTRIES, count, source.name(), "the number of archive members");
    return new Place(start, directoryEnd, count);
  }

  private long findEnd() {
    long last = source.size() - END_BYTES;
    long first = Math.max(0, last - MAX_COMMENT);
    for (long at = last; at >= first; at--) {
      ByteBuffer record = source.slice(at, END_BYTES);
      boolean reachesEnd = at + END_BYTES + (record.getShort(20) & 0xffff) == source.size();
      if (record.getInt(0) == END_SIGNATURE && reachesEnd) {
        return at;
      }
    }
    throw corrupt(-1, "no zip archive, or one that is cut off: its end record is missing");
  }

  private Map<String, ZipMember> readMembers(Place place) {
    Map<String, ZipMember> members = new LinkedHashMap<>();
    long at = place.start;
    for (long i = 0; i < place.count; i++) {
      if (place.end - at < MEMBER_BYTES) {
        throw corrupt(at, "the central directory lists fewer members than it says");
      }
      ByteBuffer head = source.slice(at, MEMBER_BYTES);
      if (head.getInt(0) != MEMBER_SIGNATURE) {
        throw corrupt(at, "a member of the central directory has a wrong signature");
      }
      int nameBytes = head.getShort(28) & 0xffff;
      int extraBytes = head.getShort(30) & 0xffff;
      int commentBytes = head.getShort(32) & 0xffff;
      long next = at + MEMBER_BYTES + nameBytes + extraBytes + commentBytes;
      if (next > place.end) {
        throw corrupt(at, "a member of the central directory runs past its end");
      }
      limits.check(Limit.NAME_BYTES, nameBytes, source.name(), "the length of a member's name");
      ByteBuffer extra = source.slice(at + MEMBER_BYTES + nameBytes, extraBytes);
      ZipMember member = member(at, head, text(at + MEMBER_BYTES, nameBytes), extra);
      if (members.put(member.name(), member) != null) {
        throw corrupt(
            at, "the archive has two members called " + FormatException.quote(member.name()));
      }
      at = next;
    }
    if (at != place.end) {
      throw corrupt(at, "the central directory lists more members than it says");
    }
    return members;
  }

  private ZipMember member(long at, ByteBuffer head, String name, ByteBuffer extra) {
    int flags = head.getShort(8) & 0xffff;
    int method = head.getShort(10) & 0xffff;
    long stored = head.getInt(20) & 0xffffffffL;
    long size = head.getInt(24) & 0xffffffffL;
    long header = head.getInt(42) & 0xffffffffL;
    ByteBuffer wide = zip64(at, extra);
    if (size == IN_ZIP64) {
      size = wideField(at, wide);
    }
    if (stored == IN_ZIP64) {
      stored = wideField(at, wide);
    }
    if (header == IN_ZIP64) {
      header = wideField(at, wide);
    }
    MemberNames.check(source.name(), at, name);
    if ((flags & ENCRYPTED) != 0) {
      throw unsupported(at, "the encrypted member " + FormatException.quote(name));
    }
    if (method != ZipMember.STORED && method != ZipMember.DEFLATED) {
      throw unsupported(
          at, "compression method " + method + " of member " + FormatException.quote(name));
    }
    if (stored < 0 || size < 0 || header < 0 || method == ZipMember.STORED && stored != size) {
      throw corrupt(at, "member " + FormatException.quote(name) + " has impossible sizes");
    }
    return new ZipMember(name, method, head.getInt(16), stored, size, header, flags);
  }

  /** The content of the zip64 extra field; empty when there is none. */
  private ByteBuffer zip64(long at, ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = extra.getShort() & 0xffff;
      if (length > extra.remaining()) {
        throw corrupt(at, "an extra field runs past its end");
      }
      if (id == ZIP64_FIELD) {
        return extra.slice(extra.position(), length).order(extra.order());
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private long wideField(long at, ByteBuffer wide) {
    if (wide.remaining() < 8) {
      throw corrupt(at, "a zip64 size is missing");
    }
    return wide.getLong();
  }

  /** Members that share bytes are how small archives become huge ones; no honest writer does it. */
  private void requireSeparate(Map<String, ZipMember> members, long directoryStart) {
    List<ZipMember> sorted = new ArrayList<>(members.values());
    sorted.sort((a, b) -> Long.compare(a.headerOffset(), b.headerOffset()));
    for (int i = 0; i < sorted.size(); i++) {
      ZipMember member = sorted.get(i);
      long limit = i + 1 < sorted.size() ? sorted.get(i + 1).headerOffset() : directoryStart;
      long room = limit - member.headerOffset() - LocalHeader.BYTES;
      if (room < 0 || member.storedSize() > room) {
        throw corrupt(
            member.headerOffset(),
            "member "
                + FormatException.quote(member.name())
                + " overlaps the next member or the central directory");
      }
    }
  }

  private String text(long at, int length) {
    byte[] bytes = new byte[length];
    source.slice(at, length).get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private ZipFormatException corrupt(long offset, String message) {
    return new ZipFormatException(
        Kind.CORRUPT, source.name(), offset, message + ". Get a fresh copy of the file");
  }

  private ZipFormatException unsupported(long offset, String feature) {
    return new ZipFormatException(
        Kind.UNSUPPORTED,
        source.name(),
        offset,
        feature + " is not read; pack the archive again without it");
  }
}
