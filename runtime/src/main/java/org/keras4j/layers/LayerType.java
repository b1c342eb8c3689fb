package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;
import org.keras4j.config.Text;

/** Registry entry of a layer class: Keras module, class name, arguments and factory. */
public class LayerType<L extends Layer> extends ObjectType<L> {
  private final String pythonClass;

  /** A type; {@link Layer#NAME}, {@link Layer#TRAINABLE} and {@link Layer#DTYPE} are added. */
  protected LayerType(
      Class<?> kind,
      String module,
      String className,
      Function<Config, L> factory,
      List<Arg<?>> args,
      List<String> aliases) {
    super(kind, module, className, factory, withBase(args), aliases);
    this.pythonClass = className();
  }

  private LayerType(
      String pythonClass,
      String module,
      String className,
      Function<Config, L> factory,
      List<Arg<?>> args) {
    super(Layer.class, module, className, factory, withBase(args), List.of(pythonClass));
    this.pythonClass = pythonClass;
  }

  /** A type of Keras' own, such as {@code of("keras.layers", "Dense", Dense::new, UNITS, ...)}. */
  public static <L extends Layer> LayerType<L> of(
      String module, String className, Function<Config, L> factory, Arg<?>... args) {
    return new LayerType<>(Layer.class, module, className, factory, List.of(args), List.of());
  }

  /**
   * A type of Keras' own that is exported under another name than its Python class has.
   *
   * @param pythonClass the class, by which files may name it too, and from which names are derived
   */
  public static <L extends Layer> LayerType<L> aliased(
      String pythonClass,
      String module,
      String className,
      Function<Config, L> factory,
      Arg<?>... args) {
    return new LayerType<>(pythonClass, module, className, factory, List.of(args));
  }

  /**
   * A user's type.
   *
   * @param registeredName {@code Package>Name}, as in Python's {@code register_keras_serializable}
   */
  public static <L extends Layer> LayerType<L> custom(
      String registeredName, Function<Config, L> factory, Arg<?>... args) {
    return new LayerType<>(Layer.class, null, registeredName, factory, List.of(args), List.of());
  }

  /** What Keras calls unnamed layers of this type, and their groups in weights files. */
  public final String snakeName() {
    return Text.snakeCase(pythonClass);
  }

  private static List<Arg<?>> withBase(List<Arg<?>> args) {
    List<Arg<?>> all = new ArrayList<>(List.of(Layer.NAME, Layer.TRAINABLE, Layer.DTYPE));
    all.addAll(args);
    return all;
  }

  /** A builder that sets arguments by their constants: all that a custom layer needs. */
  public LayerBuilder.Generic<L> builder() {
    return new LayerBuilder.Generic<>(this);
  }
}
