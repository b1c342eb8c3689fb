package org.keras4j.ops;

import static org.keras4j.ops.Arith.add;
import static org.keras4j.ops.Arith.clip;
import static org.keras4j.ops.Arith.compare;
import static org.keras4j.ops.Arith.div;
import static org.keras4j.ops.Arith.max;
import static org.keras4j.ops.Arith.min;
import static org.keras4j.ops.Arith.mul;
import static org.keras4j.ops.Arith.neg;
import static org.keras4j.ops.Arith.require;
import static org.keras4j.ops.Arith.scalar;
import static org.keras4j.ops.Arith.slice;
import static org.keras4j.ops.Arith.sub;
import static org.keras4j.ops.Arith.sum;
import static org.keras4j.ops.Arith.where;
import static org.keras4j.ops.DTypes.toFloat;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.keras4j.graph.Tensor;
import org.keras4j.op.CompareOp;
import org.keras4j.op.Cumulative;
import org.keras4j.op.CumulativeKind;
import org.keras4j.op.Iota;
import org.keras4j.op.LogSoftmax;
import org.keras4j.op.Softmax;
import org.keras4j.op.Sort;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;
import org.keras4j.tensor.TensorSpec;

/**
 * Activation functions. Keras: the first part of {@code keras.ops.nn}; the rest is in {@link
 * ConvolutionOps}, {@link PoolingOps}, {@link NormalizationOps}, {@link LossOps}, {@link
 * AttentionOps}, {@link PatchOps}, {@link CtcOps} and {@link IndexOps}. Shapes are kept; integers
 * become floats where the function needs them.
 */
public final class NnOps {
  private static final double SELU_ALPHA = 1.6732632423543772848170429916717;
  private static final double SELU_SCALE = 1.0507009873554804934193349852946;

  // TensorFlow rounds these two to float32, which shows in float64.
  private static final double GELU_SCALE = (float) Math.sqrt(0.5);
  private static final double GELU_CUBE = 0.044715f;

  private NnOps() {}

  /** {@code max(x, 0)}. */
  public static Tensor relu(Tensor x) {
    return UnaryOp.RELU.on(x);
  }

  /** {@code min(max(x, 0), 6)}. */
  public static Tensor relu6(Tensor x) {
    return min(relu(x), 6);
  }

  /** {@code 1 / (1 + exp(-x))}. */
  public static Tensor sigmoid(Tensor x) {
    return UnaryOp.SIGMOID.on(toFloat(x));
  }

  /** 0 up to -1, 1 from 1, {@code (x + 1) / 2} between. */
  public static Tensor sparseSigmoid(Tensor x) {
    Tensor f = toFloat(x);
    Tensor middle = mul(add(f, 1), 0.5);
    Tensor upper = where(compare(CompareOp.GREATER_EQUAL, f, 1), scalar(f, 1), middle);
    return where(compare(CompareOp.LESS_EQUAL, f, -1), scalar(f, 0), upper);
  }

  /** {@code log(1 + exp(x))}. */
  public static Tensor softplus(Tensor x) {
    return UnaryOp.SOFTPLUS.on(toFloat(x));
  }

  /** {@code x / (1 + |x|)}. */
  public static Tensor softsign(Tensor x) {
    Tensor f = toFloat(x);
    return div(f, add(UnaryOp.ABS.on(f), 1));
  }

  /** Moves x towards 0 by {@code threshold} (Keras' default: 0.5). */
  public static Tensor softShrink(Tensor x, double threshold) {
    Tensor f = toFloat(x);
    Tensor below = where(compare(CompareOp.LESS, f, -threshold), add(f, threshold), 0);
    return where(compare(CompareOp.GREATER, f, threshold), sub(f, threshold), below);
  }

  /** 0 up to -1, x from 1, {@code (x + 1)^2 / 4} between. */
  public static Tensor sparsePlus(Tensor x) {
    Tensor f = toFloat(x);
    Tensor middle = mul(UnaryOp.SQUARE.on(add(f, 1)), 0.25);
    Tensor upper = where(compare(CompareOp.LESS, f, 1), middle, f);
    return where(compare(CompareOp.LESS_EQUAL, f, -1), scalar(f, 0), upper);
  }

  /** {@code x sigmoid(x)}, also called swish. */
  public static Tensor silu(Tensor x) {
    Tensor f = toFloat(x);
    return mul(f, UnaryOp.SIGMOID.on(f));
  }

