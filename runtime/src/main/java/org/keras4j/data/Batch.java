package org.keras4j.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;

/**
 * What one step is fed with: inputs, targets and sample weights, each an {@link NDArray} or a
 * {@code List} or {@code Map} of such. In a dataset that is not batched yet, it is one example,
 * without a batch axis. Keras: the tuple {@code (x, y, sample_weight)}.
 *
 * @param y null where there are no targets
 * @param sampleWeight null where all samples count alike
 */
public record Batch(Object x, Object y, Object sampleWeight) {
  public Batch {
    Objects.requireNonNull(x, "x");
  }

  public static Batch of(Object x) {
    return new Batch(x, null, null);
  }

  public static Batch of(Object x, Object y) {
    return new Batch(x, y, null);
  }

  public static Batch of(Object x, Object y, Object sampleWeight) {
    return new Batch(x, y, sampleWeight);
  }

  /** All arrays: those of x, of y, and the weights, each in flattening order. */
  public List<NDArray> arrays() {
    List<NDArray> arrays = new ArrayList<>(Structures.flatten(x, NDArray.class));
    arrays.addAll(Structures.flatten(y, NDArray.class));
    arrays.addAll(Structures.flatten(sampleWeight, NDArray.class));
    return arrays;
  }

  /**
   * Number of samples: the first dimension of the arrays.
   *
   * @throws ShapeException when they differ, or an array has no axes
   */
  public int size() {
    List<NDArray> arrays = arrays();
    if (arrays.isEmpty()) {
      throw new ShapeException("A batch needs arrays. Received: x=" + x + ", y=" + y);
    }
    int size = -1;
    for (NDArray array : arrays) {
      if (array.shape().rank() == 0) {
        throw new ShapeException(
            "When passing data to a model, the arrays must be at least rank 1. Received: " + array);
      }
      int rows = array.shape().dim(0);
      if (size >= 0 && rows != size) {
        throw new ShapeException(
            "Data cardinality is ambiguous. Make sure all arrays contain the same number of"
                + " samples. 'x' sizes: "
                + sizes(x)
                + ", 'y' sizes: "
                + sizes(y)
                + ", 'sample_weight' sizes: "
                + sizes(sampleWeight));
      }
      size = rows;
    }
    return size;
  }

  /** Rows {@code from} (inclusive) to {@code to} (exclusive) of every array: a copy. */
  public Batch rows(int from, int to) {
    return new Batch(rows(x, from, to), rows(y, from, to), rows(sampleWeight, from, to));
  }

  private static Object rows(Object structure, int from, int to) {
    return Structures.map(structure, NDArray.class, array -> array.rows(from, to));
  }

  private static List<String> sizes(Object structure) {
    return Structures.flatten(structure, NDArray.class).stream()
        .map(array -> array.shape().rank() == 0 ? "()" : String.valueOf(array.shape().dim(0)))
        .toList();
  }
}
