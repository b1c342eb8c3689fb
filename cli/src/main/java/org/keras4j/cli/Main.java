package org.keras4j.cli;

import java.io.PrintWriter;
import org.keras4j.tensor.KerasException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/**
 * The {@code keras4j} command. Exit codes: 0; 1 for a bad model or input, with one clear line; 2
 * for a bad call.
 */
@Command(
    name = "keras4j",
    description = "Runs Keras models on the JVM.",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    subcommands = {
      SummaryCommand.class,
      PredictCommand.class,
      VerifyCommand.class,
      ConvertCommand.class
    })
public final class Main implements Runnable {
  private static final int BAD_INPUT = 1;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  public static void main(String[] args) {
    if (Relaunch.isNeeded()) {
      System.exit(Relaunch.run(args));
    }
    PrintWriter out = new PrintWriter(System.out, true, java.nio.charset.StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, java.nio.charset.StandardCharsets.UTF_8);
    int code = run(out, err, args);
    out.flush();
    System.exit(code);
  }

  /** Runs one command; for tests. */
  static int run(PrintWriter out, PrintWriter err, String... args) {
    try {
      return new CommandLine(new Main())
          .setOut(out)
          .setErr(err)
          .setExecutionExceptionHandler((e, command, parsed) -> report(e, command))
          .execute(args);
    } catch (OutOfMemoryError e) {
      err.println(
          "keras4j: the model and its data need more memory than this JVM may use; allow more with"
              + " java -Xmx8g -jar keras4j.jar ...");
      return BAD_INPUT;
    }
  }

  /** One line for what the user can mend; everything else is a bug and shows itself. */
  private static int report(Exception e, CommandLine command) throws Exception {
    if (e instanceof KerasException || e instanceof java.io.UncheckedIOException) {
      command.getErr().println("keras4j: " + e.getMessage().strip().replaceAll("\\s*\\R\\s*", " "));
      return BAD_INPUT;
    }
    throw e;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getErr());
    throw new CommandLine.ParameterException(spec.commandLine(), "Missing command");
  }

  /** The version in the jar's manifest. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"keras4j " + (version == null ? "(development)" : version)};
    }
  }
}
