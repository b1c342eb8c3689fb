package org.keras4j.ops;

import java.util.List;
import org.keras4j.graph.Tensor;
import org.keras4j.op.AdaptivePool;
import org.keras4j.op.Pool;
import org.keras4j.op.PoolKind;
import org.keras4j.op.PoolSpec;
import org.keras4j.tensor.ShapeException;

/**
 * Pooling over 1 to 3 spatial axes. Keras: the pooling functions of {@code keras.ops.nn}. Lists
 * hold one value for each spatial axis, or one for all.
 */
public final class PoolingOps {
  private PoolingOps() {}

  /**
   * The largest element of each window. Keras: {@code keras.ops.max_pool}.
   *
   * @param strides {@code null} for the window's size
   */
  public static Tensor maxPool(
      Tensor inputs,
      List<Integer> poolSize,
      List<Integer> strides,
      Padding padding,
      DataFormat dataFormat) {
    return pool(PoolKind.MAX, inputs, poolSize, strides, padding, dataFormat);
  }

  /**
   * The mean of each window; padding does not count. Keras: {@code keras.ops.average_pool}.
   *
   * @param strides {@code null} for the window's size
   */
  public static Tensor averagePool(
      Tensor inputs,
      List<Integer> poolSize,
      List<Integer> strides,
      Padding padding,
      DataFormat dataFormat) {
    Tensor x = DTypes.toFloat(inputs);
    return pool(PoolKind.AVERAGE, x, poolSize, strides, padding, dataFormat);
  }

  private static Tensor pool(
      PoolKind kind,
      Tensor inputs,
      List<Integer> poolSize,
      List<Integer> strides,
      Padding padding,
      DataFormat dataFormat) {
    int axes = spatialAxes(inputs);
    List<Integer> window = Windows.perAxis("pool_size", poolSize, axes);
    List<Integer> stride = strides == null ? window : Windows.perAxis("strides", strides, axes);
    Tensor x = dataFormat.toLast(inputs);
    PoolSpec spec = Windows.pool(x.shape(), window, stride, padding);
    return dataFormat.fromLast(new Pool(kind, spec).on(x));
  }

  /** Maxima of as many windows as {@code outputSize} asks. Keras: {@code adaptive_max_pool}. */
  public static Tensor adaptiveMaxPool(
      Tensor inputs, List<Integer> outputSize, DataFormat dataFormat) {
    return adaptive(PoolKind.MAX, inputs, outputSize, dataFormat);
  }

  /** Means of as many windows as {@code outputSize} asks. Keras: {@code adaptive_average_pool}. */
  public static Tensor adaptiveAveragePool(
      Tensor inputs, List<Integer> outputSize, DataFormat dataFormat) {
    return adaptive(PoolKind.AVERAGE, DTypes.toFloat(inputs), outputSize, dataFormat);
  }

  private static Tensor adaptive(
      PoolKind kind, Tensor inputs, List<Integer> outputSize, DataFormat dataFormat) {
    int axes = spatialAxes(inputs);
    List<Integer> sizes = Windows.perAxis("output_size", outputSize, axes);
    Tensor x = dataFormat.toLast(inputs);
    for (int i = 0; i < axes; i++) {
      x = new AdaptivePool(kind, i + 1, sizes.get(i)).emit(x);
    }
    return dataFormat.fromLast(x);
  }

  private static int spatialAxes(Tensor inputs) {
    int axes = inputs.rank() - 2;
    if (axes < 1 || axes > 3) {
      throw new ShapeException(
          "Pooling inputs's shape must be 3, 4 or 5, corresponding to 1D, 2D and 3D inputs. But"
              + " received shape: "
              + inputs.shape());
    }
    return axes;
  }
}
