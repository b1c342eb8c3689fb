package org.keras4j.layers.attention;

import static org.keras4j.initializers.VarianceScaling.glorotUniform;

import java.util.List;
import java.util.Map;
import org.keras4j.activations.Activations;
import org.keras4j.config.Arg;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.graph.Tensor;
import org.keras4j.initializers.Initializer;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallArguments;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerArgs;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.layers.Structures;
import org.keras4j.layers.WeightArgs;
import org.keras4j.layers.activations.Softmax;
import org.keras4j.layers.core.EinsumDense;
import org.keras4j.layers.regularization.Dropout;
import org.keras4j.ops.AttentionOps;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.EinsumOps;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.regularizers.Regularizer;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.Shape;

/**
 * Attention by several heads: projections of query, key and value, attention of each head, and a
 * projection of the result. Subclasses say what the projections are.
 *
 * <p>Call arguments, as in Keras: {@code query, value, key=None, query_mask, value_mask, key_mask,
 * attention_mask, return_attention_scores, use_causal_mask}.
 */
abstract class HeadAttention extends Layer {
  /** Fraction of the attention weights to drop in training; default 0. */
  public static final Arg<Double> DROPOUT = Arg.number("dropout", 0.0);

  /** Whether the projections have a bias; default true. */
  public static final Arg<Boolean> USE_BIAS = Arg.bool("use_bias", true);

  /** Whether the heads' outputs are multiplied by a gate that the query opens; default false. */
  public static final Arg<Boolean> USE_GATE = Arg.bool("use_gate", false);

  /** Positions further away than this minus one are not seen; null (the default) for no limit. */
  public static final Arg<Integer> SLIDING_WINDOW =
      Arg.integer("sliding_window", null).that(value -> value > 0, "`None` or a positive integer");

  public static final Arg<WeightArgs> KERNEL = WeightArgs.arg("kernel", glorotUniform());
  public static final Arg<WeightArgs> BIAS = WeightArgs.arg("bias", Zeros.of());

  /** A fixed seed of the dropout; null (the default) for one that depends on the layer's path. */
  public static final Arg<Integer> SEED = LayerArgs.seed();

  /** {@code flash_attention}: without effect here, as it only chooses a kernel. */
  static final Arg<Boolean> FLASH_ATTENTION =
      LayerArgs.unwritten(Arg.optional("flash_attention", Codecs.BOOL, null));

  private final double scale;
  private final Dropout dropout;
  private EinsumDense query;
  private EinsumDense key;
  private EinsumDense gate; // null when use_gate is false
  private EinsumDense value;
  private EinsumDense output;

  HeadAttention(LayerType<?> type, Config config, int keyDim) {
    super(type, config);
    this.scale = (float) (1 / Math.sqrt(keyDim)); // TensorFlow rounds it, which shows in float64
    this.dropout =
        Dropout.rate(get(DROPOUT)).set(Dropout.SEED, get(SEED)).set(DTYPE, get(DTYPE)).build();
    if (Boolean.TRUE.equals(get(FLASH_ATTENTION)) && get(DROPOUT) > 0) {
      throw new ConfigException(
          "Dropout is not supported when flash attention is enabled. Please set dropout to 0.0 to"
              + " use flash attention.");
    }
  }

  /** Which projection of the layer. */
  enum Role {
    QUERY,
    KEY,
    GATE,
    VALUE,
    OUTPUT
  }

  /** Equation, output shape and bias axes of a projection of {@code input}. */
  abstract EinsumDense.Builder projection(Role role, Shape input, Shape queryShape);

  /** What the name of the attribute that holds a projection begins with; see the weights format. */
  abstract String attributePrefix();

  /** The mask of the query, as this layer takes it. */
  abstract Tensor queryMask(CallContext ctx, CallArguments arguments);

  /** A key or value with as many heads as the query. */
  abstract Tensor expandHeads(Tensor projected);

  /** Axes that attention is over, counted from the front. */
  abstract int[] attentionAxes(int inputRank);

  @Override
  protected final boolean supportsMasking() {
    return true;
  }

  private static Tensor query(CallArguments arguments) {
    return required(arguments.tensor(0, "query"), "query");
  }

