package org.keras4j.layers.attention;

import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.activations.Softmax;
import org.keras4j.layers.core.EinsumDense;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;

/**
 * Attention in which groups of query heads share a key and value head. Keras: {@code
 * keras.layers.GroupQueryAttention}; called as {@link MultiHeadAttention}.
 */
public final class GroupedQueryAttention extends HeadAttention {
  /** Size of each head. */
  public static final Arg<Integer> HEAD_DIM = Arg.positiveInt("head_dim");

  public static final Arg<Integer> NUM_QUERY_HEADS = Arg.positiveInt("num_query_heads");

  /** Must divide the number of query heads. */
  public static final Arg<Integer> NUM_KEY_VALUE_HEADS = Arg.positiveInt("num_key_value_heads");

  public static final LayerType<GroupedQueryAttention> TYPE =
      LayerType.aliased(
          "GroupedQueryAttention",
          "keras.layers",
          "GroupQueryAttention",
          GroupedQueryAttention::new,
          HEAD_DIM,
          NUM_QUERY_HEADS,
          NUM_KEY_VALUE_HEADS,
          DROPOUT,
          USE_BIAS,
          SLIDING_WINDOW,
          FLASH_ATTENTION,
          Softmax.UNIFORM_WHERE_MASKED,
          KERNEL,
          BIAS,
          ACTIVITY_REGULARIZER,
          USE_GATE,
          SEED);

  private GroupedQueryAttention(Config config) {
    super(TYPE, config, config.get(HEAD_DIM));
    if (get(NUM_QUERY_HEADS) % get(NUM_KEY_VALUE_HEADS) != 0) {
      throw new ConfigException(
          "`num_query_heads` must be divisible by `num_key_value_heads`. Received: num_query_heads="
              + get(NUM_QUERY_HEADS)
              + ", num_key_value_heads="
              + get(NUM_KEY_VALUE_HEADS));
    }
  }

  /** A builder for heads of this size. */
  public static Builder of(int headDim, int numQueryHeads, int numKeyValueHeads) {
    return new Builder()
        .set(HEAD_DIM, headDim)
        .set(NUM_QUERY_HEADS, numQueryHeads)
        .set(NUM_KEY_VALUE_HEADS, numKeyValueHeads);
  }

  @Override
  EinsumDense.Builder projection(Role role, Shape input, Shape queryShape) {
    return switch (role) {
      case QUERY, GATE -> toHeads("bqm,muh->bquh", get(NUM_QUERY_HEADS)).biasAxes("uh");
      case KEY, VALUE -> toHeads("bkm,mvh->bkvh", get(NUM_KEY_VALUE_HEADS)).biasAxes("vh");
      case OUTPUT ->
          EinsumDense.of("bquh,uhm->bqm", Shape.of(Shape.UNKNOWN, queryShape.dim(-1)))
              .biasAxes("m");
    };
  }

  private EinsumDense.Builder toHeads(String equation, int heads) {
    return EinsumDense.of(equation, Shape.of(Shape.UNKNOWN, heads, get(HEAD_DIM)));
  }

  @Override
  String attributePrefix() {
    return "_";
  }

  @Override
  Tensor queryMask(CallContext ctx, CallArguments arguments) {
    return given(ctx, arguments, 3, "query_mask", 0, "query");
  }

  @Override
  Tensor expandHeads(Tensor projected) {
    int repeats = get(NUM_QUERY_HEADS) / get(NUM_KEY_VALUE_HEADS);
    return repeats == 1 ? projected : ShapeOps.repeat(projected, repeats, 2);
  }

  @Override
  int[] attentionAxes(int inputRank) {
    return new int[] {1};
  }

  /** Sets the arguments of a {@link GroupedQueryAttention}. */
  public static final class Builder extends HeadBuilder<Builder, GroupedQueryAttention> {
    private Builder() {
      super(TYPE);
    }
  }
}
