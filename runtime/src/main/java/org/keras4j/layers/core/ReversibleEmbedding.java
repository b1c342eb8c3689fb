package org.keras4j.layers.core;

import static org.keras4j.layers.core.Embedding.EMBEDDINGS;
import static org.keras4j.layers.core.Embedding.INPUT_DIM;
import static org.keras4j.layers.core.Embedding.MASK_ZERO;
import static org.keras4j.layers.core.Embedding.OUTPUT_DIM;

import java.util.List;
import java.util.Map;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.initializers.Initializer;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.ReversibleTable;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.TrigOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * An {@link Embedding} that also goes back from vectors to scores of all indices, as language
 * models do. Keras: {@code keras.layers.ReversibleEmbedding}.
 *
 * <p>Input: indices of any shape; with the call argument {@code reverse=true}, vectors {@code (...,
 * output_dim)}. Output: vectors; with {@code reverse}, scores {@code (..., input_dim)}. Weights:
 * {@code embeddings (input_dim, output_dim)}, and {@code reverse_embeddings (output_dim,
 * input_dim)} with {@code tie_weights=False}. As in Keras, vectors that go back are not cast to the
 * compute dtype, weights are.
 *
 * <pre>{@code
 * ReversibleEmbedding tokens = ReversibleEmbedding.of(20_000, 128).build();
 * Tensor vectors = tokens.apply(ids);
 * Tensor logits = tokens.reverse(hidden);
 * }</pre>
 */
public final class ReversibleEmbedding extends Layer {
  /** Whether the way back uses the transposed embeddings; default true. */
  public static final Arg<Boolean> TIE_WEIGHTS = Arg.bool("tie_weights", true);

  /** In what the way back is computed; null (the default) for what it meets. */
  public static final Arg<String> REVERSE_DTYPE = Arg.string("reverse_dtype", null);

  /** Bound of the scores, which approach it by a tanh; null (the default) for none. */
  public static final Arg<Double> LOGIT_SOFT_CAP = Arg.number("logit_soft_cap", null);

  public static final LayerType<ReversibleEmbedding> TYPE =
      LayerType.of(
          "keras.layers",
          "ReversibleEmbedding",
          ReversibleEmbedding::new,
          INPUT_DIM,
          OUTPUT_DIM,
          EMBEDDINGS,
          ACTIVITY_REGULARIZER,
          MASK_ZERO,
          LayerArgs.QUANTIZATION_CONFIG,
          TIE_WEIGHTS,
          REVERSE_DTYPE,
          LOGIT_SOFT_CAP);

  private ReversibleTable embeddings;

  private ReversibleEmbedding(Config config) {
    super(TYPE, config);
  }

  /** A builder for {@code inputDim} vectors of length {@code outputDim}. */
  public static Builder of(int inputDim, int outputDim) {
    return new Builder().set(INPUT_DIM, inputDim).set(OUTPUT_DIM, outputDim);
  }

  /** Calls this layer backwards while a functional model is put together. */
  public Tensor reverse(Tensor vectors) {
    return (Tensor) apply(new CallArguments(List.of(vectors), Map.of("reverse", true)));
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected boolean supportsMasking() {
    return get(MASK_ZERO);
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    Shape shape = Shape.of(get(INPUT_DIM), get(OUTPUT_DIM));
    embeddings = ctx.addReversibleTable("embeddings", shape, get(EMBEDDINGS), get(TIE_WEIGHTS));
  }

  private static boolean isReverse(CallArguments arguments) {
    return Boolean.TRUE.equals(arguments.get(1, "reverse"));
  }

  /** As in Keras, there is no mask where the layer is quantized. */
  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return isReverse(arguments) || isQuantized()
        ? null
        : LogicOps.notEqual((Tensor) arguments.inputs(), 0);
  }

  @Override
  protected Object call(CallContext ctx, CallArguments arguments) {
    Tensor input = arguments.tensor(0, "inputs");
    return isReverse(arguments) ? scores(ctx, input) : vectors(ctx, input);
  }

  private Tensor vectors(CallContext ctx, Tensor input) {
    boolean isIndex = input.dtype() == DType.INT32 || input.dtype() == DType.INT64;
    Tensor indices = isIndex ? input : DTypes.cast(input, DType.INT32);
    return embeddings.take(ctx, indices);
  }

  private Tensor scores(CallContext ctx, Tensor input) {
    DType dtype = get(REVERSE_DTYPE) == null ? null : DType.of(get(REVERSE_DTYPE));
    Tensor scores = embeddings.scores(ctx, input, dtype);
    Double cap = get(LOGIT_SOFT_CAP);
    return cap == null ? scores : MathOps.multiply(TrigOps.tanh(MathOps.divide(scores, cap)), cap);
  }

  /** Sets the arguments of a {@link ReversibleEmbedding}. */
  public static final class Builder extends LayerBuilder<Builder, ReversibleEmbedding> {
    private Builder() {
      super(TYPE);
    }

    /** Whether the way back uses the transposed embeddings; default true. */
    public Builder tieWeights(boolean value) {
      return set(TIE_WEIGHTS, value);
    }

    /** In what the way back is computed; default in what it meets. */
    public Builder reverseDtype(String dtype) {
      return set(REVERSE_DTYPE, dtype);
    }

    /** Bound of the scores; default none. */
    public Builder logitSoftCap(double value) {
      return set(LOGIT_SOFT_CAP, value);
    }

    /** Whether index 0 is padding and masked; default false. */
    public Builder maskZero(boolean value) {
      return set(MASK_ZERO, value);
    }

    public Builder embeddingsInitializer(Initializer value) {
      return edit(EMBEDDINGS, args -> args.initializer(value));
    }
  }
}
