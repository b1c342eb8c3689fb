package org.keras4j.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.keras4j.layers.Structures;
import org.keras4j.tensor.NDArray;
import org.keras4j.tensor.ShapeException;

/** Stacks elements along a new first axis. */
final class BatchIterator implements DataIterator {
  private final DataIterator elements;
  private final int batchSize;
  private final boolean dropRemainder;
  private List<Batch> pending;

  BatchIterator(DataIterator elements, int batchSize, boolean dropRemainder) {
    this.elements = elements;
    this.batchSize = batchSize;
    this.dropRemainder = dropRemainder;
  }

  @Override
  public boolean hasNext() {
    if (pending == null) {
      pending = new ArrayList<>(batchSize);
      while (pending.size() < batchSize && elements.hasNext()) {
        pending.add(elements.next());
      }
    }
    return !pending.isEmpty() && (!dropRemainder || pending.size() == batchSize);
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<Batch> group = pending;
    pending = null;
    return new Batch(
        stack(group.stream().map(Batch::x).toList()),
        group.get(0).y() == null ? null : stack(group.stream().map(Batch::y).toList()),
        group.get(0).sampleWeight() == null
            ? null
            : stack(group.stream().map(Batch::sampleWeight).toList()));
  }

  /** Structures of single examples as one structure of stacked arrays. */
  private static Object stack(List<Object> examples) {
    List<List<NDArray>> leaves =
        examples.stream().map(example -> Structures.flatten(example, NDArray.class)).toList();
    Iterator<NDArray> stacked =
        java.util.stream.IntStream.range(0, leaves.get(0).size())
            .mapToObj(leaf -> stackArrays(leaves.stream().map(list -> list.get(leaf)).toList()))
            .iterator();
    return Structures.map(examples.get(0), NDArray.class, array -> stacked.next());
  }

  private static NDArray stackArrays(List<NDArray> rows) {
    NDArray first = rows.get(0);
    Object all = first.dtype().storage().allocate(Math.multiplyExact(first.size(), rows.size()));
    for (int i = 0; i < rows.size(); i++) {
      NDArray row = rows.get(i);
      if (!row.spec().equals(first.spec())) {
        throw new ShapeException(
            "Cannot batch elements of different shapes or dtypes: element 0 is "
                + first.spec()
                + ", element "
                + i
                + " is "
                + row.spec());
      }
      System.arraycopy(row.array(), 0, all, i * first.size(), first.size());
    }
    return NDArray.wrap(first.dtype(), first.shape().insertDim(0, rows.size()), all);
  }

  @Override
  public void close() {
    elements.close();
  }
}
