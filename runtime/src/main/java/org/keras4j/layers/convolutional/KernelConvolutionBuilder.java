package org.keras4j.layers.convolutional;

import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.regularizers.Regularizer;

/** The setters of convolutions that have one kernel, transposed ones included. */
public abstract class KernelConvolutionBuilder<
        B extends KernelConvolutionBuilder<B, L>, L extends Layer>
    extends ConvolutionBuilder<B, L> {
  KernelConvolutionBuilder(LayerType<L> type, WindowArgs window) {
    super(type, window);
  }

  public final B kernelInitializer(Initializer value) {
    return edit(KernelConvolution.KERNEL, args -> args.initializer(value));
  }

  public final B kernelRegularizer(Regularizer value) {
    return edit(KernelConvolution.KERNEL, args -> args.regularizer(value));
  }

  public final B kernelConstraint(Constraint value) {
    return edit(KernelConvolution.KERNEL, args -> args.constraint(value));
  }
}
