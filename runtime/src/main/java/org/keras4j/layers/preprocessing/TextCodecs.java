package org.keras4j.layers.preprocessing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.ConfigException;
import org.keras4j.config.Configurable;
import org.keras4j.config.ReadContext;
import org.keras4j.config.Text;
import org.keras4j.tensor.SafeText;
import org.keras4j.text.Standardization;
import org.keras4j.text.TextSplit;

/** How arguments of layers with vocabularies stand in configs. */
final class TextCodecs {
  /** A string token. */
  static final Codec<Object> STRING =
      Codecs.of("a string", json -> json instanceof String ? json : null, value -> value);

  /** An integer token. */
  static final Codec<Object> INTEGER = Codecs.of("an integer", TextCodecs::integer, value -> value);

  /** The modes of lookup layers, two of which had other names once. */
  static final Codec<Encoding> OUTPUT_MODE =
      new Codec<>() {
        private final Codec<Encoding> names = Codecs.choice(Encoding.class, Encoding::toString);

        @Override
        public Encoding read(Object json, ReadContext context) {
          if ("binary".equals(json)) {
            return Encoding.MULTI_HOT;
          }
          return "tf-idf".equals(json) ? Encoding.TF_IDF : names.read(json, context);
        }

        @Override
        public Object write(Encoding mode) {
          return names.write(mode);
        }
      };

  /** One number for both halves of a key, or two. */
  static final Codec<List<Long>> SALT =
      Codecs.of(
          "a tuple or list of 2 integers, or a single integer", TextCodecs::salt, value -> value);

  static final Codec<UnaryOperator<String>> STANDARDIZE =
      new FunctionCodec<>(StandardizeFunction.class, List.of(Standardization.values()));

  static final Codec<Function<String, List<String>>> SPLIT =
      new FunctionCodec<>(SplitFunction.class, List.of(TextSplit.values()));

  private TextCodecs() {}

  /** A vocabulary of such tokens: a list, or the name of a file that the caller knows. */
  static Codec<List<Object>> vocabulary(Codec<Object> token) {
    Codec<List<Object>> list = Codecs.list(token);
    return new Codec<>() {
      @Override
      public List<Object> read(Object json, ReadContext context) {
        if (!(json instanceof String file)) {
          return list.read(json, context);
        }
        VocabularyFile known =
            context
                .registry()
                .find(VocabularyFile.class, file)
                .map(type -> (VocabularyFile) type.create())
                .orElseThrow(() -> refused(file));
        List<Object> tokens = new ArrayList<>();
        known.lines().forEach(line -> tokens.add(parse(line, token)));
        return List.copyOf(tokens);
      }

      @Override
      public Object write(List<Object> tokens) {
        return tokens;
      }
    };
  }

  private static ConfigException refused(String file) {
    return new ConfigException(
        "Requested the loading of a vocabulary file outside of the model archive. This carries a"
            + " potential risk of loading arbitrary and sensitive files and thus it is disallowed."
            + " If you trust the source of the artifact, read the file and pass its lines to"
            + " LoadOptions.vocabulary(name, lines). Vocabulary file: '"
            + SafeText.line(file)
            + "'");
  }

  /** The token of a line of text. */
  static Object parse(String line, Codec<Object> token) {
    if (token == STRING) {
      return line;
    }
    try {
      return Long.valueOf(line.strip());
    } catch (NumberFormatException e) {
      throw new ConfigException(
          "A vocabulary of integers has the line '" + SafeText.line(line) + "'", e);
    }
  }

  private static Object integer(Object json) {
    return json instanceof Number n && n.doubleValue() == n.longValue()
        ? (Object) n.longValue()
        : null;
  }

  private static List<Long> salt(Object json) {
    List<Long> salt = new ArrayList<>();
    for (Object item : json instanceof List<?> list ? list : List.of(json, json)) {
      if (!(integer(item) instanceof Long number)) {
        return null;
      }
      salt.add(number);
    }
    return salt.size() == 2 ? List.copyOf(salt) : null;
  }

  /** Built-in functions by name, a caller's own as Python writes a registered function. */
  private record FunctionCodec<F>(Class<? extends F> kind, List<? extends F> builtIn)
      implements Codec<F> {
    @Override
    public F read(Object json, ReadContext context) {
      for (F function : builtIn) {
        if (function.toString().equals(json)) {
          return function;
        }
      }
      if (!(json instanceof String) && !(json instanceof Map)) {
        throw new ConfigException(
            "Expected one of " + builtIn + ", None or a function. Received: " + Text.of(json));
      }
      return context.object(kind, json);
    }

    @Override
    public Object write(F function) {
      return function instanceof Configurable own
          ? Codecs.map(
              "module", "builtins",
              "class_name", "function",
              "config", own.type().registeredName(),
              "registered_name", "function")
          : function.toString();
    }
  }
}
