package org.keras4j.layers.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.keras4j.tensor.KerasException;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/**
 * Values and how much data each stands for: enough to tell quantiles of all data to within {@code
 * epsilon}. The sums are float32, as Keras' are, which decides where intervals end.
 */
final class QuantileSummary {
  static final QuantileSummary EMPTY = new QuantileSummary(new float[0], new float[0]);

  private final float[] values; // ascending
  private final float[] weights;

  private QuantileSummary(float[] values, float[] weights) {
    this.values = values;
    this.weights = weights;
  }

  /** As tf.keras stores it, {@code (2, n)}: values, ascending, above their weights. */
  static QuantileSummary stored(NDArray summary) {
    Shape shape = summary.shape();
    if (shape.rank() != 2 || shape.dim(0) != 2) {
      throw new KerasException("Expected a summary of the shape (2, None). Received: " + shape);
    }
    float[] both = summary.toFloatArray();
    int count = shape.dim(1);
    double total = 0;
    for (int i = 0; i < both.length; i++) {
      total += i < count ? 0 : both[i];
      boolean fits = i < count ? i == 0 || both[i - 1] <= both[i] : both[i] >= 0;
      if (!fits || Float.isInfinite(both[i])) {
        throw new KerasException(
            "Expected a summary of data: finite values in ascending order, and weights that are not"
                + " negative. Received: "
                + both[i]
                + (i < count ? " as value " + i : " as weight " + (i - count)));
      }
    }
    if (count > 0 && total == 0) {
      throw new KerasException("Expected a summary of data. Received: weights that are all zero");
    }
    return new QuantileSummary(
        Arrays.copyOf(both, count), Arrays.copyOfRange(both, count, both.length));
  }

  /** Of one batch of data. */
  static QuantileSummary of(NDArray batch, double epsilon) {
    float[] sorted = batch.toFloatArray();
    Arrays.sort(sorted);
    double step = Math.max(sorted.length / (1 / epsilon), 1);
    int stride = (int) step;
    int first = (int) (step - 1);
    int count = sorted.length <= first ? 0 : (sorted.length - first - 1) / stride + 1;
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = sorted[first + i * stride];
    }
    float[] weights = new float[count];
    Arrays.fill(weights, (float) step);
    return new QuantileSummary(values, weights);
  }

  /** Of this data and that of another summary before it. */
  QuantileSummary merge(QuantileSummary before, double epsilon) {
    int own = values.length;
    float[] allValues = Arrays.copyOf(values, own + before.values.length);
    float[] allWeights = Arrays.copyOf(weights, allValues.length);
    System.arraycopy(before.values, 0, allValues, own, before.values.length);
    System.arraycopy(before.weights, 0, allWeights, own, before.values.length);
    List<Integer> order = new ArrayList<>(IntStream.range(0, allValues.length).boxed().toList());
    order.sort(Comparator.comparing(i -> allValues[i]));
    float[] mergedValues = new float[allValues.length];
    float[] mergedWeights = new float[allValues.length];
    for (int i = 0; i < mergedValues.length; i++) {
      mergedValues[i] = allValues[order.get(i)];
      mergedWeights[i] = allWeights[order.get(i)];
    }
    return new QuantileSummary(mergedValues, mergedWeights).compressed(epsilon);
  }

  /** Where so many intervals end that hold equally much data; the last has no end. */
  List<Double> boundaries(int intervals) {
    float[] ends = compressed(1.0 / intervals).values;
    List<Double> boundaries = new ArrayList<>();
    for (int i = 0; i < ends.length - 1; i++) {
      boundaries.add((double) ends[i]);
    }
    return List.copyOf(boundaries);
  }

  private QuantileSummary compressed(double epsilon) {
    if (values.length * epsilon < 1) {
      return this;
    }
    float[] sums = new float[values.length];
    float sum = 0;
    for (int i = 0; i < sums.length; i++) {
      sum += weights[i];
      sums[i] = sum;
    }
    float[] shares = new float[sums.length];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = sums[i] / sum;
    }
    int count = (int) Math.ceil(1 / epsilon);
    float[] newValues = new float[count];
    float[] newWeights = new float[count];
    double before = 0;
    int from = 0; // the shares asked for ascend, and so does the place where they are found
    for (int i = 0; i < count; i++) {
      double share = epsilon + i * epsilon;
      from = place(share, shares, from);
      newValues[i] = (float) interpolate(share, shares, values, from);
      double upTo = interpolate(share, shares, sums, from);
      newWeights[i] = (float) (upTo - before);
      before = upTo;
    }
    return new QuantileSummary(newValues, newWeights);
  }

  /** The last point, from {@code from} on, that is followed by a greater one and not above x. */
  private static int place(double x, float[] xs, int from) {
    int place = from;
    while (place + 1 < xs.length && x >= xs[place + 1]) {
      place++;
    }
    return place;
  }

  /**
   * On the line from point to point; level before the first and behind the last.
   *
   * @param i the point before {@code x}
   */
  private static double interpolate(double x, float[] xs, float[] ys, int i) {
    if (x < xs[0]) {
      return ys[0];
    }
    if (i + 1 >= xs.length) {
      return ys[ys.length - 1];
    }
    double slope = ((double) ys[i + 1] - ys[i]) / ((double) xs[i + 1] - xs[i]);
    return x == xs[i] ? ys[i] : slope * (x - xs[i]) + ys[i];
  }
}
