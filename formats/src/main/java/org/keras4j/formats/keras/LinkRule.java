package org.keras4j.formats.keras;

import java.nio.file.Files;
import java.nio.file.Path;
import org.keras4j.formats.FormatException;
import org.keras4j.models.LoadPolicy;

/**
 * Which files may be read besides the one that the caller named: those of the same folder, not what
 * a symbolic link in it leads to.
 */
final class LinkRule {
  private LinkRule() {}

  /**
   * The file itself.
   *
   * @throws FormatException of kind {@code UNSAFE} for a link from a source that is not trusted
   */
  static Path require(Path file, LoadPolicy policy) {
    if (Files.isSymbolicLink(file) && !policy.trustsSource()) {
      throw new FormatException(
          FormatException.Kind.UNSAFE,
          file.toString(),
          -1,
          "is a symbolic link, which may lead to any file. If you trust who made the folder, load"
              + " with LoadPolicy.trusted()");
    }
    return file;
  }
}
