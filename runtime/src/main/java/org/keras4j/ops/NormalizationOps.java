package org.keras4j.ops;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.BatchNormInference;
import org.keras4j.op.LayerNorm;
import org.keras4j.op.RmsNorm;
import org.keras4j.op.UnaryOp;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Normalisation by statistics. Keras: parts of {@code keras.ops.nn}. */
public final class NormalizationOps {
  /**
   * The largest finite float16: moments of half floats are clipped to it before they are rounded.
   */
  private static final double FLOAT16_MAX = 65504;

  private NormalizationOps() {}

  /**
   * Mean and variance over axes. Keras: {@code keras.ops.moments}.
   *
   * @return mean, variance
   */
  public static List<Tensor> moments(Tensor x, boolean keepdims, int... axes) {
    Tensor wide = Arith.wide(DTypes.toFloat(x));
    Tensor mean = Arith.mean(wide, true, axes);
    // As in TensorFlow, the mean counts as constant: its part of the gradient sums to zero.
    Tensor squares = UnaryOp.SQUARE.on(Arith.sub(wide, Arith.stop(mean)));
    Tensor variance = Arith.mean(squares, keepdims, axes);
    Tensor result = keepdims ? mean : Arith.reshape(mean, variance.shape());
    return List.of(narrow(result, x.dtype()), narrow(variance, x.dtype()));
  }

  private static Tensor narrow(Tensor x, DType dtype) {
    if (!dtype.isHalf()) {
      return x;
    }
    return DTypes.cast(Arith.clip(x, -FLOAT16_MAX, FLOAT16_MAX), dtype);
  }

  /**
   * Normalises by given statistics. Keras: {@code keras.ops.batch_normalization} (default epsilon
   * 1e-3).
   *
   * @param mean and variance: vectors as long as {@code axis}
   * @param offset {@code null} for none
   * @param scale {@code null} for none
   */
  public static Tensor batchNormalization(
      Tensor x,
      Tensor mean,
      Tensor variance,
      int axis,
      Tensor offset,
      Tensor scale,
      double epsilon) {
    List<Tensor> inputs = new ArrayList<>(List.of(x, mean, variance));
    if (scale != null) {
      inputs.add(scale);
    }
    if (offset != null) {
      inputs.add(offset);
    }
    DType common = DTypes.resultType(inputs.stream().map(Tensor::dtype).toArray(DType[]::new));
    DType dtype = DTypes.floatType(common);
    inputs.replaceAll(t -> DTypes.cast(t, dtype));
    return new BatchNormInference(x.shape().axis(axis), epsilon, scale != null, offset != null)
        .on(inputs.toArray(Tensor[]::new));
  }

  /**
   * Normalises over axes by their own statistics. Keras: {@code keras.ops.layer_normalization}
   * (defaults: axis -1, epsilon 1e-7).
   *
   * @param gamma one dimension for each axis; {@code null} for none
   * @param beta as gamma
   */
  public static Tensor layerNormalization(
      Tensor x, Tensor gamma, Tensor beta, double epsilon, int... axes) {
    Tensor f = DTypes.toFloat(x);
    List<Integer> sorted = sorted(x, axes);
    List<Tensor> inputs = new ArrayList<>(List.of(f));
    if (gamma != null) {
      inputs.add(weight(f, gamma, sorted));
    }
    if (beta != null) {
      inputs.add(weight(f, beta, sorted));
    }
    return new LayerNorm(sorted, epsilon, gamma != null, beta != null)
        .on(inputs.toArray(Tensor[]::new));
  }

  /**
   * Divides by the root of the mean square over axes. Keras: {@code keras.ops.rms_normalization}
   * (defaults: axis -1, epsilon 1e-7).
   *
   * @param scale one dimension for each axis; {@code null} for none
   */
  public static Tensor rmsNormalization(Tensor x, Tensor scale, double epsilon, int... axes) {
    Tensor f = DTypes.toFloat(x);
    List<Integer> sorted = sorted(x, axes);
    RmsNorm norm = new RmsNorm(sorted, epsilon, scale != null);
    return scale == null ? norm.on(f) : norm.on(f, weight(f, scale, sorted));
  }

  private static List<Integer> sorted(Tensor x, int... axes) {
    int[] given = axes.length == 0 ? new int[] {-1} : axes;
    return Arrays.stream(x.shape().axes(given)).sorted().boxed().toList();
  }

  /** A weight in x's dtype; one that has x's rank, with ones, loses them. */
  private static Tensor weight(Tensor x, Tensor weight, List<Integer> axes) {
    Tensor cast = DTypes.cast(weight, x.dtype());
    if (weight.rank() == axes.size()) {
      return cast;
    }
    return Arith.reshape(cast, Shape.of(axes.stream().mapToInt(weight::dim).toArray()));
  }
}
