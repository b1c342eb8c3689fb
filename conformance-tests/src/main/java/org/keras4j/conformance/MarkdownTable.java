package org.keras4j.conformance;

import java.util.List;

/** A table in Markdown, written row by row. */
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... headings) {
    row((Object[]) headings);
    text.append("|").append(" --- |".repeat(headings.length)).append('\n');
  }

  void row(Object... cells) {
    text.append("| ")
        .append(String.join(" | ", List.of(cells).stream().map(String::valueOf).toList()))
        .append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
