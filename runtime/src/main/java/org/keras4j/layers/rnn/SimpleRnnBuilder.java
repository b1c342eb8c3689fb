package org.keras4j.layers.rnn;

import org.keras4j.constraints.Constraint;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.KernelBiasBuilder;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;
import org.keras4j.regularizers.Regularizer;

/** The setters of every cell with a recurrent kernel, and of the layers that make such cells. */
public abstract class SimpleRnnBuilder<B extends SimpleRnnBuilder<B, L>, L extends Layer>
    extends KernelBiasBuilder<B, L> {
  SimpleRnnBuilder(LayerType<L> type) {
    super(type, RnnArgs.ACTIVATION, RnnArgs.USE_BIAS, RnnArgs.KERNEL, RnnArgs.BIAS);
  }

  public final B recurrentInitializer(Initializer value) {
    return edit(RnnArgs.RECURRENT, args -> args.initializer(value));
  }

  public final B recurrentRegularizer(Regularizer value) {
    return edit(RnnArgs.RECURRENT, args -> args.regularizer(value));
  }

  public final B recurrentConstraint(Constraint value) {
    return edit(RnnArgs.RECURRENT, args -> args.constraint(value));
  }

  /** Share of the inputs that is dropped in training, 0 to 1; default 0. */
  public final B dropout(double rate) {
    return set(RnnArgs.DROPOUT, Math.min(1, Math.max(0, rate)));
  }

  /** Share of the states that is dropped in training, 0 to 1; default 0. */
  public final B recurrentDropout(double rate) {
    return set(RnnArgs.RECURRENT_DROPOUT, Math.min(1, Math.max(0, rate)));
  }
}
