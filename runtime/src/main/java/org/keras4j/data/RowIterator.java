package org.keras4j.data;

import java.util.NoSuchElementException;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.Shape;

/** The rows of arrays, each without the first axis. */
final class RowIterator implements DataIterator {
  private final Batch arrays;
  private final int rows;
  private int next;

  RowIterator(Batch arrays, int rows) {
    this.arrays = arrays;
    this.rows = rows;
  }

  @Override
  public boolean hasNext() {
    return next < rows;
  }

  @Override
  public Batch next() {
    if (next >= rows) {
      throw new NoSuchElementException();
    }
    int row = next++;
    return new Batch(row(arrays.x(), row), row(arrays.y(), row), row(arrays.sampleWeight(), row));
  }

  private static Object row(Object structure, int row) {
    return Structures.map(structure, NDArray.class, array -> row(array, row));
  }

  private static NDArray row(NDArray array, int row) {
    Shape shape = array.shape().removeDim(0);
    return array.rows(row, row + 1).reshape(shape);
  }
}
