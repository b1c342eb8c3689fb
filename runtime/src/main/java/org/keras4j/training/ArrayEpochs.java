package org.keras4j.training;

import java.util.SplittableRandom;
import org.keras4j.data.Batch;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.DType;
import org.keras4j.tensor.NDArray;

/** Batches of arrays, gathered into arrays that are used again. */
final class ArrayEpochs implements EpochData {
  private final Batch arrays;
  private final int rows;
  private final int batchSize;
  private final FitOptions.Shuffle shuffle;
  private final SplittableRandom random;
  private final int[] order;
  private final Integer stepsPerEpoch;
  private final Staging full;
  private final Staging rest;
  private int nextRow;
  private int step;

  /**
   * Epochs over arrays.
   *
   * @param stepsPerEpoch null for until the arrays end; else an epoch goes on where the last ended
   */
  ArrayEpochs(
      Batch given, int batchSize, FitOptions.Shuffle shuffle, long seed, Integer stepsPerEpoch) {
    this.arrays = toFloatX(given);
    this.rows = arrays.size();
    if (rows == 0) {
      throw new TrainingException(
          "The data has no samples. Received arrays of shapes "
              + arrays.arrays().stream().map(array -> array.shape().toString()).toList());
    }
    this.batchSize = batchSize;
    this.shuffle = shuffle;
    this.random = new SplittableRandom(seed);
    this.order = new int[rows];
    this.stepsPerEpoch = stepsPerEpoch;
    this.full = rows >= batchSize ? new Staging(arrays, batchSize) : null;
    this.rest = rows % batchSize == 0 ? null : new Staging(arrays, rows % batchSize);
    this.nextRow = rows;
    for (int i = 0; i < rows; i++) {
      order[i] = i;
    }
  }

  /** As Keras does with arrays of doubles. */
  private static Batch toFloatX(Batch batch) {
    return new Batch(toFloatX(batch.x()), toFloatX(batch.y()), toFloatX(batch.sampleWeight()));
  }

  private static Object toFloatX(Object structure) {
    return Structures.map(
        structure,
        NDArray.class,
        array -> array.dtype() == DType.FLOAT64 ? array.cast(DType.FLOAT32) : array);
  }

  private int batches() {
    return (rows + batchSize - 1) / batchSize;
  }

  @Override
  public long steps() {
    return stepsPerEpoch == null ? batches() : stepsPerEpoch;
  }

  @Override
  public void beginEpoch() {
    step = 0;
    if (stepsPerEpoch == null || nextRow >= rows) {
      beginPass();
    }
  }

  private void beginPass() {
    nextRow = 0;
    switch (shuffle) {
      case NONE -> {}
      case ALL -> permute(0, rows);
      case WITHIN_BATCHES -> {
        for (int from = 0; from < rows; from += batchSize) {
          permute(from, Math.min(rows, from + batchSize));
        }
      }
    }
  }

  private void permute(int from, int to) {
    for (int i = from; i < to; i++) {
      order[i] = i;
    }
    for (int i = to - 1; i > from; i--) {
      int other = from + random.nextInt(i - from + 1);
      int swapped = order[i];
      order[i] = order[other];
      order[other] = swapped;
    }
  }

  @Override
  public Batch next() {
    if (step >= steps()) {
      return null;
    }
    if (nextRow >= rows) {
      EpochData.warnOutOfData();
      return null;
    }
    int count = Math.min(batchSize, rows - nextRow);
    Staging staging = count == batchSize ? full : rest;
    staging.gather(order, nextRow, count);
    nextRow += count;
    step++;
    return staging.batch;
  }

  /** Arrays of one batch size, and where their rows come from. */
  private static final class Staging {
    private final NDArray[] sources;
    private final NDArray[] targets;
    private final Batch batch;
    private int next;

    Staging(Batch arrays, int size) {
      this.sources = arrays.arrays().toArray(NDArray[]::new);
      this.targets = new NDArray[sources.length];
      for (int i = 0; i < sources.length; i++) {
        NDArray source = sources[i];
        targets[i] = NDArray.zeros(source.dtype(), source.shape().withDim(0, size));
      }
      this.batch =
          new Batch(targets(arrays.x()), targets(arrays.y()), targets(arrays.sampleWeight()));
    }

    private Object targets(Object structure) {
      return Structures.map(structure, NDArray.class, array -> targets[next++]);
    }

    void gather(int[] order, int from, int count) {
      for (int i = 0; i < sources.length; i++) {
        int row = targets[i].size() / count;
        Object source = sources[i].array();
        Object target = targets[i].array();
        for (int k = 0; k < count; k++) {
          System.arraycopy(source, order[from + k] * row, target, k * row, row);
        }
      }
    }
  }
}
