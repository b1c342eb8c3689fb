package org.keras4j.formats.zip;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.formats.source.ReadBudget;
import org.keras4j.models.Limit;

/** Inflates a deflated member into memory, never further than it declares and the limits allow. */
final class Inflation {
  /** No deflate stream expands more: 258 bytes take at least two bits. */
  private static final long MAX_DEFLATE_RATIO = 1_032;

  /** Members smaller than this may have any ratio: zeros compress well. Keras draws it here too. */
  private static final long RATIO_FREE_BYTES = 256L << 20;

  private static final int FEED_BYTES = 1 << 20;
  private static final int FIRST_BUFFER = 64 << 10;

  private Inflation() {}

  static ByteSource inflate(
      ByteSource stored, ZipMember member, ReadBudget budget, String archive) {
    long size = member.size();
    refuseBomb(member, budget, archive);
    budget.spend(Limit.INFLATED_BYTES, size, "the inflated size of the archive's members");
    if (size > Limit.INFLATED_BYTES.defaultValue()) {
      throw new ZipFormatException(
          Kind.UNSUPPORTED,
          archive,
          -1,
          "member "
              + FormatException.quote(member.name())
              + " is compressed and larger than 2 GiB; pack the archive without compression");
    }
    return ByteSource.of(stored.name(), inflate(stored, member, (int) size, archive));
  }

  private static void refuseBomb(ZipMember member, ReadBudget budget, String archive) {
    long size = member.size();
    long stored = Math.max(1, member.storedSize());
    long ratio = budget.limits().get(Limit.INFLATION_RATIO);
    boolean impossible = size / MAX_DEFLATE_RATIO > stored;
    if (impossible || size > RATIO_FREE_BYTES && size / ratio > stored) {
      throw new ZipFormatException(
          Kind.UNSAFE,
          archive,
          -1,
          "Not allowed: ZIP member "
              + FormatException.quote(member.name())
              + " declares "
              + size
              + " bytes but only "
              + member.storedSize()
              + " are stored on disk; refusing to load a potential decompression bomb. If you"
              + " trust it, raise Limit.INFLATION_RATIO");
    }
  }

  private static byte[] inflate(ByteSource stored, ZipMember member, int size, String archive) {
    Inflater inflater = new Inflater(true);
    try {
      // Grows with what really comes out, so that a lie about the size allocates nothing.
      byte[] out = new byte[(int) Math.min(size, Math.max(FIRST_BUFFER, 4 * stored.size()))];
      int produced = 0;
      long fed = 0;
      byte[] probe = new byte[1];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          if (fed == stored.size()) {
            throw wrongSize(member, archive, produced, "ends too early");
          }
          int n = (int) Math.min(FEED_BYTES, stored.size() - fed);
          ByteBuffer piece = stored.slice(fed, n);
          inflater.setInput(piece);
          fed += n;
        }
        if (produced == out.length && out.length < size) {
          out = Arrays.copyOf(out, (int) Math.min(size, 2L * out.length));
        }
        if (produced < size) {
          produced += inflater.inflate(out, produced, out.length - produced);
        } else if (inflater.inflate(probe, 0, 1) > 0) {
          throw wrongSize(member, archive, produced + 1, "gives more");
        }
        if (inflater.needsDictionary()) {
          throw wrongSize(member, archive, produced, "needs a dictionary");
        }
      }
      if (produced != size || fed - inflater.getRemaining() != stored.size()) {
        throw wrongSize(member, archive, produced, "has another size");
      }
      return out.length == size ? out : Arrays.copyOf(out, size);
    } catch (DataFormatException e) {
      throw new ZipFormatException(
          Kind.CORRUPT,
          archive,
          -1,
          "member "
              + FormatException.quote(member.name())
              + " cannot be inflated: "
              + e.getMessage()
              + ". Get a fresh copy of the file");
    } finally {
      inflater.end();
    }
  }

  private static ZipFormatException wrongSize(
      ZipMember member, String archive, long produced, String what) {
    return new ZipFormatException(
        Kind.CORRUPT,
        archive,
        -1,
        "member "
            + FormatException.quote(member.name())
            + " "
            + what
            + ": it declares "
            + member.size()
            + " bytes and gave "
            + produced
            + ". Get a fresh copy of the file");
  }
}
