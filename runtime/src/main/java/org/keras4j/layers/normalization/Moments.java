package org.keras4j.layers.normalization;

import java.util.Arrays;
import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.ops.DTypes;
import org.keras4j.ops.LogicOps;
import org.keras4j.ops.MathOps;
import org.keras4j.ops.NormalizationOps;
import org.keras4j.ops.ReduceOps;
import org.keras4j.ops.ShapeOps;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.Shape;

/** Mean and variance of a batch: vectors with an element for each channel. */
record Moments(Tensor mean, Tensor variance) {
  /** Keras' fuzz factor, against division by zero where a mask leaves nothing. */
  private static final double EPSILON = 1e-7;

  /**
   * The moments of {@code x} over all axes but {@code channelAxis}.
   *
   * @param mask which steps count, one dimension less than {@code x}; null for all
   * @param axes the axes to reduce
   */
  static Moments of(Tensor x, Tensor mask, int channelAxis, int... axes) {
    if (mask == null) {
      List<Tensor> moments = NormalizationOps.moments(x, false, axes);
      return new Moments(moments.get(0), moments.get(1));
    }
    List<Integer> over = Arrays.stream(axes).boxed().toList();
    Tensor counts = DTypes.cast(ShapeOps.expandDims(mask, -1), DType.BOOL);
    counts = ShapeOps.broadcastTo(counts, x.shape());
    Tensor total = ReduceOps.sum(DTypes.cast(counts, x.dtype()), over, true);
    Tensor divisor = MathOps.add(total, EPSILON);
    Tensor mean = MathOps.divide(sum(x, counts, over), divisor);
    Tensor squares = MathOps.square(MathOps.subtract(x, mean));
    Tensor variance = MathOps.divide(sum(squares, counts, over), divisor);
    Shape vector = Shape.of(x.dim(channelAxis));
    return new Moments(ShapeOps.reshape(mean, vector), ShapeOps.reshape(variance, vector));
  }

  private static Tensor sum(Tensor x, Tensor counts, List<Integer> axes) {
    return ReduceOps.sum(LogicOps.where(counts, x, 0), axes, true);
  }

  /** A moving average's next value. */
  static Tensor blend(Tensor average, Tensor value, double momentum) {
    return MathOps.add(MathOps.multiply(average, momentum), MathOps.multiply(value, 1 - momentum));
  }
}
