package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/keras-coverage.md} is up to date; the system property {@code
 * keras4j.coverage.write=true} brings it there.
 */
class CoverageReportTest {
  private static final String FILE = "docs/keras-coverage.md";

  @Test
  void fileIsUpToDate() throws Exception {
    Path file = SourceTree.root().resolve(FILE);
    if (Boolean.getBoolean("keras4j.coverage.write")) {
      CoverageReport.main(new String[] {file.toString()});
    }
    assertEquals(
        CoverageReport.text(),
        SourceTree.read(file),
        FILE + " is out of date; run this test with -Dkeras4j.coverage.write=true");
  }
}
