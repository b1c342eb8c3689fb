package org.keras4j.layers;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;

/** What the builders of all layers have in common. */
public abstract class LayerBuilder<B extends LayerBuilder<B, L>, L extends Layer>
    implements LayerSource {
  private final LayerType<L> type;
  private final Map<Arg<?>, Object> values = new IdentityHashMap<>();

  protected LayerBuilder(LayerType<L> type) {
    this.type = type;
  }

  /** Sets any argument of the layer by its constant. */
  @SuppressWarnings("unchecked")
  public final <T> B set(Arg<T> arg, T value) {
    values.put(arg, value);
    return (B) this;
  }

  /** Changes an argument that has a value or a default. */
  @SuppressWarnings("unchecked")
  protected final <T> B edit(Arg<T> arg, UnaryOperator<T> change) {
    T current = values.containsKey(arg) ? (T) values.get(arg) : arg.defaultValue();
    return set(arg, change.apply(current));
  }

  /** Name of the layer within its model; by default the snake-case class name, made unique. */
  public final B name(String name) {
    return set(Layer.NAME, name);
  }

  /** Whether the weights are trained; default true. */
  public final B trainable(boolean trainable) {
    return set(Layer.TRAINABLE, trainable);
  }

  /** Dtype or policy name, such as {@code mixed_bfloat16}; default float32. */
  public final B dtype(String policy) {
    return set(Layer.DTYPE, DTypePolicy.of(policy));
  }

  /**
   * The layer.
   *
   * @throws org.keras4j.config.ConfigException when an argument is missing or not allowed
   */
  public final L build() {
    return type.create(Config.of(type.args(), values));
  }

  @Override
  public final Layer layer() {
    return build();
  }

  /** A builder without setters of its own. */
  public static final class Generic<L extends Layer> extends LayerBuilder<Generic<L>, L> {
    Generic(LayerType<L> type) {
      super(type);
    }
  }
}
