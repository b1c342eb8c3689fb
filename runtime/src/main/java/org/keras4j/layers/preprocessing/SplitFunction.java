package org.keras4j.layers.preprocessing;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;

/**
 * What a {@link TextVectorization} layer splits each text into, in Java. Files name a Python
 * function, which is never run.
 *
 * <pre>{@code
 * Model model = Model.load(path, LoadOptions.standard().split("my_package>sentences", text -> ...));
 * }</pre>
 */
public final class SplitFunction implements Configurable, Function<String, List<String>> {
  private final ObjectType<SplitFunction> type;
  private final Function<String, List<String>> function;

  private SplitFunction(String name, Function<String, List<String>> function) {
    this.type = ObjectType.of(SplitFunction.class, null, name, config -> this);
    this.function = function;
  }

  /**
   * A function of one text.
   *
   * @param name of the Python function: {@code Package>name}
   */
  public static SplitFunction of(String name, Function<String, List<String>> function) {
    return new SplitFunction(name, function);
  }

  @Override
  public List<String> apply(String text) {
    return function.apply(text);
  }

  @Override
  public ObjectType<SplitFunction> type() {
    return type;
  }

  @Override
  public Config config() {
    return Config.of(type.args(), Map.of());
  }

  @Override
  public String toString() {
    return type.className();
  }
}
