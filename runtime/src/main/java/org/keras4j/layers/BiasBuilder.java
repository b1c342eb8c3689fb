package org.keras4j.layers;

import org.keras4j.activations.Activation;
import org.keras4j.config.Arg;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.regularizers.Regularizer;

/** The setters of layers that have an activation and a bias. */
public abstract class BiasBuilder<B extends BiasBuilder<B, L>, L extends Layer>
    extends LayerBuilder<B, L> {
  private final Arg<Activation> activation;
  private final Arg<Boolean> useBias;
  private final Arg<WeightArgs> bias;

  protected BiasBuilder(
      LayerType<L> type, Arg<Activation> activation, Arg<Boolean> useBias, Arg<WeightArgs> bias) {
    super(type);
    this.activation = activation;
    this.useBias = useBias;
    this.bias = bias;
  }

  /** Applied to the output; default linear. */
  public final B activation(Activation value) {
    return set(activation, value);
  }

  /** Whether a bias is added; default true. */
  public final B useBias(boolean value) {
    return set(useBias, value);
  }

  public final B biasInitializer(Initializer value) {
    return edit(bias, args -> args.initializer(value));
  }

  public final B biasRegularizer(Regularizer value) {
    return edit(bias, args -> args.regularizer(value));
  }

  public final B biasConstraint(Constraint value) {
    return edit(bias, args -> args.constraint(value));
  }
}
