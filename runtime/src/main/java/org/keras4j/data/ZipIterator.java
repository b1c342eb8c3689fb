package org.keras4j.data;

import java.util.function.BinaryOperator;

/** Elements of two passes, joined. */
final class ZipIterator implements DataIterator {
  private final DataIterator first;
  private final DataIterator second;
  private final BinaryOperator<Batch> join;

  ZipIterator(DataIterator first, DataIterator second, BinaryOperator<Batch> join) {
    this.first = first;
    this.second = second;
    this.join = join;
  }

  @Override
  public boolean hasNext() {
    return first.hasNext() && second.hasNext();
  }

  @Override
  public Batch next() {
    return join.apply(first.next(), second.next());
  }

  @Override
  public void close() {
    try (first) {
      second.close();
    }
  }
}
