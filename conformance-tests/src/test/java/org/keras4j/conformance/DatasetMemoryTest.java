package org.keras4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.keras4j.data.Batch;
import org.keras4j.data.Dataset;
import org.keras4j.layers.core.Dense;
import org.keras4j.layers.core.InputLayer;
import org.keras4j.models.Model;
import org.keras4j.models.Sequential;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.training.FitOptions;

/** A JVM trains on twice as much data as its heap can hold. */
class DatasetMemoryTest {
  private static final int ROWS = 256;
  private static final int COLUMNS = 1024;
  private static final int BATCHES = 150;

  @Test
  void anEpochNeverHoldsTheWholeData() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Training.class.getName())
            .redirectErrorStream(true)
            .start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertEquals(0, process.waitFor(), output);
    assertEquals("trained on 150 MB", output.lines().reduce("", (first, last) -> last));
  }

  /** The program of the other JVM. */
  static final class Training {
    private Training() {}

    public static void main(String[] args) {
      Model model =
          Sequential.of(InputLayer.batchShape(Shape.of(Shape.UNKNOWN, COLUMNS)), Dense.units(1));
      model.compile("sgd", "mse");
      Dataset data =
          Dataset.generate(
                  () ->
                      Batch.of(
                          NDArray.of(new float[ROWS * COLUMNS], ROWS, COLUMNS),
                          NDArray.of(new float[ROWS], ROWS, 1)))
              .prefetch(2)
              .take(BATCHES);
      List<Double> losses = model.fit(data, FitOptions.epochs(1).verbose(0)).get("loss");
      long bytes = (long) BATCHES * ROWS * COLUMNS * Float.BYTES;
      System.out.println((losses.size() == 1 ? "trained on " : "?") + (bytes >> 20) + " MB");
    }
  }
}
