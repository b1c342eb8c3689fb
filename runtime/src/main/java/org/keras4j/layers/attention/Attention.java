package org.keras4j.layers.attention;

import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.WeightArgs;
import org.keras4j.op.MatMul;
import org.keras4j.ops.AttentionOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * Dot-product attention, also called Luong-style. Keras: {@code keras.layers.Attention}.
 *
 * <p>Inputs: {@code [query, value]} or {@code [query, value, key]} of shapes {@code (batch, Tq,
 * dim)} and {@code (batch, Tv, dim)}; output {@code (batch, Tq, dim)}. Call arguments: {@code
 * mask}, a list of the masks of query and value; {@code use_causal_mask}; {@code
 * return_attention_scores}.
 */
public final class Attention extends SequenceAttention {
  /** Whether scores are multiplied by a weight; default false. */
  public static final Arg<Boolean> USE_SCALE = Arg.bool("use_scale", false);

  /** {@code "dot"} (the default), or {@code "concat"}: the sum over tanh of query plus key. */
  public static final Arg<String> SCORE_MODE =
      Arg.string("score_mode", "dot")
          .that(List.of("dot", "concat")::contains, "one of {'dot', 'concat'}");

  public static final LayerType<Attention> TYPE =
      LayerType.of(
          "keras.layers", "Attention", Attention::new, USE_SCALE, SCORE_MODE, DROPOUT, SEED);

  private Variable scale; // null when use_scale is false
  private Variable concatScoreWeight; // null when score_mode is "dot"

  private Attention(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  void buildWeights(BuildContext ctx, Tensor query) {
    WeightArgs ones = WeightArgs.of(Ones.of());
    scale = get(USE_SCALE) ? ctx.addWeight("scale", Shape.SCALAR, ones) : null;
    concatScoreWeight =
        get(SCORE_MODE).equals("concat")
            ? ctx.addWeight("concat_score_weight", Shape.SCALAR, ones)
            : null;
  }

  @Override
  Tensor scores(CallContext ctx, Tensor query, Tensor key) {
    if (concatScoreWeight == null) {
      return new MatMul(false, true).on(scaled(ctx, query), key);
    }
    Tensor sum = MathOps.add(ShapeOps.expandDims(query, -2), ShapeOps.expandDims(key, -3));
    Tensor score = ReduceOps.sum(NnOps.tanh(scaled(ctx, sum)), -1);
    return MathOps.multiply(score, ctx.read(concatScoreWeight));
  }

  private Tensor scaled(CallContext ctx, Tensor x) {
    return scale == null ? x : MathOps.multiply(x, ctx.read(scale));
  }

  @Override
  Tensor fused(CallContext ctx, Inputs inputs, boolean causal) {
    if (concatScoreWeight != null || inputs.query().rank() != 3) {
      return null;
    }
    // A mask lowers scores instead of replacing them, so it is a bias, and joined with the causal
    // one.
    Tensor mask = inputs.valueMask() == null ? null : scoresMask(inputs, causal);
    Tensor attended =
        AttentionOps.dotProductAttention(
            ShapeOps.expandDims(scaled(ctx, inputs.query()), 2),
            ShapeOps.expandDims(inputs.key(), 2),
            ShapeOps.expandDims(inputs.value(), 2),
            mask == null ? null : ShapeOps.expandDims(bias(mask), 1),
            null,
            1.0,
            causal && mask == null);
    return ShapeOps.squeeze(attended, 2);
  }

  private Tensor bias(Tensor mask) {
    Tensor zero = Constant.scalar(computeDType(), 0);
    return LogicOps.where(mask, zero, Constant.scalar(computeDType(), -masked(computeDType())));
  }

  /** Sets the arguments of an {@link Attention}. */
  public static final class Builder extends AttentionBuilder<Builder, Attention> {
    private Builder() {
      super(TYPE);
    }

    /** Whether scores are multiplied by a weight; default false. */
    public Builder useScale(boolean value) {
      return set(USE_SCALE, value);
    }

    /** {@code "dot"} (the default) or {@code "concat"}. */
    public Builder scoreMode(String value) {
      return set(SCORE_MODE, value);
    }
  }
}
