package org.keras4j.formats.source;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.keras4j.formats.FormatException;
import org.keras4j.models.LoadPolicy;

/** Compares a file with the checksum that the caller's policy asks for. */
public final class Sha256 {
  private Sha256() {}

  /**
   * Refuses a file whose bytes are not the ones that the policy names; accepts any when it names
   * none.
   *
   * @throws FormatException of kind {@code UNSAFE}
   */
  public static void require(ByteSource bytes, LoadPolicy policy) {
    policy.sha256().ifPresent(expected -> require(bytes, expected));
  }

  private static void require(ByteSource bytes, String expected) {
    String actual = of(bytes);
    if (!actual.equals(expected)) {
      throw new FormatException(
          FormatException.Kind.UNSAFE,
          bytes.name(),
          -1,
          "has the SHA-256 " + actual + ", but the policy accepts only " + expected);
    }
  }

  /** The SHA-256 of all bytes, in lower-case hexadecimal digits. */
  public static String of(ByteSource bytes) {
    MessageDigest digest = sha256();
    try (Scratch scratch = new Scratch()) {
      for (long at = 0; at < bytes.size(); at += Scratch.PIECE_BYTES) {
        int length = (int) Math.min(Scratch.PIECE_BYTES, bytes.size() - at);
        digest.update(bytes.slice(at, length, scratch));
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