  private static Tensor value(CallArguments arguments) {
    return required(arguments.tensor(1, "value"), "value");
  }

  private static Tensor key(CallArguments arguments) {
    Tensor key = arguments.tensor(2, "key");
    return key == null ? value(arguments) : key;
  }

  private static Tensor required(Tensor argument, String name) {
    if (argument == null) {
      throw new KerasException("Missing required call argument: '" + name + "'");
    }
    return argument;
  }

  @Override
  protected final void build(BuildContext ctx, CallArguments arguments) {
    Shape queryShape = query(arguments).shape();
    Shape valueShape = value(arguments).shape();
    Shape keyShape = key(arguments).shape();
    if (valueShape.rank() != keyShape.rank()
        || !valueShape.withDim(-1, 1).isCompatible(keyShape.withDim(-1, 1))) {
      throw new KerasException(
          "All dimensions of `value` and `key`, except the last one, must be equal. Received:"
              + " value_shape="
              + valueShape
              + " and key_shape="
              + keyShape);
    }
    query = build(ctx, Role.QUERY, queryShape, queryShape);
    key = build(ctx, Role.KEY, keyShape, queryShape);
    gate = get(USE_GATE) ? build(ctx, Role.GATE, queryShape, queryShape) : null;
    value = build(ctx, Role.VALUE, valueShape, queryShape);
    // The heads' outputs: the query's shape with heads and the size of values in the features'
    // place.
    Shape values = value.get(EinsumDense.OUTPUT_SHAPE);
    Shape heads = query.get(EinsumDense.OUTPUT_SHAPE);
    Shape attended =
        queryShape.slice(0, queryShape.rank() - 1).concat(Shape.of(heads.dim(-2), values.dim(-1)));
    output = build(ctx, Role.OUTPUT, attended, queryShape);
  }

  private EinsumDense build(BuildContext ctx, Role role, Shape input, Shape queryShape) {
    String name = role.name().toLowerCase(java.util.Locale.ROOT);
    EinsumDense.Builder builder =
        projection(role, input, queryShape)
            .name(role == Role.OUTPUT ? "attention_output" : name)
            .activation(role == Role.GATE ? Activations.SIGMOID : Activations.LINEAR)
            .set(EinsumDense.KERNEL, get(KERNEL))
            .set(EinsumDense.BIAS, get(BIAS))
            .set(ACTIVITY_REGULARIZER, get(ACTIVITY_REGULARIZER))
            .set(DTYPE, get(DTYPE));
    if (!get(USE_BIAS)) {
      builder.biasAxes(null);
    }
    String prefix = role == Role.GATE ? "_" : attributePrefix();
    EinsumDense layer = child(prefix + name + "_dense", builder.build());
    ctx.build(layer, input);
    return layer;
  }

  @Override
  protected final Object call(CallContext ctx, CallArguments arguments) {
    boolean causal = arguments.flag("use_causal_mask", false);
    boolean returnScores = arguments.flag("return_attention_scores", false);
    Tensor mask = attentionMask(ctx, arguments);
    Tensor opening = gate == null ? null : ctx.call(gate, query(arguments));
    Tensor queries = ctx.call(query, query(arguments));
    Tensor keys = expandHeads(ctx.call(key, key(arguments)));
    Tensor values = expandHeads(ctx.call(value, value(arguments)));

    // With dropout Keras takes the explicit way, which gives zeros where everything is masked.
    boolean explicit =
        returnScores
            || queries.rank() != 4
            || (get(DROPOUT) > 0 && (ctx.training() || mask != null));
    Tensor scores = null;
    Tensor attended;
    if (explicit) {
      if (causal) {
        mask = and(mask, new BandMask(true, 0).emit(query(arguments), value(arguments)));
      }
      Equations equations = Equations.of(queries.rank(), attentionAxes(queries.rank() - 1));
      scores = probabilities(ctx, equations, queries, keys, mask);
      attended = EinsumOps.einsum(equations.combine(), ctx.call(dropout, scores), values);
    } else {
      Tensor heads = mask == null ? null : expand(mask, 4, 1);
      attended =
          AttentionOps.dotProductAttention(queries, keys, values, null, heads, scale, causal);
    }
    Tensor result =
        ctx.call(output, opening == null ? attended : MathOps.multiply(attended, opening));
    return returnScores ? List.of(result, scores) : result;
  }

