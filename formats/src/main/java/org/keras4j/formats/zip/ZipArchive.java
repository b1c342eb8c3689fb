package org.keras4j.formats.zip;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadBudget;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.Limit;
import org.keras4j.models.LoadPolicy;

/**
 * A zip archive, such as a {@code .keras} or {@code .npz} file, read through its central directory.
 *
 * <p>Stored members are used where they lie; deflated ones are inflated into memory, within the
 * policy's limits. The CRC-32 of every member is checked before its bytes are handed out.
 */
public final class ZipArchive {
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int EMPTY_SIGNATURE = 0x06054b50;

  private final ByteSource source;
  private final ReadBudget budget;
  private final Map<String, ZipMember> members;
  private final NavigableSet<Long> headerOffsets = new TreeSet<>();
  private final Map<String, ByteSource> opened = new HashMap<>();

  private ZipArchive(ByteSource source, LoadPolicy policy) {
    this.source = source;
    this.budget = new ReadBudget(policy, source.name());
    this.members = CentralDirectory.read(source, ReadLimits.of(policy));
    members.values().forEach(member -> headerOffsets.add(member.headerOffset()));
  }

  /**
   * Reads the list of members.
   *
   * @param source stays open, and must while the archive is in use
   * @throws ZipFormatException when this is no archive, or a damaged or dangerous one
   */
  public static ZipArchive open(ByteSource source, LoadPolicy policy) {
    return new ZipArchive(source, policy);
  }

  /** Whether the bytes start as a zip archive does. */
  public static boolean isZip(ByteSource source) {
    if (source.size() < 4) {
      return false;
    }
    int signature = source.slice(0, 4).getInt();
    return signature == LOCAL_SIGNATURE || signature == EMPTY_SIGNATURE;
  }

  /** The members by name, in the archive's order, folder entries included. */
  public Map<String, ZipMember> members() {
    return Collections.unmodifiableMap(members);
  }

  /** Whether there is a member of this name. */
  public boolean contains(String name) {
    return members.containsKey(name);
  }

  /**
   * The content of a member, checked against its CRC-32.
   *
   * @throws ZipFormatException when there is no such member, or its bytes are not what the archive
   *     says
   */
  public synchronized ByteSource member(String name) {
    ByteSource known = opened.get(name);
    if (known == null) {
      known = read(require(name));
      opened.put(name, known);
    }
    return known;
  }

  /**
   * The whole content of a small member.
   *
   * @param maxBytes names the limit that holds for it, such as {@link Limit#JSON_BYTES}
   */
  public byte[] bytes(String name, Limit maxBytes) {
    ZipMember member = require(name);
    budget
        .limits()
        .check(maxBytes, member.size(), source.name(), "member " + FormatException.quote(name));
    byte[] bytes = new byte[(int) Math.min(member.size(), member(name).size())];
    member(name).slice(0, bytes.length).get(bytes);
    return bytes;
  }

  private ZipMember require(String name) {
    ZipMember member = members.get(name);
    if (member == null) {
      throw new ZipFormatException(
          Kind.MISMATCH,
          source.name(),
          -1,
          "There is no item named "
              + FormatException.quote(name)
              + " in the archive; it has "
              + FormatException.quote(String.join(", ", new TreeSet<>(members.keySet()))));
    }
    return member;
  }

  private ByteSource read(ZipMember member) {
    String name = source.name() + "!" + member.name();
    long data = LocalHeader.dataOffset(source, member, limitOf(member));
    ByteSource stored = source.view(name, data, member.storedSize());
    ByteSource content =
        member.isStored() ? stored : Inflation.inflate(stored, member, budget, source.name());
    Checksums.require(content, member);
    return content;
  }

  /** Where the next thing in the file starts; the directory has been checked to be in order. */
  private long limitOf(ZipMember member) {
    Long next = headerOffsets.higher(member.headerOffset());
    return next == null ? source.size() : next;
  }
}