  /** {@code (x + sqrt(x^2 + b)) / 2} (Keras' default: b = 4). */
  public static Tensor squareplus(Tensor x, double b) {
    Tensor f = toFloat(x);
    return mul(add(f, UnaryOp.SQRT.on(add(UnaryOp.SQUARE.on(f), b))), 0.5);
  }

  /** {@code log(sigmoid(x))}. */
  public static Tensor logSigmoid(Tensor x) {
    return neg(UnaryOp.SOFTPLUS.on(neg(toFloat(x))));
  }

  /** x where positive, else {@code negativeSlope x} (Keras' default: 0.2). */
  public static Tensor leakyRelu(Tensor x, double negativeSlope) {
    Tensor f = toFloat(x);
    return where(compare(CompareOp.GREATER, f, 0), f, mul(f, negativeSlope));
  }

  /** {@code relu6(x + 3) / 6}. */
  public static Tensor hardSigmoid(Tensor x) {
    return div(relu6(add(toFloat(x), 3)), 6);
  }

  /** {@code x hardSigmoid(x)}. */
  public static Tensor hardSilu(Tensor x) {
    return mul(toFloat(x), hardSigmoid(x));
  }

  /** x where positive, else {@code alpha (exp(x) - 1)} (Keras' default: 1). */
  public static Tensor elu(Tensor x, double alpha) {
    Tensor f = toFloat(x);
    // The minimum keeps the branch that is not taken from overflowing in the gradient.
    Tensor negative = mul(UnaryOp.EXPM1.on(min(f, 0)), alpha);
    return where(compare(CompareOp.GREATER, f, 0), f, negative);
  }

  /** Scaled ELU of self-normalising nets. */
  public static Tensor selu(Tensor x) {
    return mul(elu(x, SELU_ALPHA), SELU_SCALE);
  }

  /** Gaussian error linear unit; {@code approximate} (Keras' default: true) by tanh. */
  public static Tensor gelu(Tensor x, boolean approximate) {
    Tensor f = toFloat(x);
    Tensor inner;
    if (approximate) {
      Tensor cube = mul(UnaryOp.SQUARE.on(f), f);
      Tensor argument = mul(add(f, mul(cube, GELU_CUBE)), Math.sqrt(2 / Math.PI));
      inner = UnaryOp.TANH.on(argument);
    } else {
      inner = UnaryOp.ERF.on(mul(f, GELU_SCALE));
    }
    return mul(mul(f, 0.5), add(inner, 1));
  }

  /** {@code max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)} (Keras' default: 1). */
  public static Tensor celu(Tensor x, double alpha) {
    Tensor f = toFloat(x);
    return add(max(f, 0), mul(UnaryOp.EXPM1.on(div(min(f, 0), alpha)), alpha));
  }

  /** The first half of an axis times the sigmoid of the second (Keras' default axis: -1). */
  public static Tensor glu(Tensor x, int axis) {
    int size = x.dim(axis);
    require(
        size == Shape.UNKNOWN || size % 2 == 0,
        "axis size must be divisible by 2. Received: x.shape=" + x.shape() + " with axis=" + axis);
    require(size != Shape.UNKNOWN, "glu needs a known size of axis " + axis + " of " + x.shape());
    Tensor gate = UnaryOp.SIGMOID.on(toFloat(slice(x, axis, size / 2, size)));
    return mul(toFloat(slice(x, axis, 0, size / 2)), gate);
  }

  /** {@code tanh(x)}. */
  public static Tensor tanh(Tensor x) {
    return UnaryOp.TANH.on(toFloat(x));
  }

  /** {@code x - tanh(x)}. */
  public static Tensor tanhShrink(Tensor x) {
    return sub(toFloat(x), tanh(x));
  }

  /** x clipped to [-1, 1]. */
  public static Tensor hardTanh(Tensor x) {
    return clip(x, -1, 1);
  }

  /** x where its absolute value exceeds {@code threshold} (Keras' default: 0.5), else 0. */
  public static Tensor hardShrink(Tensor x, double threshold) {
    Tensor f = toFloat(x);
    return where(compare(CompareOp.GREATER, UnaryOp.ABS.on(f), threshold), f, 0);
  }

  /** x where it exceeds {@code threshold}, else {@code defaultValue}. */
  public static Tensor threshold(Tensor x, double threshold, double defaultValue) {
    Tensor f = toFloat(x);
    return where(compare(CompareOp.GREATER, f, threshold), f, defaultValue);
  }

  /** Softmax over the given axes together; without axes over the last. */
  public static Tensor softmax(Tensor x, int... axes) {
    return overAxes(toFloat(x), axes, t -> new Softmax(t.rank() - 1).on(t), false);
  }

