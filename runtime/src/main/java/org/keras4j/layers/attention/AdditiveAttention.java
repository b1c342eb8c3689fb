package org.keras4j.layers.attention;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * Attention by {@code sum(scale * tanh(query + key))}, also called Bahdanau-style. Keras: {@code
 * keras.layers.AdditiveAttention}; called as {@link Attention}.
 */
public final class AdditiveAttention extends SequenceAttention {
  /** Whether each feature is multiplied by a weight; default true. */
  public static final Arg<Boolean> USE_SCALE = Arg.bool("use_scale", true);

  public static final LayerType<AdditiveAttention> TYPE =
      LayerType.of(
          "keras.layers", "AdditiveAttention", AdditiveAttention::new, USE_SCALE, DROPOUT, SEED);

  private Variable scale; // null when use_scale is false

  private AdditiveAttention(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  void buildWeights(BuildContext ctx, Tensor query) {
    Shape features = Shape.of(query.dim(-1));
    scale =
        get(USE_SCALE) ? ctx.addWeight("scale", features, WeightArgs.of(glorotUniform())) : null;
  }

  @Override
  Tensor scores(CallContext ctx, Tensor query, Tensor key) {
    Tensor sum = MathOps.add(ShapeOps.expandDims(query, -2), ShapeOps.expandDims(key, -3));
    Tensor terms = NnOps.tanh(sum);
    return ReduceOps.sum(scale == null ? terms : MathOps.multiply(terms, ctx.read(scale)), -1);
  }

  /** Sets the arguments of an {@link AdditiveAttention}. */
  public static final class Builder extends AttentionBuilder<Builder, AdditiveAttention> {
    private Builder() {
      super(TYPE);
    }

    /** Whether each feature is multiplied by a weight; default true. */
    public Builder useScale(boolean value) {
      return set(USE_SCALE, value);
    }
  }
}
