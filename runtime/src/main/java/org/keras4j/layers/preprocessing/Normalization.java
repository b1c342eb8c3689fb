package org.keras4j.layers.preprocessing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.config.Arg;
import org.keras4j.config.Codec;
import org.keras4j.config.Codecs;
import org.keras4j.config.Config;
import org.keras4j.config.ConfigException;
import org.keras4j.config.ReadContext;
import org.keras4j.graph.Placeholder;
import org.keras4j.graph.Tensor;
import org.keras4j.graph.Variable;
import org.keras4j.initializers.Ones;
import org.keras4j.initializers.Zeros;
import org.keras4j.layers.BuildContext;
import org.keras4j.layers.CallContext;
import org.keras4j.layers.Layer;
import org.keras4j.layers.LayerBuilder;
import org.keras4j.layers.LayerType;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;

/**
 * {@code (inputs - mean) / sqrt(variance)}. Keras: {@code keras.layers.Normalization}.
 *
 * <p>Mean and variance are arguments, or weights {@code mean} and {@code variance} that {@link
 * #adapt(NDArray)} learns; then there is a third weight, {@code count}, which Keras keeps for old
 * files.
 */
public final class Normalization extends Layer {
  private static final Codec<List<Integer>> AXES =
      new Codec<>() {
        @Override
        public List<Integer> read(Object json, ReadContext context) {
          return json == null ? List.of() : Codecs.INTS.read(json, context);
        }

        @Override
        public Object write(List<Integer> axes) {
          return axes;
        }
      };

  /** Axes that have a mean each; default -1; none for one mean of all values. */
  public static final Arg<List<Integer>> AXIS = Arg.optional("axis", AXES, List.of(-1));

  static final Arg<Numbers> MEAN = Arg.optional("mean", Numbers.CODEC, null);
  static final Arg<Numbers> VARIANCE = Arg.optional("variance", Numbers.CODEC, null);

  /** Whether to undo the normalization: {@code inputs * sqrt(variance) + mean}; default false. */
  public static final Arg<Boolean> INVERT = Arg.bool("invert", false);

  public static final LayerType<Normalization> TYPE =
      LayerType.of(
          "keras.layers", "Normalization", Normalization::new, AXIS, MEAN, VARIANCE, INVERT);

  /** Keras' default fuzz factor, {@code keras.config.epsilon()}. */
  private static final double EPSILON = 1e-7;

  private int[] keptAxes;
  private Variable mean; // null when the mean is an argument
  private Variable variance;

