package org.keras4j.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
        stack(group.stream().map(Batch::x)),
        stack(group.stream().map(Batch::y)),
        stack(group.stream().map(Batch::sampleWeight)));
  }

  /** Structures of single examples as one structure of stacked arrays. */
  private static Object stack(Stream<Object> structures) {
    List<Object> examples = structures.toList();
    List<List<NDArray>> leaves =
        examples.stream().map(example -> Structures.flatten(example, NDArray.class)).toList();
    for (int i = 1; i < examples.size(); i++) {
      if (leaves.get(i).size() != leaves.get(0).size()) {
        throw new ShapeException(
            "Cannot batch elements of different structures: element 0 is "
                + specs(leaves.get(0))
                + ", element "
                + i
                + " is "
                + specs(leaves.get(i)));
      }
    }
    Iterator<NDArray> stacked =
        IntStream.range(0, leaves.get(0).size())
            .mapToObj(leaf -> stackArrays(leaves.stream().map(list -> list.get(leaf)).toList()))
            .iterator();
    return Structures.map(examples.get(0), NDArray.class, array -> stacked.next());
  }

  private static List<String> specs(List<NDArray> arrays) {
    return arrays.stream().map(array -> array.spec().toString()).toList();
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
