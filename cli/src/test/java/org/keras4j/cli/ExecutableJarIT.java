package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.keras4j.cli.ExampleFiles.DIGITS;
import static org.keras4j.cli.ExampleFiles.DIGITS_SAMPLES;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keras4j.formats.npy.Npz;

/** The jar as users have it: {@code java -jar keras4j.jar}. Runs after it was packaged. */
class ExecutableJarIT {
  @TempDir private Path folder;

  @Test
  void verifiesTheExample() throws Exception {
    Run run = java("verify", DIGITS, "--samples", DIGITS_SAMPLES, "--summary").succeeds();
    assertTrue(run.out().contains("Total params"), run.out());
    assertTrue(run.out().contains("The numbers agree with Keras'."), run.out());
  }

  @Test
  void predicts() throws Exception {
    Path out = folder.resolve("out.npz");
    java("predict", DIGITS, "--input", DIGITS_SAMPLES, "--output", out).succeeds();
    assertEquals(Npz.read(DIGITS_SAMPLES).get("out_0").shape(), Npz.read(out).get("out_0").shape());
  }

  @Test
  void knowsItsVersion() throws Exception {
    String version = java("--version").succeeds().out();
    assertTrue(version.matches("(?s)keras4j \\d+\\.\\d+.*"), version);
  }

  @Test
  void tellsBadFilesFromBadCalls() throws Exception {
    java("summary", folder.resolve("none.keras")).failsWithOneLine("none.keras");
    java("summary", DIGITS, "--colour").isBadCall("--colour");
  }

  private Run java(Object... args) throws Exception {
    Path out = folder.resolve("stdout");
    Path err = folder.resolve("stderr");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(System.getProperty("keras4j.jar"));
    List.of(args).forEach(arg -> command.add(arg.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(err.toFile())
            .start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the command does not end");
    return new Run(process.exitValue(), read(out), withoutJvmWarnings(read(err)));
  }

  private static String read(Path file) throws Exception {
    return Files.readString(file, StandardCharsets.UTF_8);
  }

  /** The JVM itself says that the Vector API is an incubator module. */
  private static String withoutJvmWarnings(String text) {
    return text.replaceAll("WARNING: Using incubator modules: .*\\R", "");
  }
}