  /** Logarithm of {@link #softmax}. */
  public static Tensor logSoftmax(Tensor x, int... axes) {
    return overAxes(toFloat(x), axes, t -> new LogSoftmax(t.rank() - 1).on(t), true);
  }

  private static Tensor overAxes(
      Tensor x, int[] axes, UnaryOperator<Tensor> lastAxis, boolean log) {
    if (axes.length <= 1) {
      int axis = x.shape().axis(axes.length == 0 ? -1 : axes[0]);
      return log ? new LogSoftmax(axis).on(x) : new Softmax(axis).on(x);
    }
    int[] together = x.shape().axes(axes);
    int[] order =
        IntStream.concat(
                IntStream.range(0, x.rank())
                    .filter(i -> Arrays.stream(together).noneMatch(a -> a == i)),
                Arrays.stream(together))
            .toArray();
    int kept = x.rank() - together.length;
    Tensor moved = Arith.transpose(x, order);
    Shape flat =
        moved.shape().slice(0, kept).concat(Shape.of(moved.shape().product(kept, x.rank())));
    Tensor result = Arith.reshape(lastAxis.apply(Arith.reshape(moved, flat)), moved.shape());
    int[] back = new int[order.length];
    for (int i = 0; i < order.length; i++) {
      back[order[i]] = i;
    }
    return Arith.transpose(result, back);
  }

  /** Sparsemax along one axis (Keras' default: -1), as Keras computes it. */
  public static Tensor sparsemax(Tensor x, int axis) {
    Tensor logits = toFloat(x);
    int at = x.shape().axis(axis);
    require(x.shape().isKnown(at), "sparsemax needs a known size of axis " + axis + " of " + x);
    Tensor sorted = new Sort(at, true).on(logits);
    Tensor cumulative = new Cumulative(CumulativeKind.SUM, at, false, false).on(sorted);
    int[] rankShape = new int[x.rank()];
    Arrays.fill(rankShape, 1);
    rankShape[at] = x.dim(at);
    TensorSpec counts = new TensorSpec(DType.INT32, Shape.of(rankShape));
    Tensor rank = add(Arith.cast(new Iota(counts, at).on(), logits.dtype()), 1);
    Tensor margin = sub(sorted, div(sub(cumulative, 1), rank));
    Tensor support = compare(CompareOp.GREATER, margin, 0);
    Tensor size = sum(Arith.cast(support, logits.dtype()), true, at);
    // The threshold of the paper has the sum of the supported logits here. Keras adds up all their
    // cumulative sums; we do as Keras does.
    Tensor supported = sum(where(support, cumulative, 0), true, at);
    Tensor tau = div(sub(supported, 1), size);
    return max(sub(logits, tau), 0);
  }

  /** {@code x} divided by its norm along an axis (Keras' defaults: axis -1, order 2). */
  public static Tensor normalize(Tensor x, int axis, double order) {
    return normalize(x, order, Arith.EPSILON, axis);
  }

  /**
   * As {@link #normalize(Tensor, int, double)} over several axes; norms count as epsilon at least.
   */
  public static Tensor normalize(Tensor x, double order, double epsilon, int... axes) {
    Tensor f = toFloat(x);
    if (order == 2) {
      Tensor squares = sum(UnaryOp.SQUARE.on(f), true, axes);
      return mul(f, min(UnaryOp.RSQRT.on(squares), 1 / epsilon));
    }
    Tensor norm = LinalgOps.norm(f, order, true, axes);
    return div(f, max(norm, epsilon));
  }

  /** Peak signal-to-noise ratio in decibels: a scalar. */
  public static Tensor psnr(Tensor x1, Tensor x2, double maxVal) {
    require(
        x1.shape().isCompatible(x2.shape()),
        "Input shapes " + x1.shape() + " and " + x2.shape() + " must match for PSNR calculation.");
    Tensor squares = UnaryOp.SQUARE.on(toFloat(sub(x1, x2)));
    Tensor mse = Arith.mean(squares, false, Arith.allAxes(squares));
    Tensor decibels = mul(UnaryOp.LOG.on(mse), 10 / Math.log(10));
    return sub(20 * Math.log10(maxVal), decibels);
  }

  /**
   * The complex number of the given magnitude and angle, as real and imaginary part. Keras: {@code
   * keras.ops.polar}.
   */
  public static List<Tensor> polar(Tensor abs, Tensor angle) {
    Tensor phase = toFloat(angle);
    return List.of(mul(abs, UnaryOp.COS.on(phase)), mul(abs, UnaryOp.SIN.on(phase)));
  }
}
