package org.keras4j.formats.keras.writer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.AtomicFile;

/**
 * Writes a folder of files so that a reader finds all of it or none: under another name first, then
 * renamed. A folder that exists is moved aside for that, between two renames.
 */
final class SavedFolder {
  private SavedFolder() {}

  /** Writes {@code files}, whose names may contain slashes, as the folder at {@code path}. */
  static void write(Path path, Map<String, AtomicFile.Content> files, boolean durable) {
    try {
      Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
      Path fresh = target.resolveSibling("." + target.getFileName() + ".new");
      Path old = target.resolveSibling("." + target.getFileName() + ".old");
      restore(target, old);
      delete(fresh);
      Files.createDirectories(fresh);
      files.forEach((name, content) -> writeFile(fresh.resolve(name), content, durable));
      if (Files.exists(target)) {
        Files.move(target, old);
      }
      Files.move(fresh, target);
      delete(old);
    } catch (IOException e) {
      throw new FormatException(
          FormatException.Kind.IO, path.toString(), -1, "cannot be written: " + e, e);
    }
  }

  /** Mends what a process left that was killed between the two renames. */
  private static void restore(Path target, Path old) throws IOException {
    if (Files.exists(old) && !Files.exists(target)) {
      Files.move(old, target);
    }
    delete(old);
  }

  private static void writeFile(Path file, AtomicFile.Content content, boolean durable) {
    try {
      Files.createDirectories(file.getParent());
    } catch (IOException e) {
      throw new FormatException(
          FormatException.Kind.IO, file.toString(), -1, "cannot be written: " + e, e);
    }
    AtomicFile.write(file, content, durable);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    List<Path> inside;
    try (Stream<Path> walk = Files.walk(folder)) {
      inside = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : inside) {
      Files.delete(path);
    }
  }
}
