package org.keras4j.activations;

import java.util.function.UnaryOperator;
import org.keras4j.config.Config;
import org.keras4j.config.Configurable;
import org.keras4j.config.ObjectType;
import org.keras4j.graph.Tensor;

/** An activation function, known by name. Keras: {@code keras.activations}. */
public interface Activation extends Configurable {
  /** The activation of {@code x}; same shape, unless the function says otherwise (glu). */
  Tensor apply(Tensor x);

  /** Keras name, such as {@code relu}; {@code Package>name} for a custom function. */
  default String name() {
    return type().registeredName() != null ? type().registeredName() : type().className();
  }

  /** One of Keras' own functions. */
  static Activation builtin(String name, UnaryOperator<Tensor> function, String... aliases) {
    return new Function("keras.activations", name, function, aliases);
  }

  /**
   * A user's function; register its {@link #type()} so that files may name it.
   *
   * @param registeredName {@code Package>name}, as in Python's {@code register_keras_serializable}
   */
  static Activation custom(String registeredName, UnaryOperator<Tensor> function) {
    return new Function(null, registeredName, function);
  }

  /** A function without arguments. */
  final class Function implements Activation {
    private final ObjectType<Activation> type;
    private final UnaryOperator<Tensor> function;

    private Function(
        String module, String name, UnaryOperator<Tensor> function, String... aliases) {
      this.type =
          ObjectType.<Activation>of(Activation.class, module, name, config -> this)
              .aliases(aliases);
      this.function = function;
    }

    @Override
    public Tensor apply(Tensor x) {
      return function.apply(x);
    }

    @Override
    public ObjectType<Activation> type() {
      return type;
    }

    @Override
    public Config config() {
      return Config.of(type.args(), java.util.Map.of());
    }

    @Override
    public String toString() {
      return name();
    }
  }
}
