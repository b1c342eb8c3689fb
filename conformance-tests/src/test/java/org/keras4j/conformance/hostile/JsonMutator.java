package org.keras4j.conformance.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** Moves, doubles, drops and replaces values of a JSON text; most results are valid JSON. */
final class JsonMutator implements Mutator {
  private static final String[] VALUES = {
    "null",
    "true",
    "-1",
    "0",
    "1",
    "NaN",
    "Infinity",
    "1e308",
    "2147483647",
    "2147483648",
    "99999999999",
    "4611686018427387904",
    "16.5",
    "\"16\"",
    "\"\"",
    "\"relu\"",
    "[]",
    "{}",
    "[null]",
    "[null,-5]",
    "[[1,2],[3]]",
    "\"../../x\"",
    "\"a\\u0000b\"",
    "\"x\\ny\"",
    "{\"class_name\":\"Dense\",\"config\":{}}",
    "{\"class_name\":\"Dense\",\"config\":{\"units\":3}}",
    "{\"class_name\":\"__lambda__\",\"config\":{\"value\":\"4wEAAA==\"}}",
    "{\"class_name\":\"__numpy__\",\"config\":{\"value\":[1],\"dtype\":\"object\"}}",
    "{\"class_name\":\"function\",\"module\":\"os\",\"config\":\"system\"}",
    "{\"class_name\":\"Lambda\",\"config\":{\"function\":[\"4wEA\",null,null]}}"
  };

  /** A value in the text, from {@code start} to before {@code end}. */
  private record Span(int start, int end) {
    String of(String text) {
      return text.substring(start, end);
    }
  }

  @Override
  public byte[] mutate(byte[] file, Random random) {
    String text = new String(file, StandardCharsets.ISO_8859_1); // byte for byte
    for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
      List<Span> spans = spans(text);
      if (spans.isEmpty()) {
        break;
      }
      Span span = spans.get(random.nextInt(spans.size()));
      String value = value(text, span, spans, random);
      text = text.substring(0, span.start) + value + text.substring(span.end);
    }
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String value(String text, Span span, List<Span> spans, Random random) {
    String old = span.of(text);
    return switch (random.nextInt(10)) {
      case 0, 1, 2, 3 -> VALUES[random.nextInt(VALUES.length)];
      case 4 -> old + "," + old;
      case 5 -> {
        int depth = 1 + random.nextInt(600);
        yield "[".repeat(depth) + old + "]".repeat(depth);
      }
      case 6 -> "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[" + old + "]}}";
      default -> spans.get(random.nextInt(spans.size())).of(text);
    };
  }

  /** Every string (keys too), number, word, list and object of the text. */
  private static List<Span> spans(String text) {
    List<Span> spans = new ArrayList<>();
    Deque<Integer> open = new ArrayDeque<>();
    for (int at = 0; at < text.length(); ) {
      char c = text.charAt(at);
      int end = at + 1;
      if (c == '{' || c == '[') {
        open.push(at);
      } else if ((c == '}' || c == ']') && !open.isEmpty()) {
        spans.add(new Span(open.pop(), end));
      } else if (c == '"') {
        end = endOfString(text, at);
        spans.add(new Span(at, end));
      } else if (Character.isLetterOrDigit(c) || c == '-') {
        while (end < text.length() && isWord(text.charAt(end))) {
          end++;
        }
        spans.add(new Span(at, end));
      }
      at = end;
    }
    return spans;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.';
  }

  private static int endOfString(String text, int start) {
    int at = start + 1;
    while (at < text.length() && text.charAt(at) != '"') {
      at += text.charAt(at) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), at + 1);
  }
}
