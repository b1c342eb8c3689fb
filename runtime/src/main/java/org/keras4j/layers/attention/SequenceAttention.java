package org.keras4j.layers.attention;

import java.util.Arrays;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.SeedGenerator;
import org.keras4j.layers.Structures;
import org.keras4j.op.MatMul;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NnOps;
import org.keras4j.ops.RandomOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;

/**
 * Attention of query {@code (batch, Tq, dim)} to value {@code (batch, Tv, dim)} and key {@code
 * (batch, Tv, dim)}: masks, softmax and output; subclasses say how scores are made.
 */
abstract class SequenceAttention extends Layer {
  /** Fraction of the attention weights to drop in training; default 0. */
  public static final Arg<Double> DROPOUT = Arg.number("dropout", 0.0);

  /** A fixed seed of the dropout; null (the default) for one that depends on the layer's path. */
  public static final Arg<Integer> SEED = LayerArgs.seed();

  private SeedGenerator seedGenerator; // null while not built, or without dropout

  SequenceAttention(LayerType<?> type, Config config) {
    super(type, config);
  }

  /** Creates the weights. */
  abstract void buildWeights(BuildContext ctx, Tensor query);

  /** The scores {@code (batch, Tq, Tv)}. */
  abstract Tensor scores(CallContext ctx, Tensor query, Tensor key);

  /**
   * The output by a fused op, where that says the same; null where not. {@code mask}: of the value.
   */
  Tensor fused(CallContext ctx, Inputs inputs, boolean causal) {
    return null;
  }

  /** What the layer is called on; masks are null where there are none. */
  record Inputs(Tensor query, Tensor value, Tensor key, Tensor queryMask, Tensor valueMask) {}

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  @Override
  protected final void build(BuildContext ctx, CallArguments arguments) {
    buildWeights(ctx, tensors(arguments).get(0));
    seedGenerator = get(DROPOUT) > 0 ? ctx.addSeedGenerator(get(SEED)) : null;
  }

  @Override
  protected final Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return inputs(ctx, arguments).queryMask();
  }

  @Override
  protected final Object call(CallContext ctx, CallArguments arguments) {
    Inputs inputs = inputs(ctx, arguments);
    boolean causal = arguments.flag("use_causal_mask", false);
    boolean returnScores = arguments.flag("return_attention_scores", false);
    boolean drops = ctx.training() && seedGenerator != null;
    Tensor output = returnScores || drops ? null : fused(ctx, inputs, causal);
    Tensor weights = null;
    if (output == null) {
      weights = weights(ctx, inputs, causal);
      if (drops) {
        weights = RandomOps.dropout(ctx.random(seedGenerator), weights, get(DROPOUT), null);
      }
      output = new MatMul(false, false).on(weights, inputs.value());
    }
    if (inputs.queryMask() != null) {
      output = LogicOps.where(ShapeOps.expandDims(inputs.queryMask(), -1), output, 0);
    }
    return returnScores ? List.of(output, weights) : output;
  }

  private Tensor weights(CallContext ctx, Inputs inputs, boolean causal) {
    Tensor scores = scores(ctx, inputs.query(), inputs.key());
    Tensor mask = scoresMask(inputs, causal);
    if (mask != null) {
      scores = LogicOps.where(mask, scores, MathOps.subtract(scores, masked(scores.dtype())));
    }
    return NnOps.softmax(scores, -1);
  }

  /** Which scores count, to broadcast to {@code (batch, Tq, Tv)}; null for all. */
  static Tensor scoresMask(Inputs inputs, boolean causal) {
    Tensor past = causal ? new BandMask(true, 0).emit(inputs.query(), inputs.key()) : null;
    if (inputs.valueMask() == null) {
      return past;
    }
    Tensor mask = ShapeOps.expandDims(inputs.valueMask(), -2);
    return past == null ? mask : LogicOps.logicalAnd(mask, past);
  }

  /** By how much Keras lowers the scores that do not count. */
  static double masked(DType dtype) {
    return dtype == DType.FLOAT16 ? 65504 : 1e9;
  }

  private List<Tensor> tensors(CallArguments arguments) {
    if (!(arguments.inputs() instanceof List<?> list)) {
      throw new KerasException(
          type().className()
              + " layer must be called on a list of inputs, namely [query, value] or [query, value,"
              + " key]. Received: inputs="
              + Structures.shapes(arguments.inputs())
              + ".");
    }
    if (list.size() < 2 || list.size() > 3) {
      throw new KerasException(
          type().className()
              + " layer accepts inputs list of length 2 or 3, namely [query, value] or [query,"
              + " value, key]. Received length: "
              + list.size()
              + ".");
    }
    return Structures.tensors(list);
  }

  private Inputs inputs(CallContext ctx, CallArguments arguments) {
    List<Tensor> tensors = tensors(arguments);
    List<?> masks = masks(ctx, arguments, tensors);
    return new Inputs(
        tensors.get(0),
        tensors.get(1),
        tensors.get(tensors.size() - 1),
        (Tensor) masks.get(0),
        (Tensor) masks.get(1));
  }

  private List<?> masks(CallContext ctx, CallArguments arguments, List<Tensor> tensors) {
    Object given = arguments.get(1, "mask");
    if (given == null) {
      return Arrays.asList(ctx.mask(tensors.get(0)), ctx.mask(tensors.get(1)));
    }
    if (!(given instanceof List<?> list)) {
      throw new KerasException(
          type().className()
              + " layer mask must be a list, namely [query_mask, value_mask]. Received: mask="
              + Structures.shapes(given)
              + ".");
    }
    if (list.size() < 2 || list.size() > 3) {
      throw new KerasException(
          type().className()
              + " layer accepts mask list of length 2 or 3. Received length: "
              + list.size()
              + ".");
    }
    return list;
  }

  /** The setters of attention layers over sequences. */
  abstract static class AttentionBuilder<
          B extends AttentionBuilder<B, L>, L extends SequenceAttention>
      extends LayerBuilder<B, L> {
    AttentionBuilder(LayerType<L> type) {
      super(type);
    }

    /** Fraction of the attention weights to drop in training; default 0. */
    public final B dropout(double rate) {
      return set(DROPOUT, rate);
    }

    /** A fixed seed of the dropout. */
    public final B seed(int seed) {
      return set(SEED, seed);
    }
  }
}
