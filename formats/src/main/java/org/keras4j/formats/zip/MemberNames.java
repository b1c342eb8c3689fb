package org.keras4j.formats.zip;

import org.keras4j.formats.FormatException;
import org.keras4j.formats.FormatException.Kind;

/** Which names a member may have: nothing that could ever be taken for a path elsewhere. */
final class MemberNames {
  private MemberNames() {}

  static void check(String source, long offset, String name) {
    if (name.isEmpty()) {
      throw new ZipFormatException(Kind.CORRUPT, source, offset, "a member has no name");
    }
    boolean escapes =
        name.startsWith("/") || name.indexOf('\\') >= 0 || name.matches("^[A-Za-z]:.*");
    for (String part : name.split("/", -1)) {
      escapes |= part.equals("..") || part.equals(".");
    }
    boolean hasControl = name.chars().anyMatch(c -> c < ' ' || c == 0x7f || c == 0xfffd);
    if (escapes || hasControl) {
      throw new ZipFormatException(
          Kind.UNSAFE,
          source,
          offset,
          "Invalid asset path: "
              + FormatException.quote(name)
              + " escapes the asset directory. Members need plain relative names");
    }
  }
}
