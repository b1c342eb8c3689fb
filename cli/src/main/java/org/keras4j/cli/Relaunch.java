package org.keras4j.cli;

import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Starts the program again with the Vector API, which {@code java -jar} cannot turn on: a jar's
 * manifest has no attribute for {@code --add-modules}. A launcher script would have to be installed
 * and kept for each operating system; the relaunch needs nothing but the jar, and costs the start
 * of a JVM that does nothing else. {@code -Dkeras4j.relaunch=false} turns it off.
 */
final class Relaunch {
  private static final String MODULE = "jdk.incubator.vector";
  private static final String PROPERTY = "keras4j.relaunch";

  private Relaunch() {}

  /** Whether the module exists but was not turned on. */
  static boolean isNeeded() {
    return !"false".equals(System.getProperty(PROPERTY))
        && ModuleLayer.boot().findModule(MODULE).isEmpty()
        && jar() != null
        && ModuleFinder.ofSystem().find(MODULE).isPresent();
  }

  /** Runs the same command in a JVM with the module; gives its exit code. */
  static int run(String[] args) {
    List<String> command = new ArrayList<>();
    command.add(javaExecutable());
    command.addAll(jvmFlags());
    command.add("--add-modules=" + MODULE);
    command.add("-D" + PROPERTY + "=false");
    command.add("-jar");
    command.add(jar().toString());
    command.addAll(List.of(args));
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException("Cannot start " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 1;
    }
  }

  /** The flags before {@code -jar}, where the system tells them: cheaper than a management bean. */
  private static List<String> jvmFlags() {
    List<String> arguments =
        List.of(ProcessHandle.current().info().arguments().orElse(new String[0]));
    int jar = arguments.indexOf("-jar");
    return jar < 0 ? List.of() : arguments.subList(0, jar);
  }

  private static String javaExecutable() {
    boolean windows = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("win");
    return Path.of(System.getProperty("java.home"), "bin", windows ? "java.exe" : "java")
        .toString();
  }

  /** The jar that this class was loaded from, or null when it was not. */
  private static Path jar() {
    try {
      File file =
          new File(Relaunch.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return file.isFile() && file.getName().endsWith(".jar") ? file.toPath() : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
