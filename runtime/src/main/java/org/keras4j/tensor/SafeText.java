package org.keras4j.tensor;

/**
 * Text from files and callers in a form that is safe to log and to show: what could end a line,
 * move a cursor or turn the direction of writing is replaced by its code.
 */
public final class SafeText {
  private SafeText() {}

  /** The text on one line. */
  public static String line(CharSequence text) {
    return escape(text, false);
  }

  /** The text, whose ends of lines stay. */
  static String lines(CharSequence text) {
    return text == null ? null : escape(text, true);
  }

  private static String escape(CharSequence text, boolean keepLines) {
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (isPlain(c) || keepLines && c == '\n') {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.toString();
  }

  /** Whether a character may stand in any message. */
  private static boolean isPlain(char c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }

  /** Whether a character controls a terminal or the direction of writing: no name has it. */
  public static boolean isControl(char c) {
    return switch (Character.getDirectionality(c)) {
      case Character.DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_FORMAT,
          Character.DIRECTIONALITY_LEFT_TO_RIGHT_ISOLATE,
          Character.DIRECTIONALITY_RIGHT_TO_LEFT_ISOLATE,
          Character.DIRECTIONALITY_FIRST_STRONG_ISOLATE,
          Character.DIRECTIONALITY_POP_DIRECTIONAL_ISOLATE ->
          true;
      default -> Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    };
  }
}
