package org.keras4j.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ObjectType;

/** Registry entry of a layer class: Keras module, class name, arguments and factory. */
public class LayerType<L extends Layer> extends ObjectType<L> {
  /** A type; {@link Layer#NAME}, {@link Layer#TRAINABLE} and {@link Layer#DTYPE} are added. */
  protected LayerType(
      Class<?> kind,
      String module,
      String className,
      Function<Config, L> factory,
      List<Arg<?>> args,
      List<String> aliases) {
    super(kind, module, className, factory, withBase(args), aliases);
  }

  /** A type of Keras' own, such as {@code of("keras.layers", "Dense", Dense::new, UNITS, ...)}. */
  public static <L extends Layer> LayerType<L> of(
      String module, String className, Function<Config, L> factory, Arg<?>... args) {
    return new LayerType<>(Layer.class, module, className, factory, List.of(args), List.of());
  }

  /** A type of Keras' own that files may also name by {@code alias}. */
  public static <L extends Layer> LayerType<L> aliased(
      String alias, String module, String className, Function<Config, L> factory, Arg<?>... args) {
    return new LayerType<>(Layer.class, module, className, factory, List.of(args), List.of(alias));
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
