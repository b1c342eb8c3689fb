package org.keras4j.layers.core;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.Structures;

/**
 * What a {@link Lambda} layer computes. Files keep it as Python code, which is never run; a caller
 * says in Java what it is, under the name of the layer or of the function:
 *
 * <pre>{@code
 * Model model = Model.load(path, LoadOptions.standard().lambda("double", x -> MathOps.multiply(x, 2)));
 * }</pre>
 */
public final class LambdaFunction implements Configurable {
  /** Written as Python writes a registered function: by name. */
  static final Codec<LambdaFunction> CODEC =
      new Codec<>() {
        @Override
        public LambdaFunction read(Object json, ReadContext context) {
          return context.object(LambdaFunction.class, json);
        }

        @Override
        public Object write(LambdaFunction function) {
          return Codecs.map(
              "module", "builtins",
              "class_name", "function",
              "config", function.type.registeredName(),
              "registered_name", "function");
        }
      };

  private final ObjectType<LambdaFunction> type;
  private final BiFunction<Object, Map<String, Object>, Object> function;

  private LambdaFunction(String name, BiFunction<Object, Map<String, Object>, Object> function) {
    this.type = ObjectType.of(LambdaFunction.class, null, name, config -> this);
    this.function = function;
  }

  /**
   * A function of one tensor.
   *
   * @param name of the layer in the file, or of the function: {@code Package>name}
   */
  public static LambdaFunction of(String name, UnaryOperator<Tensor> function) {
    return ofAny(
        name,
        (inputs, arguments) ->
            function.apply(
                inputs instanceof List<?> list && list.size() == 1
                    ? (Tensor) list.get(0)
                    : (Tensor) inputs));
  }

  /** A function of several tensors. */
  public static LambdaFunction ofList(String name, Function<List<Tensor>, Tensor> function) {
    return ofAny(name, (inputs, arguments) -> function.apply(Structures.tensors(inputs)));
  }

  /**
   * A function of the layer's inputs and of its {@code arguments}; it gives a tensor, or a list or
   * map of such.
   */
  public static LambdaFunction ofAny(
      String name, BiFunction<Object, Map<String, Object>, Object> function) {
    return new LambdaFunction(name, function);
  }

  Object call(Object inputs, Map<String, Object> arguments) {
    return function.apply(inputs, arguments);
  }

  @Override
  public ObjectType<LambdaFunction> type() {
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