  private Normalization(Config config) {
    super(TYPE, config);
    Numbers givenMean = get(MEAN);
    Numbers givenVariance = get(VARIANCE);
    if ((givenMean == null) != (givenVariance == null)) {
      throw new ConfigException(
          "When setting values directly, both `mean` and `variance` must be set. Received: mean="
              + givenMean
              + " and variance="
              + givenVariance);
    }
    if (givenMean != null && !givenMean.shape().equals(givenVariance.shape())) {
      throw new ConfigException(
          "When setting values directly, `mean` and `variance` must have the same shape. Received:"
              + " mean shape "
              + givenMean.shape()
              + " and variance shape "
              + givenVariance.shape());
    }
    if (givenMean != null && givenMean.shape().rank() > get(AXIS).size()) {
      throw new ConfigException(
          "The rank of `mean` must be less than or equal to the number of axes ("
              + get(AXIS).size()
              + "). Received: mean shape "
              + givenMean.shape()
              + " for axis "
              + get(AXIS));
    }
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  protected boolean supportsMasking() {
    return true;
  }

  @Override
  protected void build(BuildContext ctx, Shape input) {
    keptAxes =
        Arrays.stream(input.axes(get(AXIS).stream().mapToInt(i -> i).toArray())).sorted().toArray();
    for (int axis : keptAxes) {
      if (!input.isKnown(axis)) {
        throw new ShapeException(
            "All `axis` values to be kept must have a known shape. Received axis="
                + get(AXIS)
                + ", inputs.shape="
                + input
                + ", with unknown axis at index "
                + axis);
      }
    }
    if (get(MEAN) == null) {
      Shape kept = Shape.of(Arrays.stream(keptAxes).map(input::dim).toArray());
      mean = ctx.addState("mean", kept, variableDType(), Zeros.of());
      variance = ctx.addState("variance", kept, variableDType(), Ones.of());
      ctx.addState("count", Shape.SCALAR, DType.INT64, Zeros.of());
    }
  }

  /**
   * Learns mean and variance from data. Keras: {@code adapt(data)}.
   *
   * @throws KerasException when they were arguments, or the data does not fit what the layer was
   *     built for
   */
  public void adapt(NDArray data) {
    adapt(List.of(data));
  }

  /** Learns mean and variance from batches of data. */
  public void adapt(Iterable<NDArray> batches) {
    if (get(MEAN) != null) {
      throw new KerasException(
          "Cannot adapt layer '" + name() + "': its `mean` and `variance` are arguments");
    }
    Moments moments = null;
    for (NDArray batch : batches) {
      if (moments == null) {
        if (!isBuilt()) {
          apply(Placeholder.of("data", batch.spec()));
        }
        moments = new Moments(keptAxes, batch.shape());
      }
      requireFitting(batch.shape());
      moments.add(batch);
    }
    if (moments == null) {
      throw new KerasException(
          "adapt() received an empty iterable (no batches). Expected at least one batch.");
    }
    mean.assign(moments.mean(mean.dtype()));
    variance.assign(moments.variance(variance.dtype()));
  }

  private void requireFitting(Shape data) {
    for (int i = 0; i < keptAxes.length; i++) {
      if (data.rank() <= keptAxes[i] || data.dim(keptAxes[i]) != mean.shape().dim(i)) {
        throw new ShapeException(
            "The layer keeps means of shape "
                + mean.shape()
                + ", but adapt() is being called with data with an incompatible shape, data.shape="
                + data);
      }
    }
  }

  @Override
  protected Tensor call(CallContext ctx, Tensor input) {
    Tensor x = DTypes.cast(input, computeDType());
    Tensor center =
        aligned(mean == null ? get(MEAN).constant(computeDType()) : ctx.read(mean), x.rank());
    Tensor spread =
        aligned(
            variance == null ? get(VARIANCE).constant(computeDType()) : ctx.read(variance),
            x.rank());
    Tensor deviation = MathOps.maximum(MathOps.sqrt(spread), EPSILON);
    return get(INVERT)
        ? MathOps.add(center, MathOps.multiply(x, deviation))
        : MathOps.divide(MathOps.subtract(x, center), deviation);
  }

  /** Its dimensions at the last of the kept axes, 1 elsewhere. */
  private Tensor aligned(Tensor values, int rank) {
    int[] dims = IntStream.range(0, rank).map(i -> 1).toArray();
    for (int i = 1; i <= values.rank(); i++) {
      dims[keptAxes[keptAxes.length - i]] = values.dim(-i);
    }
    return ShapeOps.reshape(values, dims);
  }

  /** Sets the arguments of a {@link Normalization}. */
  public static final class Builder extends LayerBuilder<Builder, Normalization> {
    private Builder() {
      super(TYPE);
    }

    /** Axes that have a mean each; default -1; none for one mean of all values. */
    public Builder axis(Integer... axes) {
      return set(AXIS, List.of(axes));
    }

    /** One mean and one variance for all values. */
    public Builder moments(double mean, double variance) {
      return set(MEAN, Numbers.of(mean)).set(VARIANCE, Numbers.of(variance));
    }

    /** A mean and a variance for each index of the axis. */
    public Builder moments(List<Double> mean, List<Double> variance) {
      return set(MEAN, Numbers.of(mean)).set(VARIANCE, Numbers.of(variance));
    }

    /** Whether to undo the normalization; default false. */
    public Builder invert(boolean value) {
      return set(INVERT, value);
    }
  }
}
