package org.keras4j.conformance.hostile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Whatever bytes a file holds, reading it gives a model or a typed exception, soon, in a small
 * heap. {@code -Dkeras4j.mutations=1000000 -Dkeras4j.mutations.seed=N} reads more and others.
 */
class MutatedModelsTest {
  private static final int COUNT = Integer.getInteger("keras4j.mutations", 40_000);
  private static final long SEED = Long.getLong("keras4j.mutations.seed", 20_261_126);

  @Test
  void endWell() throws IOException, InterruptedException {
    Process run =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx512m",
                    "-XX:+UseSerialGC",
                    "-cp",
                    System.getProperty("java.class.path"),
                    MutationRun.class.getName(),
                    Integer.toString(COUNT),
                    Long.toString(SEED)))
            .redirectErrorStream(true)
            .start();
    String report = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    System.out.print(report);
    assertEquals(0, run.waitFor(), report);
  }
}
