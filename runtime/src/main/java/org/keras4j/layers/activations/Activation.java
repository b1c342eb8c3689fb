package org.keras4j.layers.activations;

import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;

/** Applies an activation function. Keras: {@code keras.layers.Activation}. */
public final class Activation extends Layer {
  /** The function; {@code None} in a file means linear. */
  public static final Arg<org.keras4j.activations.Activation> ACTIVATION =
      Arg.required("activation", LayerArgs.ACTIVATION);

  public static final LayerType<Activation> TYPE =
      LayerType.of("keras.layers", "Activation", Activation::new, ACTIVATION);

  private Activation(Config config) {
    super(TYPE, config);
  }

  /** A builder for a layer with this function, such as {@link Activations#TANH}. */
  public static Builder of(org.keras4j.activations.Activation activation) {
    return new Builder().set(ACTIVATION, activation);
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    return get(ACTIVATION).apply(input);
  }

  /** Sets the arguments of an {@link Activation}. */
  public static final class Builder extends LayerBuilder<Builder, Activation> {
    private Builder() {
      super(TYPE);
    }
  }
}
