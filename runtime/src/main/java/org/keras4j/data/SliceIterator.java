package org.keras4j.data;

import java.util.NoSuchElementException;

/** Some elements from the middle of a pass. */
final class SliceIterator implements DataIterator {
  private final DataIterator elements;
  private long skipped;
  private long left;

  SliceIterator(DataIterator elements, long skip, long count) {
    this.elements = elements;
    this.skipped = skip;
    this.left = count;
  }

  @Override
  public boolean hasNext() {
    while (skipped > 0 && elements.hasNext()) {
      elements.next();
      skipped--;
    }
    return left > 0 && elements.hasNext();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    left--;
    return elements.next();
  }

  @Override
  public void close() {
    elements.close();
  }
}
