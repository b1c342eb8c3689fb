package org.keras4j.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The project's files, for tests about the project itself. */
final class SourceTree {
  private SourceTree() {}

  /** The folder of the whole project: tests run in it or in a module's. */
  static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isRegularFile(at.resolve("docs/architecture.md"))) {
        return at;
      }
    }
    throw new IllegalStateException(
        "There is no docs/architecture.md above " + Path.of("").toAbsolutePath());
  }

  static String read(String file) {
    return read(root().resolve(file));
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All Java files below {@code <module>/src/main/java}. */
  static List<Path> mainFiles(String... modules) {
    return Stream.of(modules).flatMap(module -> javaFiles(module).stream()).toList();
  }

  private static List<Path> javaFiles(String module) {
    try (Stream<Path> files = Files.walk(root().resolve(module).resolve("src/main/java"))) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
