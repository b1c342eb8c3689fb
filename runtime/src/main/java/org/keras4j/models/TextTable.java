package org.keras4j.models;

import java.util.ArrayList;
import java.util.List;

/**
 * A table with ruled lines, cells wrapped at words, laid out as the Python package {@code rich}
 * does for Keras.
 */
final class TextTable {
  private static final int PADDING = 2;

  private final int[] widths;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table.
   *
   * @param lineLength width of the whole table
   * @param positions where each column ends, as a share of the width
   * @param right which columns are flush right
   */
  TextTable(int lineLength, double[] positions, boolean[] right) {
    this.widths = widths(lineLength, positions);
    this.right = right;
  }

  /** Wanted widths and their padding, less an even share of what is too much. */
  private static int[] widths(int lineLength, double[] positions) {
    int[] widths = new int[positions.length];
    int end = 0;
    int total = 0;
    for (int i = 0; i < widths.length; i++) {
      int next = (int) (positions[i] * lineLength);
      widths[i] = next - end + PADDING;
      end = next;
      total += widths[i];
    }
    int excess = total - (lineLength - widths.length - 1);
    for (int i = 0; i < widths.length && excess > 0; i++) {
      int cut = (int) Math.rint((double) excess / (widths.length - i));
      widths[i] -= cut;
      excess -= cut;
    }
    return widths;
  }

  void add(List<String> cells) {
    rows.add(cells);
  }

  /** The lines of the table; the first row is the heading. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(rule("┏", "━", "┳", "┓"));
    for (int i = 0; i < rows.size(); i++) {
      lines.addAll(row(rows.get(i), i == 0 ? "┃" : "│"));
      if (i == 0) {
        lines.add(rule("┡", "━", "╇", "┩"));
      } else if (i < rows.size() - 1) {
        lines.add(rule("├", "─", "┼", "┤"));
      }
    }
    lines.add(rule("└", "─", "┴", "┘"));
    return lines;
  }

  private String rule(String left, String line, String cross, String right) {
    List<String> parts = new ArrayList<>();
    for (int width : widths) {
      parts.add(line.repeat(width));
    }
    return left + String.join(cross, parts) + right;
  }

  private List<String> row(List<String> cells, String bar) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < cells.size(); i++) {
      wrapped.add(wrap(cells.get(i), widths[i] - PADDING));
      height = Math.max(height, wrapped.get(i).size());
    }
    List<String> lines = new ArrayList<>();
    for (int line = 0; line < height; line++) {
      StringBuilder text = new StringBuilder(bar);
      for (int i = 0; i < cells.size(); i++) {
        List<String> parts = wrapped.get(i);
        String part = line < parts.size() ? parts.get(line) : "";
        String space = " ".repeat(Math.max(0, widths[i] - PADDING - displayWidth(part)));
        text.append(' ').append(right[i] ? space + part : part + space).append(' ').append(bar);
      }
      lines.add(text.toString());
    }
    return lines;
  }

  /**
   * Lines of at most {@code width} columns, broken at spaces; a longer word ends in an ellipsis.
   */
  private static List<String> wrap(String text, int width) {
    List<String> lines = new ArrayList<>();
    String line = "";
    for (String word : text.split("(?<=\\s)(?=\\S)")) {
      if (!line.isEmpty() && displayWidth(line + word.stripTrailing()) > width) {
        lines.add(clip(line.stripTrailing(), width));
        line = "";
      }
      line += word;
    }
    lines.add(clip(line.stripTrailing(), width));
    return lines;
  }

  private static String clip(String line, int width) {
    if (displayWidth(line) <= width) {
      return line;
    }
    int end = line.length();
    while (displayWidth(line.substring(0, end)) > width - 1) {
      end = line.offsetByCodePoints(end, -1);
    }
    return line.substring(0, end) + "…";
  }

  /** Columns on a terminal: East Asian wide characters take two. */
  private static int displayWidth(String text) {
    return text.codePoints().map(c -> isWide(c) ? 2 : 1).sum();
  }

  private static boolean isWide(int codePoint) {
    return switch (Character.UnicodeScript.of(codePoint)) {
      case HAN, HIRAGANA, KATAKANA, HANGUL -> true;
      default -> codePoint >= 0x1F300 && codePoint <= 0x1FAFF;
    };
  }
}
