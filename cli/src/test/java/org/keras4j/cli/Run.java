package org.keras4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;

/** One run of the command: its exit code and what it printed. */
record Run(int code, String out, String err) {
  static Run of(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            Stream.of(args).map(Object::toString).toArray(String[]::new));
    return new Run(code, out.toString(), err.toString());
  }

  Run succeeds() {
    assertEquals("", err);
    assertEquals(0, code);
    return this;
  }

  /** Code 1, and one line on the error stream that has all these parts. */
  void failsWithOneLine(String... parts) {
    assertEquals(1, code, err);
    assertEquals("", out);
    assertEquals(1, err.lines().count(), err);
    assertTrue(err.startsWith("keras4j: "), err);
    assertErrorHas(parts);
  }

  /** Code 1 after some output, and one line on the error stream that has all these parts. */
  void endsWithOneLine(String... parts) {
    assertEquals(1, code, err);
    assertEquals(1, err.lines().count(), err);
    assertErrorHas(parts);
  }

  /** Code 2, and help on the error stream. */
  void isBadCall(String... parts) {
    assertEquals(2, code, err);
    assertEquals("", out);
    assertErrorHas(parts);
    assertTrue(err.contains("Usage: keras4j"), err);
  }

  private void assertErrorHas(String... parts) {
    for (String part : parts) {
      assertTrue(err.contains(part), () -> "'" + part + "' is not in: " + err);
    }
  }
}
