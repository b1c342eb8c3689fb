package org.keras4j.layers.preprocessing;

import java.util.Map;
import java.util.function.UnaryOperator;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;

/**
 * What a {@link TextVectorization} layer does to each text before it splits it, in Java. Files name
 * a Python function, which is never run.
 *
 * <pre>{@code
 * Model model = Model.load(path, LoadOptions.standard().standardize("my_package>strip_tags", text -> ...));
 * }</pre>
 */
public final class StandardizeFunction implements Configurable, UnaryOperator<String> {
  private final ObjectType<StandardizeFunction> type;
  private final UnaryOperator<String> function;

  private StandardizeFunction(String name, UnaryOperator<String> function) {
    this.type = ObjectType.of(StandardizeFunction.class, null, name, config -> this);
    this.function = function;
  }

  /**
   * A function of one text.
   *
   * @param name of the Python function: {@code Package>name}
   */
  public static StandardizeFunction of(String name, UnaryOperator<String> function) {
    return new StandardizeFunction(name, function);
  }

  @Override
  public String apply(String text) {
    return function.apply(text);
  }

  @Override
  public ObjectType<StandardizeFunction> type() {
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
