package org.keras4j.layers.normalization;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Config;
import org.keras4j.graph.Tensor;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.InputSpec;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NormalizationOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * Normalizes each example in groups of channels, each group by its own mean and variance over all
 * positions. Keras: {@code keras.layers.GroupNormalization}.
 *
 * <p>Input and output have any shape {@code (batch, ..., channels)}; weights {@code gamma} and
 * {@code beta} of shape {@code (channels,)}.
 *
 * <pre>{@code
 * GroupNormalization.builder().groups(8).build()
 * }</pre>
 */
public final class GroupNormalization extends AffineNormalization {
  public static final Arg<Integer> GROUPS =
      Arg.integer("groups", 32)
          .that(
              groups -> groups > 0 || groups == -1,
              "a positive integer (or `-1` for instance normalization)");
  public static final Arg<Integer> AXIS = Arg.integer("axis", -1);

  public static final LayerType<GroupNormalization> TYPE =
      LayerType.of(
          "keras.layers",
          "GroupNormalization",
          GroupNormalization::new,
          GROUPS,
          AXIS,
          EPSILON,
          CENTER,
          SCALE,
          BETA,
          GAMMA);

  private int groups; // known when built
  private InputSpec spec = InputSpec.ANY;

  private GroupNormalization(Config config) {
    super(TYPE, config);
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean autocast() {
    return false;
  }

  @Override
  protected InputSpec inputSpec() {
    return spec;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    int channels = knownDim(input, get(AXIS));
    groups = get(GROUPS) == -1 ? channels : get(GROUPS);
    if (channels < groups) {
      throw new ShapeException(
          "Number of groups ("
              + groups
              + ") cannot be more than the number of channels ("
              + channels
              + ").");
    }
    if (channels % groups != 0) {
      throw new ShapeException(
          "The number of channels ("
              + channels
              + ") must be a multiple of the number of groups ("
              + groups
              + ").");
    }
    buildAffine(ctx, Shape.of(channels), get(SCALE), get(CENTER));
    spec = InputSpec.rank(input.rank()).axis(get(AXIS), channels);
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor inputs) {
    int axis = inputs.shape().axis(get(AXIS));
    Tensor x = ShapeOps.reshape(widen(inputs), grouped(inputs.shape(), axis));
    int[] reduced = IntStream.range(1, x.rank()).filter(i -> i != axis).toArray();
    List<Tensor> moments = NormalizationOps.moments(x, true, reduced);
    Tensor factor = MathOps.rsqrt(MathOps.add(moments.get(1), get(EPSILON)));
    factor = get(SCALE) ? MathOps.multiply(factor, align(gamma(ctx, x.dtype()), x, axis)) : factor;
    Tensor shift = MathOps.multiply(MathOps.negative(moments.get(0)), factor);
    shift = get(CENTER) ? MathOps.add(shift, align(beta(ctx, x.dtype()), x, axis)) : shift;
    Tensor y = MathOps.add(MathOps.multiply(x, factor), shift);
    // Rounded to the inputs' type first, as in Keras.
    Tensor rounded = DTypes.cast(ShapeOps.reshape(y, inputs.shape()), inputs.dtype());
    return DTypes.cast(rounded, computeDType());
  }

  /** {@code shape} with the channel axis split in two: groups, channels of a group. */
  private Shape grouped(Shape shape, int axis) {
    return shape.withDim(axis, shape.dim(axis) / groups).insertDim(axis, groups);
  }

  /** A weight along the two axes of the channels. */
  private static Tensor align(Tensor weight, Tensor x, int axis) {
    int[] dims = new int[x.rank()];
    Arrays.fill(dims, 1);
    dims[axis] = x.dim(axis);
    dims[axis + 1] = x.dim(axis + 1);
    return ShapeOps.reshape(weight, Shape.of(dims));
  }

  /** Sets the arguments of a {@link GroupNormalization}. */
  public static final class Builder extends AffineBuilder<Builder, GroupNormalization> {
    private Builder() {
      super(TYPE);
    }

    /** Number of groups, -1 for one a channel; default 32. */
    public Builder groups(int groups) {
      return set(GROUPS, groups);
    }

    /** The channel axis; default -1. */
    public Builder axis(int axis) {
      return set(AXIS, axis);
    }
  }
}
