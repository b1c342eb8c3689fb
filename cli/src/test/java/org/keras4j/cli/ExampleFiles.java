package org.keras4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Files of the project that the tests use: the example, and models that real Keras saved. */
final class ExampleFiles {
  static final Path DIGITS = root().resolve("examples/digits_cnn.keras");
  static final Path DIGITS_SAMPLES = root().resolve("examples/digits_cnn_samples.npz");

  private static final String FIXTURES =
      "conformance-tests/src/main/resources/org/keras4j/conformance/fixtures/models";

  private ExampleFiles() {}

  /** A whole-model fixture, such as {@code mlp.keras}. */
  static Path fixture(String name) {
    return root().resolve(FIXTURES).resolve(name);
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve("examples"))) {
        return at;
      }
    }
    throw new IllegalStateException("No folder above this one holds examples/");
  }
}
