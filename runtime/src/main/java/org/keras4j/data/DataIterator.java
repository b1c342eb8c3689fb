package org.keras4j.data;

import java.util.Iterator;

/** One pass over a {@link Dataset}. Close one that is not read to its end. */
public interface DataIterator extends Iterator<Batch>, AutoCloseable {
  /** An iterator that holds nothing to be closed. */
  static DataIterator of(Iterator<Batch> iterator) {
    return new DataIterator() {
      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }

      @Override
      public Batch next() {
        return iterator.next();
      }
    };
  }

  @Override
  default void close() {}
}
