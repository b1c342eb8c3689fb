package org.keras4j.layers.attention;

import java.util.Arrays;
import java.util.List;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.activations.Softmax;
import org.keras4j.layers.core.EinsumDense;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.Shape;

/**
 * Multi-head attention as in "Attention is all you need". Keras: {@code
 * keras.layers.MultiHeadAttention}.
 *
 * <p>Called on query {@code (batch, T, dim)}, value {@code (batch, S, dim)} and, if it differs, key
 * {@code (batch, S, dim)}; output {@code (batch, T, query dim)} or {@code (batch, T,
 * output_shape)}. Further axes of positions may stand after the batch. Call keywords: {@code
 * query_mask}, {@code value_mask}, {@code key_mask}, {@code attention_mask}, {@code
 * use_causal_mask}, {@code return_attention_scores}.
 *
 * <pre>{@code
 * MultiHeadAttention layer = MultiHeadAttention.of(8, 64).build();
 * Object y = layer.apply(CallArguments.of(x, x));
 * }</pre>
 */
public final class MultiHeadAttention extends HeadAttention {
  public static final Arg<Integer> NUM_HEADS = Arg.positiveInt("num_heads");

  /** Size of each head for query and key. */
  public static final Arg<Integer> KEY_DIM = Arg.positiveInt("key_dim");

  /** Size of each head for value; null (the default) for {@code key_dim}. */
  public static final Arg<Integer> VALUE_DIM =
      Arg.integer("value_dim", null).that(value -> value > 0, "a positive integer or `None`");

  /** Shape of the output's features; null (the default) for the query's. */
  public static final Arg<Shape> OUTPUT_SHAPE = Arg.shape("output_shape", null);

  /** Axes that attention is over; null (the default) for all but batch and features. */
  public static final Arg<List<Integer>> ATTENTION_AXES =
      Arg.optional("attention_axes", Codecs.INTS, null);

  public static final LayerType<MultiHeadAttention> TYPE =
      LayerType.of(
          "keras.layers",
          "MultiHeadAttention",
          MultiHeadAttention::new,
          NUM_HEADS,
          KEY_DIM,
          VALUE_DIM,
          DROPOUT,
          USE_BIAS,
          OUTPUT_SHAPE,
          ATTENTION_AXES,
          SLIDING_WINDOW,
          FLASH_ATTENTION,
          Softmax.UNIFORM_WHERE_MASKED,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER,
          USE_GATE,
          SEED);

  private MultiHeadAttention(Config config) {
    super(TYPE, config, config.get(KEY_DIM));
  }

  /** A builder for this many heads of this size. */
  public static Builder of(int numHeads, int keyDim) {
    return new Builder().set(NUM_HEADS, numHeads).set(KEY_DIM, keyDim);
  }

  @Override
  protected Regularizer activityRegularizer() {
    return null; // only the projections have it
  }

  @Override
  EinsumDense.Builder projection(Role role, Shape input, Shape queryShape) {
    int bound = role == Role.OUTPUT ? 2 : 1;
    Shape features =
        switch (role) {
          case QUERY, KEY -> Shape.of(get(NUM_HEADS), get(KEY_DIM));
          case GATE, VALUE -> Shape.of(get(NUM_HEADS), valueDim());
          case OUTPUT ->
              get(OUTPUT_SHAPE) == null ? Shape.of(queryShape.dim(-1)) : get(OUTPUT_SHAPE);
        };
    int free = input.rank() - bound;
    String kept = Equations.labels(0, free);
    String summed = Equations.labels(free, bound);
    String made = Equations.labels(free + bound, features.rank());
    int[] positions = new int[free - 1];
    Arrays.fill(positions, Shape.UNKNOWN);
    return EinsumDense.of(
            kept + summed + "," + summed + made + "->" + kept + made,
            Shape.of(positions).concat(features))
        .biasAxes(made);
  }

  private int valueDim() {
    return get(VALUE_DIM) == null ? get(KEY_DIM) : get(VALUE_DIM);
  }

  @Override
  String attributePrefix() {
    return "";
  }

  /** Keras takes the mask that came with the query, and overlooks the argument. */
  @Override
  Tensor queryMask(CallContext ctx, CallArguments arguments) {
    return ctx.mask(arguments.tensor(0, "query"));
  }

  @Override
  Tensor expandHeads(Tensor projected) {
    return projected;
  }

  @Override
  int[] attentionAxes(int inputRank) {
    List<Integer> given = get(ATTENTION_AXES);
    return given == null
        ? java.util.stream.IntStream.range(1, inputRank - 1).toArray()
        : given.stream().mapToInt(axis -> axis < 0 ? axis + inputRank : axis).toArray();
  }

  /** Sets the arguments of a {@link MultiHeadAttention}. */
  public static final class Builder extends HeadBuilder<Builder, MultiHeadAttention> {
    private Builder() {
      super(TYPE);
    }

    /** Size of each head for value; default that of keys. */
    public Builder valueDim(int value) {
      return set(VALUE_DIM, value);
    }

    /** Shape of the output's features; default the query's. */
    public Builder outputShape(Shape value) {
      return set(OUTPUT_SHAPE, value);
    }

    /** Axes that attention is over; default all but batch and features. */
    public Builder attentionAxes(Integer... axes) {
      return set(ATTENTION_AXES, List.of(axes));
    }
  }
}
