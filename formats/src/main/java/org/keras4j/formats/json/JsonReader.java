package org.keras4j.formats.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.keras4j.formats.FormatException;
import org.keras4j.formats.source.ReadLimits;
import org.keras4j.models.Limit;
import org.keras4j.tensor.SafeText;

/**
 * JSON as Python writes it ({@code NaN} and {@code Infinity} included) to plain values: maps,
 * lists, strings, {@code Long}, {@code Double}, booleans, null. Depth and size are bounded.
 */
public final class JsonReader {
  private static final int LONGEST = 300;

  private final JsonParser parser;
  private final String source;

  private JsonReader(JsonParser parser, String source) {
    this.parser = parser;
    this.source = source;
  }

  /**
   * The value that {@code bytes} hold, encoded in UTF-8.
   *
   * @param source the file's name, for messages
   * @throws FormatException when it is not one JSON value, or beyond the limits
   */
  public static Object read(byte[] bytes, String source, ReadLimits limits) {
    limits.check(Limit.JSON_BYTES, bytes.length, source, "JSON");
    JsonFactory factory =
        JsonFactory.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth((int) limits.get(Limit.JSON_DEPTH))
                    .maxTokenCount(limits.get(Limit.JSON_TOKENS))
                    .maxNumberLength((int) limits.get(Limit.JSON_NUMBER_CHARS))
                    .maxStringLength(
                        (int) Math.min(Integer.MAX_VALUE, limits.get(Limit.JSON_BYTES)))
                    .build())
            .build();
    try (JsonParser parser = factory.createParser(bytes)) {
      JsonReader reader = new JsonReader(parser, source);
      Object value = reader.value(parser.nextToken());
      if (parser.nextToken() != null) {
        throw reader.malformed("text follows the JSON value");
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw refusal(FormatException.Kind.LIMIT_EXCEEDED, source, e);
    } catch (JsonProcessingException e) {
      throw refusal(FormatException.Kind.CORRUPT, source, e);
    } catch (IOException e) {
      throw new FormatException(FormatException.Kind.IO, source, -1, "cannot be read: " + e, e);
    }
  }

  /** The parser's messages quote the text, which may hold anything. */
  private static FormatException refusal(
      FormatException.Kind kind, String source, JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    String place =
        at == null ? "" : " (line " + at.getLineNr() + ", column " + at.getColumnNr() + ")";
    return new FormatException(
        kind,
        source,
        -1,
        "not valid JSON: " + SafeText.line(shortened(e.getOriginalMessage())) + place,
        e);
  }

  private static String shortened(String message) {
    return message.length() <= LONGEST ? message : message.substring(0, LONGEST) + "...";
  }

  private Object value(JsonToken token) throws IOException {
    if (token == null) {
      throw malformed("the JSON text ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      default -> throw malformed("unexpected " + token);
    };
  }

  private Object integer() throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? (Object) parser.getDoubleValue()
        : (Object) parser.getLongValue();
  }

  private Map<String, Object> object() throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String key = parser.currentName();
      map.put(key, value(parser.nextToken()));
    }
    return map;
  }

  private List<Object> array() throws IOException {
    List<Object> list = new ArrayList<>();
    for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
      list.add(value(t));
    }
    return list;
  }

  private FormatException malformed(String message) {
    return new FormatException(
        FormatException.Kind.CORRUPT, source, parser.currentLocation().getByteOffset(), message);
  }
}
