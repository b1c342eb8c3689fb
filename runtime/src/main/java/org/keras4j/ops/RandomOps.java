package org.keras4j.ops;

import static org.keras4j.ops.DTypes.cast;
import static org.keras4j.ops.DTypes.scalar;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Constant;
import org.keras4j.graph.Tensor;
import org.keras4j.op.RandomBits;
import org.keras4j.op.RandomNormal;
import org.keras4j.op.RandomUniform;
import org.keras4j.op.ShapeDependentOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.ShapeException;
import org.keras4j.tensor.TensorSpec;

/**
 * Functions of {@code keras.random}. Each takes a key, uint32(2,): equal keys give equal values, so
 * a key must not be used twice; {@link #split} makes several of one. The values are not those of
 * Keras for the same seed.
 */
public final class RandomOps {
  /** Tries of the gamma sampler, of which each fails with a probability below 5%. */
  private static final int GAMMA_TRIES = 16;

  private RandomOps() {}

  /** A key from a seed. */
  public static Tensor key(long seed) {
    int[] words = {(int) (seed >>> 32), (int) seed};
    return Constant.of(NDArray.wrap(DType.UINT32, Shape.of(2), words));
  }

  /**
   * {@code count} keys that are independent of each other; the given one must not be used again.
   */
  public static List<Tensor> split(Tensor key, int count) {
    Tensor words = new RandomBits(TensorSpec.of(DType.UINT32, count, 2)).on(key);
    return JoinOps.unstack(words, 0);
  }

  /** Uniform floats in [low, high). Keras: {@code random.uniform}. */
  public static Tensor uniform(Tensor key, Shape shape, double low, double high, DType dtype) {
    Tensor unit = new RandomUniform(new TensorSpec(dtype, shape)).on(key);
    return low == 0 && high == 1 ? unit : MathOps.add(MathOps.multiply(unit, high - low), low);
  }

  /** Normal floats. Keras: {@code random.normal}. */
  public static Tensor normal(Tensor key, Shape shape, double mean, double stddev, DType dtype) {
    Tensor unit = new RandomNormal(new TensorSpec(dtype, shape)).on(key);
    return MathOps.add(MathOps.multiply(unit, stddev), mean);
  }

  /** Normal floats within two deviations of the mean. Keras: {@code random.truncated_normal}. */
  public static Tensor truncatedNormal(
      Tensor key, Shape shape, double mean, double stddev, DType dtype) {
    DType compute = dtype == DType.FLOAT64 ? dtype : DType.FLOAT32;
    // erf(2 / sqrt(2)): uniform between the ends' probabilities, then the inverse distribution.
    double end = 0.9544997361036416;
    Tensor probability = uniform(key, shape, -end, end, compute);
    Tensor unit = MathOps.multiply(MathOps.erfinv(probability), Math.sqrt(2));
    Tensor inside = MathOps.clip(unit, -2.0, 2.0);
    return cast(MathOps.add(MathOps.multiply(inside, stddev), mean), dtype);
  }

  /** Uniform integers in [low, high). Keras: {@code random.randint}. */
  public static Tensor randint(Tensor key, Shape shape, long low, long high, DType dtype) {
    if (!dtype.isInteger() || high <= low) {
      throw new ShapeException(
          "randint needs an integer dtype and minval < maxval. Received: dtype="
              + dtype
              + ", minval="
              + low
              + ", maxval="
              + high);
    }
    Tensor unit = new RandomUniform(new TensorSpec(DType.FLOAT64, shape)).on(key);
    Tensor offset = MathOps.floor(MathOps.multiply(unit, (double) (high - low)));
    return cast(MathOps.add(cast(offset, DType.INT64), low), dtype);
  }

  /** Classes drawn by unnormalised log probabilities. Keras: {@code random.categorical}. */
  public static Tensor categorical(Tensor key, Tensor logits, int numSamples, DType dtype) {
    Shape shape = Shape.of(logits.dim(0), numSamples, logits.dim(1));
    DType compute = logits.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32;
    Tensor unit = new RandomUniform(new TensorSpec(compute, shape)).on(key);
    Tensor open = MathOps.maximum(unit, compute == DType.FLOAT64 ? 0x1p-53 : 0x1p-24);
    Tensor gumbel = MathOps.negative(MathOps.log(MathOps.negative(MathOps.log(open))));
    Tensor scores = MathOps.add(ShapeOps.expandDims(cast(logits, compute), 1), gumbel);
    return cast(ReduceOps.argmax(scores, -1, false), dtype);
  }

  /**
   * Elements set to zero with probability {@code rate}, the others scaled up to keep the mean.
   * Keras: {@code random.dropout}.
   *
   * @param noiseShape {@code null} for that of {@code x}; 1 where one draw counts for a whole axis
   */
  public static Tensor dropout(Tensor key, Tensor x, double rate, Shape noiseShape) {
    if (rate == 0) {
      return x;
    }
    Tensor unit = uniformLike(key, x, noiseShape);
    Tensor kept = LogicOps.greaterEqual(unit, scalar(DType.FLOAT32, rate));
    Tensor scaled = MathOps.multiply(x, rate == 1 ? 0.0 : 1 / (1 - rate));
    return LogicOps.where(kept, scaled, scalar(x.dtype(), 0));
  }

  /**
   * Uniform float32 numbers in [0, 1), as many as {@code x} has, of which dimensions may be
   * unknown.
   *
   * @param noiseShape {@code null} for the shape of {@code x}; its unknown dimensions are those of
   *     {@code x}
   */
  public static Tensor uniformLike(Tensor key, Tensor x, Shape noiseShape) {
    return new Noise(false, noiseShape).emit(key, x);
  }

