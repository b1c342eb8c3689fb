package org.keras4j.formats.keras;

import java.util.Set;
import org.keras4j.formats.source.ByteSource;
import org.keras4j.models.Limit;

/** The parts of a saved model: members of an archive, or files of a folder. */
interface Members {
  /** Whether there is a part of this name, such as {@code config.json}. */
  boolean contains(String name);

  /** Names of all parts, {@code assets/...} too, with {@code /} between folders. */
  Set<String> names();

  /** The content of a part that is there. */
  ByteSource member(String name);

  /**
   * The whole content of a small part.
   *
   * @param maxBytes names the limit that holds for it, such as {@link Limit#JSON_BYTES}
   */
  byte[] bytes(String name, Limit maxBytes);
}
