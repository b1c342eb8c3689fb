package org.keras4j.layers.preprocessing;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;

/**
 * The lines of a file that configs name as a layer's vocabulary. No config makes a file be read: a
 * caller who trusts the name reads it, and says what it holds.
 *
 * <pre>{@code
 * Model model = Model.load(path, LoadOptions.standard().vocabulary("words.txt", Files.readAllLines(words)));
 * }</pre>
 */
public final class VocabularyFile implements Configurable {
  private final ObjectType<VocabularyFile> type;
  private final List<String> lines;

  private VocabularyFile(String name, List<String> lines) {
    this.type = ObjectType.of(VocabularyFile.class, null, name, config -> this);
    this.lines = List.copyOf(lines);
  }

  /**
   * What a file holds.
   *
   * @param name exactly as the config has it
   * @param lines one token a line
   */
  public static VocabularyFile of(String name, List<String> lines) {
    return new VocabularyFile(name, lines);
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public ObjectType<VocabularyFile> type() {
    return type;
  }

  @Override
  public Config config() {
    return Config.of(type.args(), Map.of());
  }
}
