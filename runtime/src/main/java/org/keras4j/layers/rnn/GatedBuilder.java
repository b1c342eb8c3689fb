package org.keras4j.layers.rnn;

import org.keras4j.activations.Activation;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerType;

/** The setters of cells with gates, and of the layers that make such cells. */
public abstract class GatedBuilder<B extends GatedBuilder<B, L>, L extends Layer>
    extends SimpleRnnBuilder<B, L> {
  GatedBuilder(LayerType<L> type) {
    super(type);
  }

  /** Applied to the gates; default sigmoid. */
  public final B recurrentActivation(Activation value) {
    return set(RnnArgs.RECURRENT_ACTIVATION, value);
  }

  /** Seed of the dropout; by default one that depends on the layer's path. */
  public final B seed(int seed) {
    return set(RnnArgs.SEED, seed);
  }
}
