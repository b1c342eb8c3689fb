package org.keras4j.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Names of the fixtures in a folder, whether they lie in a directory or in a jar. */
public final class FixtureIndex {
  private FixtureIndex() {}

  /** Names, without the ending, of the files in {@code fixtures/<folder>} that end so, sorted. */
  public static List<String> names(String folder, String ending) {
    try {
      URI uri = FixtureIndex.class.getResource("fixtures/" + folder).toURI();
      if (!uri.getScheme().equals("jar")) {
        return list(Path.of(uri), ending);
      }
      try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
        return list(jar.provider().getPath(uri), ending);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> list(Path folder, String ending) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(ending))
          .map(name -> name.substring(0, name.length() - ending.length()))
          .sorted()
          .toList();
    }
  }
}