  /** Standard normal numbers in float32, as {@link #uniformLike}. */
  public static Tensor normalLike(Tensor key, Tensor x) {
    return new Noise(true, null).emit(key, x);
  }

  /** Inputs: a key, and the tensor that gives the dimensions which {@code shape} leaves open. */
  private record Noise(boolean normal, Shape shape) implements ShapeDependentOp {
    @Override
    public List<TensorSpec> infer(List<TensorSpec> in) {
      Shape like = in.get(1).shape();
      if (shape == null) {
        return List.of(new TensorSpec(DType.FLOAT32, like));
      }
      if (shape.rank() != like.rank()) {
        throw new ShapeException(
            "`noise_shape` must have as many dimensions as the input. Received: noise_shape="
                + shape
                + ", input shape="
                + like);
      }
      int[] dims = shape.dims();
      for (int i = 0; i < dims.length; i++) {
        dims[i] = dims[i] == Shape.UNKNOWN ? like.dim(i) : dims[i];
      }
      return List.of(new TensorSpec(DType.FLOAT32, Shape.of(dims)));
    }

    @Override
    public List<Tensor> decompose(List<Tensor> in) {
      TensorSpec spec = infer(in.stream().map(Tensor::spec).toList()).get(0);
      return List.of((normal ? new RandomNormal(spec) : new RandomUniform(spec)).on(in.get(0)));
    }
  }

  /** Slices along an axis in random order. Keras: {@code random.shuffle}. */
  public static Tensor shuffle(Tensor key, Tensor x, int axis) {
    Tensor bits = new RandomBits(TensorSpec.of(DType.UINT32, x.dim(axis))).on(key);
    return IndexOps.gather(x, SortOps.argsort(bits, 0), axis);
  }

  /** Gamma-distributed floats of scale 1. Keras: {@code random.gamma}. */
  public static Tensor gamma(Tensor key, Shape shape, Tensor alpha, DType dtype) {
    Tensor shapes = ShapeOps.broadcastTo(cast(alpha, DType.FLOAT64), shape);
    List<Tensor> keys = split(key, 3);
    // Below 1 the sampler is used at alpha + 1, and the result scaled by u^(1/alpha).
    Tensor small = LogicOps.less(shapes, 1);
    Tensor boosted = LogicOps.where(small, MathOps.add(shapes, 1), shapes);
    Tensor sample = marsagliaTsang(keys.get(0), keys.get(1), shape, boosted);
    Tensor unit = new RandomUniform(new TensorSpec(DType.FLOAT64, shape)).on(keys.get(2));
    Tensor scale = MathOps.power(unit, MathOps.reciprocal(shapes));
    return cast(LogicOps.where(small, MathOps.multiply(sample, scale), sample), dtype);
  }

  /** The first accepted of a fixed number of tries; all fail once in 10^20 times. */
  private static Tensor marsagliaTsang(Tensor normalKey, Tensor uniformKey, Shape shape, Tensor a) {
    TensorSpec tries = new TensorSpec(DType.FLOAT64, Shape.of(GAMMA_TRIES).concat(shape));
    Tensor z = new RandomNormal(tries).on(normalKey);
    Tensor u = new RandomUniform(tries).on(uniformKey);
    Tensor d = MathOps.subtract(a, 1.0 / 3);
    Tensor c = MathOps.rsqrt(MathOps.multiply(d, 9));
    Tensor root = MathOps.add(MathOps.multiply(z, c), 1);
    Tensor positive = LogicOps.greater(root, 0);
    Tensor v = LogicOps.where(positive, MathOps.power(root, 3), 1);
    Tensor bound =
        MathOps.add(
            MathOps.multiply(MathOps.square(z), 0.5),
            MathOps.multiply(d, MathOps.add(MathOps.subtract(MathOps.log(v), v), 1)));
    Tensor accepted = LogicOps.logicalAnd(positive, LogicOps.less(MathOps.log(u), bound));
    Tensor first = ReduceOps.argmax(cast(accepted, DType.INT32), 0, true);
    Tensor chosen = IndexOps.takeAlongAxis(v, first, 0);
    return MathOps.multiply(d, ShapeOps.squeeze(chosen, 0));
  }

  /** Beta-distributed floats. Keras: {@code random.beta}. */
  public static Tensor beta(Tensor key, Shape shape, Tensor alpha, Tensor beta, DType dtype) {
    List<Tensor> keys = split(key, 2);
    Tensor a = gamma(keys.get(0), shape, alpha, DType.FLOAT64);
    Tensor b = gamma(keys.get(1), shape, beta, DType.FLOAT64);
    return cast(MathOps.divide(a, MathOps.add(a, b)), dtype);
  }

  /**
   * Numbers of successes. Keras: {@code random.binomial}.
   *
   * @param maxCount no element of {@code counts} is larger; each draw takes as many words
   */
  public static Tensor binomial(
      Tensor key, Shape shape, Tensor counts, Tensor probabilities, int maxCount, DType dtype) {
    TensorSpec draws = new TensorSpec(DType.FLOAT64, Shape.of(maxCount).concat(shape));
    Tensor success =
        LogicOps.less(new RandomUniform(draws).on(key), cast(probabilities, DType.FLOAT64));
    int[] dims = new int[shape.rank() + 1];
    Arrays.fill(dims, 1);
    dims[0] = maxCount;
    Tensor trial = ShapeOps.reshape(Creation.iota(DType.INT32, maxCount), Shape.of(dims));
    Tensor counted = LogicOps.less(trial, cast(counts, DType.INT32));
    return cast(ReduceOps.countNonzero(LogicOps.logicalAnd(success, counted), 0), dtype);
  }
}
