package org.keras4j.layers.core;

import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.constraints.Constraint;
import org.keras4j.graph.Tensor;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.RandomUniform;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.LookupTable;
import org.keras4j.layers.WeightArgs;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/**
 * Turns indices into vectors: row {@code i} of its weight for index {@code i}. Keras: {@code
 * keras.layers.Embedding}.
 *
 * <p>Input: indices of any shape, from 0 to {@code input_dim - 1}; floats are truncated. Output:
 * the same shape and an axis of {@code output_dim}. Weight: {@code embeddings (input_dim,
 * output_dim)}.
 *
 * <pre>{@code
 * Embedding.of(20_000, 128).maskZero(true).build()
 * }</pre>
 */
public final class Embedding extends Layer {
  /** Size of the vocabulary: the greatest index plus one. */
  public static final Arg<Integer> INPUT_DIM = Arg.positiveInt("input_dim");

  /** Length of the vectors. */
  public static final Arg<Integer> OUTPUT_DIM = Arg.positiveInt("output_dim");

  public static final Arg<WeightArgs> EMBEDDINGS =
      WeightArgs.arg("embeddings", RandomUniform.TYPE.create());

  /** Whether index 0 is padding and masked for the layers that follow; default false. */
  public static final Arg<Boolean> MASK_ZERO = Arg.bool("mask_zero", false);

  /** {@code input_length}: accepted in files of Keras 2, and without effect, as in Keras 3. */
  private static final Arg<Object> INPUT_LENGTH =
      LayerArgs.unwritten(Arg.optional("input_length", Codecs.ANY, null));

  public static final LayerType<Embedding> TYPE =
      LayerType.of(
          "keras.layers",
          "Embedding",
          Embedding::new,
          INPUT_DIM,
          OUTPUT_DIM,
          EMBEDDINGS,
          ACTIVITY_REGULARIZER,
          MASK_ZERO,
          LayerArgs.QUANTIZATION_CONFIG,
          INPUT_LENGTH,
          LayerArgs.LORA_RANK,
          LayerArgs.LORA_ALPHA);

  private LookupTable embeddings;

  private Embedding(Config config) {
    super(TYPE, config);
  }

  /** A builder for {@code inputDim} vectors of length {@code outputDim}. */
  public static Builder of(int inputDim, int outputDim) {
    return new Builder().set(INPUT_DIM, inputDim).set(OUTPUT_DIM, outputDim);
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
    embeddings =
        ctx.addTable("embeddings", Shape.of(get(INPUT_DIM), get(OUTPUT_DIM)), get(EMBEDDINGS));
  }

  @Override
  protected Object computeMask(CallContext ctx, CallArguments arguments, Object outputs) {
    return LogicOps.notEqual((Tensor) arguments.inputs(), 0);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    boolean isIndex = input.dtype() == DType.INT32 || input.dtype() == DType.INT64;
    Tensor indices = isIndex ? input : DTypes.cast(input, DType.INT32);
    return embeddings.take(ctx, indices);
  }

  /** Sets the arguments of an {@link Embedding}. */
  public static final class Builder extends LayerBuilder<Builder, Embedding> {
    private Builder() {
      super(TYPE);
    }

    /** Whether index 0 is padding and masked; default false. */
    public Builder maskZero(boolean value) {
      return set(MASK_ZERO, value);
    }

    public Builder embeddingsInitializer(Initializer value) {
      return edit(EMBEDDINGS, args -> args.initializer(value));
    }

    public Builder embeddingsRegularizer(Regularizer value) {
      return edit(EMBEDDINGS, args -> args.regularizer(value));
    }

    public Builder embeddingsConstraint(Constraint value) {
      return edit(EMBEDDINGS, args -> args.constraint(value));
    }
  }
}