  private Tensor probabilities(
      CallContext ctx, Equations equations, Tensor queries, Tensor keys, Tensor mask) {
    Tensor products = EinsumOps.einsum(equations.scores(), keys, MathOps.multiply(queries, scale));
    int axes = equations.attentionAxes();
    Integer[] last = new Integer[axes];
    for (int i = 0; i < axes; i++) {
      last[i] = products.rank() - axes + i;
    }
    Softmax softmax =
        Softmax.axis(last)
            .set(DTYPE, get(DTYPE))
            .set(Softmax.UNIFORM_WHERE_MASKED, get(Softmax.UNIFORM_WHERE_MASKED))
            .build();
    return mask == null
        ? ctx.call(softmax, products)
        : (Tensor) ctx.call(softmax, products, Map.of("mask", expand(mask, products.rank(), axes)));
  }

  /** New axes for the heads, before those of query and key positions, up to a rank. */
  private static Tensor expand(Tensor mask, int rank, int attentionAxes) {
    Tensor expanded = mask;
    while (expanded.rank() < rank) {
      expanded = ShapeOps.expandDims(expanded, Math.max(-2 * attentionAxes, -expanded.rank()) - 1);
    }
    return expanded;
  }

  /** All masks but the causal one, together; null for none. */
  private Tensor attentionMask(CallContext ctx, CallArguments arguments) {
    Tensor mask = truth(arguments.tensor(6, "attention_mask"));
    Tensor queries = truth(queryMask(ctx, arguments));
    if (queries != null) {
      mask = and(mask, ShapeOps.expandDims(queries, -1));
    }
    for (Tensor seen :
        Structures.flatten(
            java.util.Arrays.asList(
                given(ctx, arguments, 4, "value_mask", 1, "value"),
                given(ctx, arguments, 5, "key_mask", 2, "key")),
            Tensor.class)) {
      mask = and(mask, ShapeOps.expandDims(truth(seen), -2));
    }
    if (get(SLIDING_WINDOW) != null) {
      Tensor near =
          new BandMask(false, get(SLIDING_WINDOW)).emit(query(arguments), value(arguments));
      mask = and(mask, near);
    }
    return mask;
  }

  /** A mask argument, or the mask that came with the tensor it is for. */
  static Tensor given(
      CallContext ctx, CallArguments arguments, int at, String name, int ofAt, String of) {
    Tensor mask = arguments.tensor(at, name);
    Tensor masked = arguments.tensor(ofAt, of);
    return mask != null || masked == null ? mask : ctx.mask(masked);
  }

  private static Tensor truth(Tensor mask) {
    return mask == null ? null : DTypes.cast(mask, DType.BOOL);
  }

  private static Tensor and(Tensor a, Tensor b) {
    return a == null ? b : LogicOps.logicalAnd(a, b);
  }

  /** The setters of attention layers with heads. */
  abstract static class HeadBuilder<B extends HeadBuilder<B, L>, L extends HeadAttention>
      extends LayerBuilder<B, L> {
    HeadBuilder(LayerType<L> type) {
      super(type);
    }

    /** Fraction of the attention weights to drop in training; default 0. */
    public final B dropout(double rate) {
      return set(DROPOUT, rate);
    }

    /** Whether the projections have a bias; default true. */
    public final B useBias(boolean value) {
      return set(USE_BIAS, value);
    }

    /** Whether the heads' outputs are gated; default false. */
    public final B useGate(boolean value) {
      return set(USE_GATE, value);
    }

    /** How many positions to each side, itself included, are seen; default all. */
    public final B slidingWindow(int value) {
      return set(SLIDING_WINDOW, value);
    }

    public final B kernelInitializer(Initializer value) {
      return edit(KERNEL, args -> args.initializer(value));
    }

    public final B kernelRegularizer(Regularizer value) {
      return edit(KERNEL, args -> args.regularizer(value));
    }

    /** A fixed seed of the dropout. */
    public final B seed(int value) {
      return set(SEED, value);
    }
  }
}
