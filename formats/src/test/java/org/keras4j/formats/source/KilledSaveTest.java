package org.keras4j.formats.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.layers.core.Dense;
import org.keras4j.models.Functional;
import org.keras4j.models.Input;
import org.keras4j.models.Model;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** A process that saves one model after the other over the same file, killed at many instants. */
class KilledSaveTest {
  private static final int KILLS = 15;
  private static final int INPUTS = 500;
  private static final int UNITS = 400;

  @TempDir Path folder;

  @Test
  void anOlderFileSurvivesTheProcess() throws Exception {
    Path file = folder.resolve("model.keras");
    Random random = new Random(4);
    int strays = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      Process process = start(file);
      try (BufferedReader lines =
          new BufferedReader(new InputStreamReader(process.getInputStream()))) {
        assertEquals("saved", lines.readLine(), "the process saves");
        Thread.sleep(random.nextInt(60));
      } finally {
        process.destroyForcibly().waitFor();
      }
      strays += strays();
      assertWhole(Model.load(file));
    }
    assertTrue(strays > 0, "no kill fell into a save: the test says nothing");
    model(1).save(file);
    assertEquals(0, strays(), "temporary files are left");
  }

  private Process start(Path file) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Saver.class.getName());
    command.add(file.toString());
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private int strays() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return (int) files.filter(file -> file.toString().endsWith(".tmp")).count();
    }
  }

  /** All weights have one value: those of one save, not of two. */
  private static void assertWhole(Model model) {
    float[] kernel = model.weights().get(0).value().floats();
    float[] bias = model.weights().get(1).value().floats();
    float[] expected = new float[kernel.length];
    Arrays.fill(expected, bias[0]);
    assertTrue(bias[0] >= 1);
    assertTrue(Arrays.equals(expected, kernel));
  }

  private static Model model(int value) {
    var input = Input.of(INPUTS);
    Model model = Functional.of(input, Dense.units(UNITS).build().apply(input));
    model.weights().forEach(w -> w.assign(NDArray.full(DType.FLOAT32, w.shape(), value)));
    return model;
  }

  /** Saves until it is killed, and says when it has saved for the first time. */
  static final class Saver {
    private Saver() {}

    public static void main(String[] args) {
      Path file = Path.of(args[0]);
      for (int value = 1; ; value++) {
        model(value).save(file);
        if (value == 1) {
          System.out.println("saved");
        }
      }
    }
  }
}
