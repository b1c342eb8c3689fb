package org.keras4j.layers.preprocessing;

import java.util.Arrays;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** Mean and variance of batches of data, for each index of some axes. */
final class Moments {
  private final int[] keptAxes;
  private final Shape shape;
  private final double[] mean;
  private final double[] variance;
  private long count;

  /**
   * No data yet.
   *
   * @param keptAxes ascending, counted from the front
   * @param like the shape of a batch
   */
  Moments(int[] keptAxes, Shape like) {
    this.keptAxes = keptAxes;
    this.shape = Shape.of(Arrays.stream(keptAxes).map(like::dim).toArray());
    this.mean = new double[shape.intSize()];
    this.variance = new double[mean.length];
  }

  /** Adds a batch, which counts as much as it has elements for each index. */
  void add(NDArray batch) {
    int[] places = places(batch.shape());
    double[] batchMean = new double[mean.length];
    double[] batchVariance = new double[mean.length];
    long each = batch.size() / Math.max(1, mean.length);
    for (int i = 0; i < places.length; i++) {
      batchMean[places[i]] += batch.getDouble(i) / each;
    }
    for (int i = 0; i < places.length; i++) {
      double apart = batch.getDouble(i) - batchMean[places[i]];
      batchVariance[places[i]] += apart * apart / each;
    }
    count += each;
    double weight = (double) each / count;
    for (int i = 0; i < mean.length; i++) {
      double total = mean[i] * (1 - weight) + batchMean[i] * weight;
      variance[i] =
          (variance[i] + Math.pow(mean[i] - total, 2)) * (1 - weight)
              + (batchVariance[i] + Math.pow(batchMean[i] - total, 2)) * weight;
      mean[i] = total;
    }
  }

  /** For each element of a batch, which of the means it belongs to. */
  private int[] places(Shape batch) {
    int[] strides = batch.strides();
    int[] places = new int[batch.intSize()];
    for (int i = 0; i < places.length; i++) {
      for (int axis : keptAxes) {
        places[i] = places[i] * batch.dim(axis) + i / strides[axis] % batch.dim(axis);
      }
    }
    return places;
  }

  NDArray mean(DType dtype) {
    return NDArray.wrap(DType.FLOAT64, shape, mean.clone()).cast(dtype);
  }

  NDArray variance(DType dtype) {
    return NDArray.wrap(DType.FLOAT64, shape, variance.clone()).cast(dtype);
  }
}
