package org.keras4j.layers;

import org.keras4j.activations.Activation;
import org.keras4j.config.Arg;
import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.regularizers.Regularizer;

/** The setters of layers that have an activation, a kernel and a bias. */
public abstract class KernelBiasBuilder<B extends KernelBiasBuilder<B, L>, L extends Layer>
    extends BiasBuilder<B, L> {
  private final Arg<WeightArgs> kernel;

  protected KernelBiasBuilder(
      LayerType<L> type,
      Arg<Activation> activation,
      Arg<Boolean> useBias,
      Arg<WeightArgs> kernel,
      Arg<WeightArgs> bias) {
    super(type, activation, useBias, bias);
    this.kernel = kernel;
  }

  public final B kernelInitializer(Initializer value) {
    return edit(kernel, args -> args.initializer(value));
  }

  public final B kernelRegularizer(Regularizer value) {
    return edit(kernel, args -> args.regularizer(value));
  }

  public final B kernelConstraint(Constraint value) {
    return edit(kernel, args -> args.constraint(value));
  }
}
